/**
 * The deliveries of one window on AWS in a moment: pages of dealers, the Map's executions, the functions that only
 * deliveries have, and the machine's retries as its definition has them.
 */
import { definitionOf, tasks } from '../infra/support/definitions.ts';
import { agenda, randomOf } from './agenda.ts';

export interface Window {
  dealers: number;
  /** Dealers of one execution. */
  page: number;
  /** Functions that deliveries may run at once. */
  functions: number;
  /** Seconds that a dealer's host takes for each of three calls: pictures, feed, look at what it serves. */
  hostSeconds: number;
  seed: number;
}

export interface Delivered {
  /** Until the last one was through or given up, in minutes. */
  minutes: number;
  /** Left to the next window, since a function was refused too often. */
  queued: number;
  /** Calls that were refused and tried again. */
  throttled: number;
  /** The most state transitions in one second. */
  transitionsASecond: number;
}

interface Clause {
  IntervalSeconds: number;
  BackoffRate: number;
  MaxAttempts: number;
  MaxDelaySeconds: number;
}

const THROTTLED = 'Lambda.TooManyRequestsException';

const DEALERS = definitionOf('delivery').States.Dealers as unknown as { MaxConcurrency: number };

/** A distributed Map begins so many Standard executions a second. */
const BEGUN_A_SECOND = 100;

/** Table and buckets answer in so much time, a cold start among it. */
const OWN_SECONDS = 0.5;

/** The calls of a delivery that brings a feed and no new picture, in their order. */
const CALLS = ['Acquire', 'Guard', 'Pictures', 'Upload', 'Verify', 'Receipt'] as const;
const AT_THE_HOST = new Set<string>(['Pictures', 'Upload', 'Verify']);

const clauseOf = (state: string): Clause => {
  const task = tasks.find(({ machine, name }) => machine === 'delivery' && name === state);
  const found = task?.Retry?.find(({ ErrorEquals }) => ErrorEquals.includes(THROTTLED));
  if (!found) throw new Error(`${state} does not retry ${THROTTLED}`);
  return found as unknown as Clause;
};

/** What becomes of the deliveries that are due at one window. */
export const simulateWindow = async ({
  dealers,
  page,
  functions,
  hostSeconds,
  seed,
}: Window): Promise<Delivered> => {
  const { now, after, next } = agenda();
  const random = randomOf(seed);
  const delivered: Delivered = { minutes: 0, queued: 0, throttled: 0, transitionsASecond: 0 };
  const transitions = new Map<number, number>();
  let running = 0;

  const transit = (count = 1) => {
    const second = Math.floor(now());
    const total = (transitions.get(second) ?? 0) + count;
    transitions.set(second, total);
    delivered.transitionsASecond = Math.max(delivered.transitionsASecond, total);
  };

  /** What a Map has still to begin. */
  interface Page {
    left: number;
  }
  const end = (of: Page, isQueued: boolean) => {
    if (isQueued) delivered.queued += 1;
    delivered.minutes = now() / 60;
    begin(of);
  };
  const call = (of: Page, at: number, attempt = 0): void => {
    const state = CALLS[at];
    if (!state) {
      end(of, false);
      return;
    }
    transit();
    if (running < functions) {
      running += 1;
      after((AT_THE_HOST.has(state) ? hostSeconds : OWN_SECONDS) * (0.5 + random()), () => {
        running -= 1;
        // The choice behind each call is a transition too.
        transit();
        call(of, at + 1);
      });
      return;
    }
    delivered.throttled += 1;
    const { IntervalSeconds, BackoffRate, MaxAttempts, MaxDelaySeconds } = clauseOf(state);
    const delay = Math.min(MaxDelaySeconds, IntervalSeconds * BackoffRate ** attempt);
    if (attempt >= MaxAttempts) end(of, true);
    else after(random() * delay, () => call(of, at, attempt + 1));
  };
  const begin = (of: Page) => {
    if (of.left === 0) return;
    of.left -= 1;
    after(1 / BEGUN_A_SECOND, () => call(of, 0));
  };

  for (let from = 0; from < dealers; from += page) {
    const of = { left: Math.min(page, dealers - from) };
    const atOnce = Math.min(DEALERS.MaxConcurrency, of.left);
    for (let child = 0; child < atOnce; child++) after(from / page + child / BEGUN_A_SECOND, () => begin(of));
  }
  while (await next());
  return delivered;
};
