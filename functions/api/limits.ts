import { callsOfPlan, type Growth, grown } from '#shared/allowance.ts';
import type { Ports } from '#shared/ports.ts';
import { ProblemAnswer } from './problem.ts';
import type { Dearness } from './route.ts';

/** How much of one kind may be asked for at once, and in how long as much grows back. */
interface Limit extends Growth {
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

/** A chunk of the calls that a plan gives: so small a part that what idle processes have taken is missed by nobody. */
const planChunk = (most: number): number => Math.min(20, Math.max(1, Math.floor(most / 100)));

/** What is left after a request, for its answer's headers. */
export interface Left {
  limit: number;
  remaining: number;
  /** Seconds until all of it has grown back. */
  reset: number;
}

type LimitPorts = Pick<Ports, 'table' | 'clock'>;

/** Who is counted for what, and where. */
interface Counted {
  whose: string;
  kind: Kind | 'programs';
  limit: Limit;
}

/** What this process may give out without asking. */
type Purse = Map<string, { own: number; left: number; until: number }>;

const MS = 1000;
const FORGOTTEN_AFTER = 2;

const PLAN_DETAIL =
  "These are the calls that the dealer's plan gives its programs within an hour. Ask less often, or for a larger plan; sales and answers are taken all the same.";

/** Seconds until one more may be asked for; with nothing to grow back, until somebody changes the plan. */
const waitFor = ({ most, seconds }: Limit): number =>
  most === 0 ? seconds : Math.max(1, Math.ceil(seconds / most));

const tooMany = ({ kind, limit }: Counted): ProblemAnswer => {
  const wait = waitFor(limit);
  const title =
    kind === 'anonymous'
      ? 'Too many requests from this IP, please try again later.'
      : 'Too many requests, please try again later.';
  return new ProblemAnswer(
    {
      type: 'too-many-requests',
      title,
      status: 429,
      detail: kind === 'programs' ? PLAN_DETAIL : `Ask again in ${wait} s, and less often.`,
    },
    { 'retry-after': String(wait), ratelimit: `limit=${limit.most}, remaining=0, reset=${wait}` },
  );
};

/** Takes a chunk from the table; of two at once one asks again. */
const fetchChunk = async (
  counted: Counted,
  { table, clock }: LimitPorts,
): Promise<{ own: number; left: number }> => {
  const { whose, kind, limit } = counted;
  const allowances = kind === 'programs' ? table.programAllowances : table.allowances;
  const [stored, now] = [await allowances.get({ whose, kind }), clock().getTime()];
  const there = grown(stored, limit, now);
  if (there < 1) throw tooMany(counted);
  const own = Math.min(limit.chunk, Math.floor(there));
  const left = there - own;
  const ttl = Math.ceil(now / MS) + FORGOTTEN_AFTER * limit.seconds;
  const taken = await allowances.putIf(
    { whose, kind, left, countedAt: now, ttl },
    (item, { eq, notExists }) =>
      stored
        ? `${eq(item.left, stored.left)} AND ${eq(item.countedAt, stored.countedAt)}`
        : notExists(item.left),
  );
  return taken ? { own, left } : fetchChunk(counted, { table, clock });
};

/** Counts requests, each member's or address's for itself. */
export interface Counter {
  /** One more of a kind. Throws `ProblemAnswer` (429) where it is one too many. */
  take(whose: string, kind: Kind): Promise<Left>;
  /** One more call of a dealer's programs, of so many as its plan gives them within an hour. Throws likewise. */
  takeOfPlan(dealerId: string, most: number): Promise<Left>;
}

/** A chunk that nobody uses goes back by growing anew; it is kept no longer than the limit's own time. */
export const counterOn = (ports: LimitPorts): Counter => {
  const [purse, turns]: [Purse, Map<string, Promise<unknown>>] = [new Map(), new Map()];

  const takeOne = async (counted: Counted, key: string): Promise<Left> => {
    const [{ limit }, now] = [counted, ports.clock().getTime()];
    const known = purse.get(key);
    const has = known && known.until > now ? known : null;
    const { own, left } = has ?? (await fetchChunk(counted, ports));
    if (own > 1) purse.set(key, { own: own - 1, left, until: has?.until ?? now + limit.seconds * MS });
    else purse.delete(key);
    const remaining = Math.floor(left) + own - 1;
    const reset = Math.ceil(((limit.most - remaining) * limit.seconds) / limit.most);
    return { limit: limit.most, remaining, reset };
  };

  /** One after the other: of many at once each would take a chunk for itself. */
  const take = (counted: Counted): Promise<Left> => {
    const key = `${counted.kind} ${counted.whose}`;
    const taken = (turns.get(key) ?? Promise.resolve()).then(() => takeOne(counted, key));
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
      return take({ whose, kind, limit: LIMITS[kind] });
    },
    takeOfPlan: (dealerId, most) =>
      take({ whose: dealerId, kind: 'programs', limit: { ...callsOfPlan(most), chunk: planChunk(most) } }),
  };
};

const MOST_KEPT = 10_000;
