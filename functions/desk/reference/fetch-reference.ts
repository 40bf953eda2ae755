import { readFile } from 'node:fs/promises';
import { UsageError } from '#cli/command.ts';
import { TransientFailure } from '#shared/errors.ts';
import { type Pauses, REAL_PAUSES, withRetries } from '#shared/retry.ts';

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
    if (bytes > MOST_BYTES) throw new UsageError(`${response.url} serves more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const ask = async (url: string): Promise<string> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const { status } = response;
  if (status === TOO_MANY_REQUESTS || status >= FIRST_SERVER_ERROR)
    throw new BusyAnswer(`the server answered ${status}`);
  if (!response.ok)
    throw new UsageError(
      `${url} answered ${status}: download the file with your own access and give it as FILE instead`,
    );
  return bodyOf(response);
};

/** The network's own errors say what is wrong in their cause. */
const whatHappened = ({ message, cause }: Error): string =>
  cause instanceof Error ? cause.message : message;

const ofNoUse = (url: string) => (error: Error) => {
  if (error instanceof UsageError) throw error;
  const attempts = error instanceof TransientFailure ? ` in ${error.details.attempts} attempts` : '';
  throw new UsageError(
    `${url} gave no answer${attempts} (${whatHappened(error)}): nothing has changed; try again later, or give a FILE`,
  );
};

const isAddress = (source: string): boolean => /^https?:\/\//i.test(source);

/** The text of a file or an address, which is asked again while it is busy. Throws `UsageError` for neither. */
export const fetchReference = (source: string, pauses: Pauses = REAL_PAUSES): Promise<string> =>
  isAddress(source)
    ? withRetries('reference', () => ask(source), PATIENCE, pauses).catch(ofNoUse(source))
    : readFile(source, 'utf8').catch(({ code }: NodeJS.ErrnoException) => {
        throw new UsageError(`${source} cannot be read (${code})`);
      });
