import { reason } from '#messages/reason.ts';
import { TransientFailure } from '#shared/errors.ts';
import { type Pauses, REAL_PAUSES, withRetries } from '#shared/retry.ts';
import { Refusal } from '../refusal.ts';

const TIMEOUT_MS = 30_000;
/** Avito's catalogues answer 429 to whoever comes twice in a short time. */
const PATIENCE = { deadlineMs: 120_000, firstDelayMs: 4000, longestDelayMs: 40_000 };
const MOST_BYTES = 50 * 1024 * 1024;
const TOO_MANY_REQUESTS = 429;
const FIRST_SERVER_ERROR = 500;

/** An answer after which asking again helps; `$retryable` is how the retries know. */
class BusyAnswer extends Error {
  override readonly name = 'BusyAnswer';
  readonly $retryable = {};
}

const bodyOf = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES)
      throw new Refusal(reason('reference-too-large', { url: response.url, mostBytes: MOST_BYTES }));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const ask = async (url: string): Promise<string> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const { status } = response;
  if (status === TOO_MANY_REQUESTS || status >= FIRST_SERVER_ERROR)
    throw new BusyAnswer(`the server answered ${status}`);
  if (!response.ok) throw new Refusal(reason('reference-refused', { url, status }));
  return bodyOf(response);
};

/** The network's own errors say what is wrong in their cause. */
const whatHappened = ({ message, cause }: Error): string =>
  cause instanceof Error ? cause.message : message;

const ofNoUse = (url: string) => (error: Error) => {
  if (error instanceof Refusal) throw error;
  throw new Refusal(
    reason('reference-silent', {
      url,
      attempts: error instanceof TransientFailure ? Number(error.details.attempts) : 0,
      detail: whatHappened(error),
    }),
  );
};

/** What an address serves, which is asked again while it is busy. Throws `Refusal` where it gives nothing. */
export const fetchReference = (url: string, pauses: Pauses = REAL_PAUSES): Promise<string> =>
  withRetries('reference', () => ask(url), PATIENCE, pauses).catch(ofNoUse(url));
