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

/** RFC 2606 keeps this ending for examples: no such host exists, so the gateway may play it. */
const isPlayed = (url: URL): boolean => url.hostname.endsWith('.example');

const targetOf = (url: URL, gateway: string | undefined): URL =>
  gateway && isPlayed(url) ? new URL(url.pathname, gateway) : url;

/**
 * Asks a public URL as Avito would: plain GET, no query, identity encoding, redirects not followed.
 * `gateway` answers for the hosts of the shipped dealers (`….example`) on one machine.
 */
export const publicWeb = (gateway?: string): PublicWeb => ({
  get: async (url) => {
    const response = await fetch(targetOf(new URL(url), gateway), {
      redirect: 'manual',
      headers: { 'accept-encoding': 'identity' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, body: await readCapped(response) };
  },
});
