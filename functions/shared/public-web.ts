import { createHash } from 'node:crypto';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Network } from './network.ts';
import type { PublicWeb, WebAnswer, WebWish } from './ports.ts';

/** Time and size that a host may take. */
export interface WebLimits {
  /** Without a byte. */
  silenceMs: number;
  /** From the first connection to the last byte. */
  wholeMs: number;
  bytes: number;
  redirects: number;
}

/** Avito takes feeds up to 500 MB; the machine gives its task five minutes. */
const LIMITS: WebLimits = {
  silenceMs: 20_000,
  wholeMs: 240_000,
  bytes: 500 * 1024 * 1024,
  redirects: 3,
};

interface WebAccess {
  network: Network;
  /** Answers for the hosts of the shipped dealers (`….example`) on one machine. */
  gateway?: string | undefined;
  limits?: WebLimits;
}

/** RFC 2606 keeps this ending for examples: no such host exists, so the gateway may play it. */
export const isPlayed = (url: URL): boolean => url.hostname.endsWith('.example');

const targetOf = (url: URL, gateway: string | undefined): URL =>
  gateway && isPlayed(url) ? new URL(url.pathname, gateway) : url;

/** Always the address that was judged, whatever the name would mean by now. */
export const fixedTo =
  ({ address, family }: Awaited<ReturnType<Network['addressOf']>>): LookupFunction =>
  (_host, { all }, found) =>
    all ? found(null, [{ address, family }]) : found(null, address, family);

const MODULES: Record<string, typeof http | typeof https> = { 'http:': http, 'https:': https };

/** What speaks the URL's protocol. Throws for one that no marketplace follows. */
export const moduleFor = ({ protocol }: URL) => {
  const known = MODULES[protocol];
  if (known) return known;
  throw new Error(`it leads to ${protocol}, which no marketplace follows`);
};

const ask = async (url: URL, { network, limits = LIMITS }: WebAccess, signal: AbortSignal) => {
  const lookup = fixedTo(await network.addressOf(url.hostname));
  return new Promise<IncomingMessage>((resolve, reject) => {
    const silence = () => request.destroy(new Error(`silence for ${limits.silenceMs / 1000} s`));
    const headers = { 'accept-encoding': 'identity' };
    const request = moduleFor(url).get(url, { lookup, headers, signal, agent: false }, resolve);
    request.setTimeout(limits.silenceMs, silence).on('error', reject);
  });
};

const hashed = async (
  response: IncomingMessage,
  limits: WebLimits,
  { keep }: WebWish,
): Promise<WebAnswer> => {
  const hash = createHash('sha256');
  const most = Math.min(limits.bytes, keep ?? limits.bytes);
  const kept: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    bytes += chunk.byteLength;
    if (bytes > most) throw new Error(`it serves more than ${most} bytes`);
    hash.update(chunk);
    if (keep !== undefined) kept.push(chunk);
  }
  const told = { status: response.statusCode ?? 0, bytes, sha256: hash.digest('hex') };
  return keep === undefined ? told : { ...told, body: Buffer.concat(kept) };
};

const REDIRECTS = [301, 302, 303, 307, 308];

const redirection = ({ statusCode = 0, headers }: IncomingMessage, from: URL): URL | null =>
  REDIRECTS.includes(statusCode) && headers.location ? new URL(headers.location, from) : null;

const follow = async (
  url: URL,
  access: WebAccess,
  wish: WebWish & { signal: AbortSignal },
  followed: number,
): Promise<WebAnswer> => {
  const { gateway, limits = LIMITS } = access;
  const response = await ask(targetOf(url, gateway), access, wish.signal);
  const next = redirection(response, url);
  if (!next) return hashed(response, limits, wish);
  response.destroy();
  if (followed === limits.redirects) throw new Error(`it redirects more than ${limits.redirects} times`);
  return follow(next, access, wish, followed + 1);
};

/**
 * Asks a public URL as Avito would: plain GET, no query, identity encoding. Every host on the way, those of
 * redirects too, is looked up once and judged by `network`. The bytes are counted and hashed as they come.
 */
export const publicWeb = (access: WebAccess): PublicWeb => ({
  get: (url, wish = {}) => {
    const { wholeMs } = { ...(access.limits ?? LIMITS), ...wish };
    return follow(new URL(url), access, { ...wish, signal: AbortSignal.timeout(wholeMs) }, 0);
  },
});
