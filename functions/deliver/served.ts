import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import type { PublicWeb, WebAnswer } from '#shared/ports.ts';

/** What a public URL served: the hash of its bytes, or null for anything but a 200; and what to say of it where it is wrong. */
export interface Served {
  sha256: string | null;
  reason: Reason;
}

const answer = (url: string, { status, bytes, sha256 }: WebAnswer): Served =>
  status === 200
    ? { sha256, reason: reason('url-other-bytes', { url, bytes }) }
    : { sha256: null, reason: reason('url-refuses', { url, status }) };

/** Errors quote what a host has sent, such as every name of its certificate: too much for a state of the machine. */
const LONGEST_DETAIL = 280;

const silence = (url: string, error: unknown): Served => {
  const detail = (error instanceof Error ? error.message : String(error)).slice(0, LONGEST_DETAIL);
  return { sha256: null, reason: reason('url-silent', { url, detail }) };
};

/** Asks a public URL as Avito would; trouble on the way is an answer too. */
export const servedAt = (url: string, web: PublicWeb): Promise<Served> =>
  web.get(url).then(
    (given) => answer(url, given),
    (error) => silence(url, error),
  );
