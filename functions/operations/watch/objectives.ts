import {
  ANSWER_BOUNDS,
  BURNS,
  BURNS_OF,
  type BurnName,
  OBJECTIVE_DAYS,
  OBJECTIVE_NAMES,
  OBJECTIVES,
  type ObjectiveName,
} from '#shared/objectives.ts';
import type { Ports } from '#shared/ports.ts';
import { LAST_FIRST } from '#shared/table/collection.ts';
import type { AnswerTally, Outcome } from '#shared/table/objective-records.ts';

type ObjectivePorts = Pick<Ports, 'table' | 'clock'>;

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** How often something went well or not, at a moment; `seconds` that each of them took, where that is known. */
interface Happened {
  objective: ObjectiveName;
  /** Milliseconds since 1970. */
  at: number;
  times: number;
  isGood: boolean;
  seconds: number | null;
}

/** How an objective stands. */
export interface ObjectiveStanding {
  name: ObjectiveName;
  /** The share that is to go well, and within how many seconds; null where time is not asked. */
  target: number;
  within: number | null;
  /** How often it was tried within the period, and how often it went well. */
  all: number;
  good: number;
  /** 0 to 1; null where nothing was. */
  share: number | null;
  /** Seconds that nineteen of twenty took at most; null where none is timed. */
  p95: number | null;
  /** Of what may go wrong within the period, the share that has not: below 0 where more has. */
  left: number;
  /** How fast that is used up now; 1 and more of that at which somebody is told. */
  burns: Record<BurnName, number>;
}

/** What is still open counts as late once it is. */
const happened = ({ objective, at, seconds }: Outcome, now: number): Happened[] => {
  const begun = Date.parse(at);
  const { within } = OBJECTIVES[objective];
  const limit = within ?? 0;
  if (seconds === undefined && now - begun <= limit * 1000) return [];
  const isGood = typeof seconds === 'number' && (within === null || seconds <= within);
  return [{ objective, at: begun, times: 1, isGood, seconds: within === null ? null : (seconds ?? null) }];
};

const answersOf = ({ hour, answered, failed, reads }: AnswerTally): Happened[] => {
  const at = Date.parse(`${hour}:00:00.000Z`);
  const asked = (objective: ObjectiveName, times: number, isGood: boolean, seconds: number | null = null) =>
    times === 0 ? [] : [{ objective, at, times, isGood, seconds }];
  const fast = (OBJECTIVES['api-fast'].within ?? 0) * 1000;
  return [
    ...asked('api-answered', answered - failed, true),
    ...asked('api-answered', failed, false),
    ...reads.flatMap((times, bucket) => {
      const bound = ANSWER_BOUNDS[bucket] ?? Number.POSITIVE_INFINITY;
      return asked('api-fast', times, bound <= fast, Number.isFinite(bound) ? bound / 1000 : null);
    }),
  ];
};

/** Seconds that most took at most, where all that did not come about took longer than any. */
const p95Of = (all: readonly Happened[]): number | null => {
  const sorted = all.toSorted((one, other) => (one.seconds ?? Infinity) - (other.seconds ?? Infinity));
  const wanted = 0.95 * timesOf(sorted);
  let counted = 0;
  for (const { times, seconds } of sorted) {
    counted += times;
    if (counted >= wanted) return seconds;
  }
  return null;
};

const timesOf = (some: readonly Happened[]): number => some.reduce((sum, { times }) => sum + times, 0);

const badIn = (some: readonly Happened[]): number => timesOf(some.filter(({ isGood }) => !isGood));

/** One mishap is no trend: it has an alarm of its own. */
const LEAST_BAD = 2;

const badShareWithin = (hours: number, least: number, all: readonly Happened[], now: number): number => {
  const lately = all.filter(({ at }) => at > now - hours * HOUR_MS);
  const bad = badIn(lately);
  return bad < LEAST_BAD ? 0 : bad / Math.max(timesOf(lately), least);
};

