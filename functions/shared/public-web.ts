import type { PublicWeb } from './ports.ts';

const TIMEOUT_MS = 20_000;
/** Avito takes feeds up to 500 MB. */
const MAX_BYTES = 500 * 1024 * 1024;

const readCapped = async (response: Response): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) throw new Error(`The URL serves more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/**
 * Asks a public URL as Avito would: plain GET, no query, identity encoding, redirects not followed.
 * `gateway` is asked instead of the URL's own host; one machine plays the dealer's web host with it.
 */
export const publicWeb = (gateway?: string): PublicWeb => ({
  get: async (url) => {
    const target = gateway ? new URL(new URL(url).pathname, gateway) : new URL(url);
    const response = await fetch(target, {
      redirect: 'manual',
      headers: { 'accept-encoding': 'identity' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, body: await readCapped(response) };
  },
});
