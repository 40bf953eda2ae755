import { type Pauses, REAL_PAUSES } from '#shared/retry.ts';
import type { ReadAnswer } from './transport.ts';

/**
 * Calls a minute of each group of methods. Of the loads nothing is described and bursts of about ten were seen; of the
 * others these are the described numbers, with some to spare.
 */
const PER_MINUTE = { token: 6, loads: 30, live: 20, account: 60, profile: 20 } as const;
export type MethodGroup = keyof typeof PER_MINUTE;

const MINUTE_MS = 60_000;

const seconds = (value: string | string[] | undefined): number | null => {
  const number = Number([value].flat()[0]);
  return value === undefined || Number.isNaN(number) ? null : number;
};

/** A date is as good as seconds: `Retry-After` may be either. */
const waitOf = (value: string | string[] | undefined): number | null => {
  const number = seconds(value);
  if (number !== null) return number * 1000;
  const at = Date.parse(String([value].flat()[0]));
  // A date that has passed comes from another clock.
  return at > Date.now() ? at - Date.now() : null;
};

/** An answer may ask for hours; nobody waits so long within a call. */
const LONGEST_MS = 15 * MINUTE_MS;

/** How long its group is left alone after an answer, in milliseconds. */
export const pauseAfter = ({ status, headers }: Pick<ReadAnswer, 'status' | 'headers'>): number => {
  const isLast = seconds(headers['x-ratelimit-remaining']) === 0;
  if (status !== 429 && !isLast) return 0;
  const told = waitOf(headers['x-ratelimit-retry-after']) ?? waitOf(headers['retry-after']) ?? MINUTE_MS;
  return Math.min(LONGEST_MS, Math.max(0, told));
};

interface Line {
  /** The call before, ended or not. */
  last: Promise<unknown>;
  /** When calls of the last minute began. */
  starts: number[];
  notBefore: number;
  perMinute: number;
}

/** Lines of calls, one for each account and group of methods. */
export interface RateQueue {
  /** Milliseconds until the next call of this line may begin, as far as that is known now. */
  waits(account: string, group: MethodGroup): number;
  /** Makes a call when it is its turn. */
  run(account: string, group: MethodGroup, call: () => Promise<ReadAnswer>): Promise<ReadAnswer>;
}

/** Calls of one account and group go one after the other, as many a minute as Avito takes, and rest when it says so. */
export const rateQueue = ({ now, sleep }: Pauses = REAL_PAUSES): RateQueue => {
  const lines = new Map<string, Line>();
  const lineOf = (account: string, group: MethodGroup): Line => {
    const key = `${account} ${group}`;
    const line = lines.get(key) ?? {
      last: Promise.resolve(),
      starts: [],
      notBefore: 0,
      perMinute: PER_MINUTE[group],
    };
    lines.set(key, line);
    return line;
  };
  const waitIn = (line: Line): number => {
    line.starts = line.starts.filter((start) => now() - start < MINUTE_MS);
    const [oldest = 0] = line.starts.slice(-line.perMinute);
    const isFull = line.starts.length >= line.perMinute;
    return Math.max(line.notBefore - now(), isFull ? oldest + MINUTE_MS - now() : 0, 0);
  };
  const begin = async (
    line: Line,
    group: MethodGroup,
    call: () => Promise<ReadAnswer>,
  ): Promise<ReadAnswer> => {
    for (let wait = waitIn(line); wait > 0; wait = waitIn(line)) await sleep(wait);
    line.starts.push(now());
    const answer = await call();
    const pause = pauseAfter(answer);
    if (pause > 0) line.notBefore = Math.max(line.notBefore, now() + pause);
    const limit = seconds(answer.headers['x-ratelimit-limit']);
    if (limit !== null && limit >= 1) line.perMinute = Math.min(PER_MINUTE[group], limit);
    return answer;
  };
  return {
    waits: (account, group) => waitIn(lineOf(account, group)),
    run: (account, group, call) => {
      const line = lineOf(account, group);
      const turn = line.last.then(() => begin(line, group, call));
      line.last = turn.catch(() => null);
      return turn;
    },
  };
};
