import { isPassing, TransientFailure } from './errors.ts';

/** How long a service is asked again. Milliseconds. */
export interface Patience {
  /** No new attempt begins later than this after the first. */
  deadlineMs: number;
  firstDelayMs: number;
  longestDelayMs: number;
}

/** Time and chance, so that tests need neither. */
export interface Pauses {
  /** Milliseconds since whenever. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** 0 to 1. */
  random(): number;
}

export const REAL_PAUSES: Pauses = {
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: () => Math.random(),
};

/** An answer cut off on its way is no JSON. */
const helps = (error: unknown): boolean => isPassing(error) || error instanceof SyntaxError;

/**
 * Asks again while the trouble is passing, waiting with full jitter: callers throttled together do not
 * come back together. Throws `TransientFailure` when the deadline would be missed, and whatever else the call throws.
 */
export const withRetries = async <Answer>(
  service: string,
  call: () => Promise<Answer>,
  { deadlineMs, firstDelayMs, longestDelayMs }: Patience,
  { now, sleep, random }: Pauses = REAL_PAUSES,
): Promise<Answer> => {
  const deadline = now() + deadlineMs;
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (!helps(error)) throw error;
      const delay = random() * Math.min(longestDelayMs, firstDelayMs * 2 ** attempt);
      if (now() + delay > deadline) throw gaveUp(service, attempt + 1, error);
      await sleep(delay);
    }
  }
};

const gaveUp = (service: string, attempts: number, cause: unknown) =>
  new TransientFailure(`${service} did not answer in ${attempts} attempts: ${String(cause)}`, {
    stage: service,
    details: { attempts },
    cause,
  });
