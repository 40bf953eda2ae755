import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { Network } from '#shared/network.ts';
import { fixedTo, moduleFor } from '#shared/public-web.ts';

export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: string;
}

export interface HttpAnswer {
  status: number;
  /** By their names in small letters. */
  headers: Record<string, string | string[] | undefined>;
  body: Readable;
}

/** Sends a request and gives the answer whose body is still to be read. Throws where there is none. */
export type Transport = (request: HttpRequest) => Promise<HttpAnswer>;

/** Without a byte, and as a whole: a copy of a feed has up to 500 MB. */
const SILENCE_MS = 30_000;
const WHOLE_MS = 240_000;

/**
 * Over the network, whose host is looked up once and judged. No redirect is followed: what is sent along is for the host
 * that was named.
 */
export const networkTransport =
  (network: Network): Transport =>
  async ({ method, url: address, headers, body }) => {
    const url = new URL(address);
    const lookup = fixedTo(await network.addressOf(url.hostname));
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const signal = AbortSignal.timeout(WHOLE_MS);
    const request = moduleFor(url).request(url, { method, headers, lookup, signal, agent: false }, resolve);
    request.setTimeout(SILENCE_MS, () => request.destroy(new Error(`silence for ${SILENCE_MS / 1000} s`)));
    request.on('error', reject).end(body);
    const response = await promise;
    return { status: response.statusCode ?? 0, headers: response.headers, body: response };
  };

/** An answer of the API, read whole. */
export interface ReadAnswer {
  status: number;
  headers: HttpAnswer['headers'];
  text: string;
}

/** A page of a hundred ads has a tenth of that. */
const MOST_BYTES = 20 * 1024 * 1024;

/** Reads the body as text. Throws where it breaks off or has no end. */
export const readAnswer = async ({ status, headers, body }: HttpAnswer): Promise<ReadAnswer> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(Buffer.from(chunk));
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error(`the answer has more than ${MOST_BYTES} bytes`);
  }
  return { status, headers, text: Buffer.concat(chunks).toString('utf8') };
};
