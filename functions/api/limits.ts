import type { Ports } from '#shared/ports.ts';
import type { Allowance } from '#shared/table/member-records.ts';
import { ProblemAnswer } from './problem.ts';
import type { Dearness } from './route.ts';

/** How much of one kind may be asked for at once, and in how long as much grows back. */
interface Limit {
  most: number;
  seconds: number;
  /** What a process takes from the table at a time, and then gives out without asking: counting must cost less than answering. */
  chunk: number;
}

type Kind = Dearness | 'anonymous';

export const LIMITS: Record<Kind, Limit> = {
  read: { most: 3_000, seconds: 60, chunk: 100 },
  write: { most: 240, seconds: 60, chunk: 4 },
  dear: { most: 120, seconds: 60, chunk: 4 },
  // S4-30. Nothing is given out ahead: a second process would give as much again.
  anonymous: { most: 100, seconds: 15 * 60, chunk: 1 },
};

/** What is left after a request, for its answer's headers. */
export interface Left {
  limit: number;
  remaining: number;
  /** Seconds until all of it has grown back. */
  reset: number;
}

type LimitPorts = Pick<Ports, 'table' | 'clock'>;

/** What this process may give out without asking. */
type Purse = Map<string, { own: number; left: number; until: number }>;

const MS = 1000;
const FORGOTTEN_AFTER = 2;

/** What there is now: what was left, and what has grown back since. */
const grown = (stored: Allowance | null, { most, seconds }: Limit, now: number): number => {
  if (!stored) return most;
  const back = (Math.max(0, now - stored.countedAt) / MS) * (most / seconds);
  return Math.min(most, stored.left + back);
};

const tooMany = (kind: Kind, { most, seconds }: Limit): ProblemAnswer => {
  const wait = Math.max(1, Math.ceil(seconds / most));
  const title =
    kind === 'anonymous'
      ? 'Too many requests from this IP, please try again later.'
      : 'Too many requests, please try again later.';
  return new ProblemAnswer(
    { type: 'too-many-requests', title, status: 429, detail: `Ask again in ${wait} s, and less often.` },
    { 'retry-after': String(wait), ratelimit: `limit=${most}, remaining=0, reset=${wait}` },
  );
};

/** Takes a chunk from the table; of two at once one asks again. */
const fetchChunk = async (
  whose: string,
  kind: Kind,
  { table, clock }: LimitPorts,
): Promise<{ own: number; left: number }> => {
  const limit = LIMITS[kind];
  const [stored, now] = [await table.allowances.get({ whose, kind }), clock().getTime()];
  const there = grown(stored, limit, now);
  if (there < 1) throw tooMany(kind, limit);
  const own = Math.min(limit.chunk, Math.floor(there));
  const left = there - own;
  const ttl = Math.ceil(now / MS) + FORGOTTEN_AFTER * limit.seconds;
  const taken = await table.allowances.putIf(
    { whose, kind, left, countedAt: now, ttl },
    (item, { eq, notExists }) =>
      stored
        ? `${eq(item.left, stored.left)} AND ${eq(item.countedAt, stored.countedAt)}`
        : notExists(item.left),
  );
  return taken ? { own, left } : fetchChunk(whose, kind, { table, clock });
};

/** Counts requests, each member's or address's for itself. */
export interface Counter {
  /** One more of a kind. Throws `ProblemAnswer` (429) where it is one too many. */
  take(whose: string, kind: Kind): Promise<Left>;
}

/** A chunk that nobody uses goes back by growing anew; it is kept no longer than the limit's own time. */
export const counterOn = (ports: LimitPorts): Counter => {
  const [purse, turns]: [Purse, Map<string, Promise<unknown>>] = [new Map(), new Map()];

  const takeOne = async (whose: string, kind: Kind): Promise<Left> => {
    const [limit, key, now] = [LIMITS[kind], `${kind} ${whose}`, ports.clock().getTime()];
    const known = purse.get(key);
    const has = known && known.until > now ? known : null;
    const { own, left } = has ?? (await fetchChunk(whose, kind, ports));
    if (own > 1) purse.set(key, { own: own - 1, left, until: has?.until ?? now + limit.seconds * MS });
    else purse.delete(key);
    const remaining = Math.floor(left) + own - 1;
    const reset = Math.ceil(((limit.most - remaining) * limit.seconds) / limit.most);
    return { limit: limit.most, remaining, reset };
  };

  /** One after the other: of many at once each would take a chunk for itself. */
  const take = (whose: string, kind: Kind): Promise<Left> => {
    const key = `${kind} ${whose}`;
    const taken = (turns.get(key) ?? Promise.resolve()).then(() => takeOne(whose, kind));
    const ended = taken.catch(() => {}).then(() => void (turns.get(key) === ended && turns.delete(key)));
    turns.set(key, ended);
    return taken;
  };

  /** What nobody asks for any more is forgotten. */
  const forget = () => {
    const now = ports.clock().getTime();
    for (const [key, { until }] of purse) if (until <= now) purse.delete(key);
  };

  return {
    take: async (whose, kind) => {
      if (purse.size > MOST_KEPT) forget();
      return take(whose, kind);
    },
  };
};

const MOST_KEPT = 10_000;
