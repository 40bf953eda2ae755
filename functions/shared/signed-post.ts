import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Network } from './network.ts';
import { fixedTo, moduleFor } from './public-web.ts';

/** What is told to a program of a dealer's, and the key that both sides know. */
interface Signed {
  url: string;
  key: string;
  body: string;
  /** ISO, UTC: what is older by minutes may be refused as a repetition. */
  at: string;
}

/** A program that is asked in passing: nobody waits longer for it. */
const LONGEST_MS = 10_000;

/** `t=<seconds>,v1=<hex>`: HMAC-SHA256 of `<seconds>.<body>`, as Stripe and others sign. */
const signatureOf = ({ key, body, at }: Omit<Signed, 'url'>): string => {
  const seconds = Math.floor(Date.parse(at) / 1000);
  const hash = createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${hash}`;
};

const headersOf = (signed: Signed) => ({
  'content-type': 'application/json; charset=utf-8',
  'content-length': Buffer.byteLength(signed.body),
  'feedwright-signature': signatureOf(signed),
});

/**
 * Posts a signed body. The host is looked up once and judged by `network`, and no redirect is followed. Throws for any
 * answer but a 2xx, and where there is none in ten seconds.
 */
export const signedPost = async (signed: Signed, network: Network): Promise<void> => {
  const url = new URL(signed.url);
  const lookup = fixedTo(await network.addressOf(url.hostname));
  const signal = AbortSignal.timeout(LONGEST_MS);
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const options = { method: 'POST', headers: headersOf(signed), lookup, signal, agent: false };
  moduleFor(url).request(url, options, resolve).on('error', reject).end(signed.body);
  const { statusCode = 0 } = (await promise).destroy();
  if (statusCode < 200 || statusCode > 299) throw new Error(`${url.host} answers ${statusCode}`);
};