/** By the longer window it means something, by the shorter one it is not over. */
const burnOf = (burn: BurnName, name: ObjectiveName, all: readonly Happened[], now: number): number => {
  const { hours, most, least } = BURNS_OF[name][burn];
  const within = [hours.long, hours.short].map((each) => badShareWithin(each, least, all, now));
  return Math.min(...within) / (1 - OBJECTIVES[name].target) / most;
};

const standingOf = (name: ObjectiveName, all: readonly Happened[], now: number): ObjectiveStanding => {
  const { target, within } = OBJECTIVES[name];
  const [times, bad] = [timesOf(all), badIn(all)];
  return {
    ...{ name, target, within, all: times, good: times - bad },
    share: times === 0 ? null : (times - bad) / times,
    p95: within === null ? null : p95Of(all),
    left: times === 0 ? 1 : 1 - bad / times / (1 - target),
    burns: { fast: burnOf('fast', name, all, now), slow: burnOf('slow', name, all, now) },
  };
};

/** What was noted of all dealers since then, one by one. */
async function* outcomesSince(since: number, { table }: ObjectivePorts): AsyncGenerator<Outcome> {
  for await (const { dealerId } of table.dealers.streamIndex('GSI1', {}))
    for (const objective of ['list-to-feed', 'delivered', 'sold-to-gone'] as const)
      for await (const outcome of table.outcomes.stream({ dealerId, objective }, LAST_FIRST)) {
        if (Date.parse(outcome.at) < since) break;
        yield outcome;
      }
}

const happenedSince = async (since: number, ports: ObjectivePorts): Promise<Happened[]> => {
  const now = ports.clock().getTime();
  const found: Happened[] = [];
  for await (const outcome of outcomesSince(since, ports)) found.push(...happened(outcome, now));
  return found;
};

const talliesSince = async (since: number, { table }: ObjectivePorts): Promise<AnswerTally[]> => {
  const tallies: AnswerTally[] = [];
  for await (const tally of table.answerTallies.stream({}, LAST_FIRST)) {
    if (Date.parse(`${tally.hour}:59:59.999Z`) < since) break;
    tallies.push(tally);
  }
  return tallies;
};

/** What the API did in the last day, beside answering. */
const workOfApi = (
  tallies: readonly AnswerTally[],
  now: number,
): { searches: number; cacheHitRate: number } => {
  const lately = tallies.filter(({ hour }) => Date.parse(`${hour}:59:59.999Z`) >= now - DAY_MS);
  const sum = (of: 'searches' | 'cacheHits' | 'cacheMisses') =>
    lately.reduce((total, tally) => total + tally[of], 0);
  const [hits, misses] = [sum('cacheHits'), sum('cacheMisses')];
  return { searches: sum('searches'), cacheHitRate: hits + misses === 0 ? 0 : hits / (hits + misses) };
};

/** How every objective stands over its period; of the API also how often was searched in the last day, and found in its caches. */
export const objectivesNow = async (
  ports: ObjectivePorts,
): Promise<{ objectives: ObjectiveStanding[]; searches: number; cacheHitRate: number }> => {
  const now = ports.clock().getTime();
  const since = now - OBJECTIVE_DAYS * DAY_MS;
  const tallies = await talliesSince(since, ports);
  const all = [...(await happenedSince(since, ports)), ...tallies.flatMap(answersOf)];
  const of = Map.groupBy(all, ({ objective }) => objective);
  return {
    objectives: OBJECTIVE_NAMES.map((name) => standingOf(name, of.get(name) ?? [], now)),
    ...workOfApi(tallies, now),
  };
};

/** The fastest burn of all objectives that are noted one by one; the API's own is watched at its gateway. */
export const burnsNow = async (ports: ObjectivePorts): Promise<Record<BurnName, number>> => {
  const now = ports.clock().getTime();
  const all = await happenedSince(now - BURNS.slow.hours.long * HOUR_MS, ports);
  const standings = [...Map.groupBy(all, ({ objective }) => objective)].map(([name, own]) =>
    standingOf(name, own, now),
  );
  const worst = (burn: BurnName) => Math.max(0, ...standings.map(({ burns }) => burns[burn]));
  return { fast: worst('fast'), slow: worst('slow') };
};
