import * as z from 'zod';

const count = z.number().int().positive();

/** When a service counts as down, and when as well again (S2-15). */
export const BreakerSettings = z.strictObject({
  /** Failures in a row that open the breaker. */
  failures: count.default(5),
  /** How long an open breaker turns every call away. */
  resetSeconds: count.default(60),
  /** Probes in a row that must succeed before it closes. */
  successes: count.default(3),
});
export type BreakerSettings = z.infer<typeof BreakerSettings>;

const BUILT_IN: Record<string, BreakerSettings> = {
  textract: { failures: 5, resetSeconds: 120, successes: 3 },
  'bedrock-language': { failures: 5, resetSeconds: 120, successes: 3 },
  'bedrock-embedding': { failures: 3, resetSeconds: 30, successes: 2 },
};

/** Settings by the name of the service; a service not named has the defaults of `BreakerSettings`. */
export const Breakers = z
  .record(z.string(), BreakerSettings)
  .transform((given): Record<string, BreakerSettings> => ({ ...BUILT_IN, ...given }));
export type Breakers = z.infer<typeof Breakers>;

/** One service as all processes see it. Times are milliseconds since 1970. */
export interface BreakerState {
  state: 'closed' | 'open' | 'half-open';
  failures: number;
  successes: number;
  openUntil: number;
  /** While a probe is under way: when it counts as dead. Else 0. */
  probeUntil: number;
}

export const CLOSED: BreakerState = {
  state: 'closed',
  failures: 0,
  successes: 0,
  openUntil: 0,
  probeUntil: 0,
};

/** Longer than the slowest call: a probe whose process died must not keep the service away for ever. */
const PROBE_MS = 300_000;
const MS = 1000;

/** Whether a call may go, and what that changes; `next` is null where it changes nothing. */
export type Admission =
  | { admitted: true; isProbe: boolean; next: BreakerState | null }
  | { admitted: false; reason: string; next: null };

const refuse = (reason: string): Admission => ({ admitted: false, reason, next: null });
const until = (time: number): string => new Date(time).toISOString();

const probe = (breaker: BreakerState, now: number): Admission => ({
  admitted: true,
  isProbe: true,
  next: { ...breaker, state: 'half-open', probeUntil: now + PROBE_MS },
});

const ADMISSIONS: Record<BreakerState['state'], (breaker: BreakerState, now: number) => Admission> = {
  closed: () => ({ admitted: true, isProbe: false, next: null }),
  open: (breaker, now) =>
    now < breaker.openUntil
      ? refuse(
          `it failed ${breaker.failures} times in a row and is left alone until ${until(breaker.openUntil)}`,
        )
      : probe({ ...breaker, successes: 0 }, now),
  'half-open': (breaker, now) =>
    now < breaker.probeUntil ? refuse('another call is trying whether it is back') : probe(breaker, now),
};

/** Closed lets all calls go, open none until its time is over, half-open one at a time. */
export const admit = (breaker: BreakerState, now: number): Admission =>
  ADMISSIONS[breaker.state](breaker, now);

/** How an admitted call ended. */
export interface Ended {
  succeeded: boolean;
  /** It was the one probe of a half-open breaker, and still is. */
  isProbe: boolean;
}

const opened = (breaker: BreakerState, failures: number, openUntil: number): BreakerState => ({
  ...CLOSED,
  state: 'open',
  failures,
  openUntil: Math.max(openUntil, breaker.openUntil),
});

const afterProbe = (breaker: BreakerState, succeeded: boolean, now: number, settings: BreakerSettings) => {
  if (!succeeded) return opened(breaker, breaker.failures + 1, now + settings.resetSeconds * MS);
  const successes = breaker.successes + 1;
  return successes >= settings.successes ? CLOSED : { ...breaker, successes, probeUntil: 0 };
};

const afterCall = (breaker: BreakerState, succeeded: boolean, now: number, settings: BreakerSettings) => {
  if (succeeded) return breaker.failures > 0 ? CLOSED : null;
  const failures = breaker.failures + 1;
  if (failures < settings.failures) return { ...breaker, failures };
  return opened(breaker, failures, now + settings.resetSeconds * MS);
};

/** What the end of a call changes, null for nothing: a call let go before the breaker opened tells nothing new. */
export const afterEnd = (
  breaker: BreakerState,
  { succeeded, isProbe }: Ended,
  now: number,
  settings: BreakerSettings,
): BreakerState | null => {
  if (isProbe && breaker.state === 'half-open') return afterProbe(breaker, succeeded, now, settings);
  return breaker.state === 'closed' ? afterCall(breaker, succeeded, now, settings) : null;
};
