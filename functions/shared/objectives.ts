import { keptUntil } from '#reference/retention.ts';
import { inChannelsOf } from './in-channel.ts';
import type { Ports } from './ports.ts';
import { LAST_FIRST } from './table/collection.ts';
import type { RecordedObjective } from './table/objective-records.ts';

/** What is promised of something: which share of it is to go well. */
export interface Objective {
  /** 0 to 1, of `OBJECTIVE_DAYS`. */
  target: number;
  /** Seconds within which it has gone well; null where it goes well or not. */
  within: number | null;
}

export const OBJECTIVE_NAMES = [
  /** From the drop of a price list to the feed that has what can be sold of it. */
  'list-to-feed',
  /** At the opening of a window the URL was seen to serve the feed that was due. */
  'delivered',
  /** From the word that a machine is sold to its ad being gone from the URL. */
  'sold-to-gone',
  /** An answer of the API that is none of our faults. */
  'api-answered',
  /** A question at the API that only reads (S2-39). */
  'api-fast',
] as const;
export type ObjectiveName = (typeof OBJECTIVE_NAMES)[number];

export const OBJECTIVES: Record<ObjectiveName, Objective> = {
  'list-to-feed': { target: 0.95, within: 15 * 60 },
  delivered: { target: 0.99, within: null },
  'sold-to-gone': { target: 0.95, within: 15 * 60 },
  'api-answered': { target: 0.999, within: null },
  'api-fast': { target: 0.95, within: 0.2 },
};

/** The period that an objective is held to. */
export const OBJECTIVE_DAYS = 28;

/** How fast the share that may go wrong is used up: 1 uses all of it in the period, and nothing of it is left at its end. */
export interface Burn {
  /** Hours in which it is looked at: long enough to mean something, and short enough to end when it is over. */
  hours: { long: number; short: number };
  /** From here on somebody is told. */
  most: number;
  /** Less that was tried is taken for so much: what went wrong of it is a mishap. */
  least: number;
}

/**
 * Of what happens some times a day: a tenth of the period's share is gone in six hours, or in a day. How something went
 * is known up to an hour after it began, and looked at once an hour: the shortest window holds both.
 */
export const BURNS: Record<'fast' | 'slow', Burn> = {
  fast: { hours: { long: 6, short: 2 }, most: 11, least: 1 },
  slow: { hours: { long: 24, short: 6 }, most: 2.8, least: 1 },
};
export type BurnName = keyof typeof BURNS;

/** The same of questions asked all the time: Google, The Site Reliability Workbook, table 5-8 (2 % in an hour, 5 % in six). */
const API_BURNS: Record<BurnName, Burn> = {
  fast: { hours: { long: 1, short: 1 }, most: 14.4, least: 1_000 },
  slow: { hours: { long: 6, short: 6 }, most: 6, least: 1_000 },
};

/** How fast an objective's share may be used up. */
export const BURNS_OF: Record<ObjectiveName, Record<BurnName, Burn>> = {
  'list-to-feed': BURNS,
  delivered: BURNS,
  'sold-to-gone': BURNS,
  'api-answered': API_BURNS,
  'api-fast': API_BURNS,
};

/** Until when it is kept how something went, in seconds since 1970. */
export const outcomeKeptUntil = (at: Date): number => keptUntil('outcome', at);

/** Notes how something went that an objective is about; told again, it counts once. `seconds` is null where it did not come about. */
export const noteOutcome = (
  outcome: { dealerId: string; objective: RecordedObjective; at: string; id: string; seconds: number | null },
  { table }: Pick<Ports, 'table'>,
): Promise<void> => table.outcomes.put({ ...outcome, ttl: outcomeKeptUntil(new Date(outcome.at)) });

/** A word that something is sold, and how many there were with it. */
interface Sale {
  dealerId: string;
  at: string;
  withdrawal: number;
}

/** Notes that something was sold: open in each channel where a feed is live until its URL is seen to have followed. Told again, it stays as it is known. */
export const noteSale = async (sale: Sale, ports: Pick<Ports, 'table'>): Promise<void> => {
  const { dealerId, at } = sale;
  await inChannelsOf(dealerId, ports, async ({ table }) => {
    if (!(await table.channelStates.get({ dealerId }))?.verifiedFeed) return;
    const open = {
      ...sale,
      objective: 'sold-to-gone' as const,
      id: table.channel,
      ttl: outcomeKeptUntil(new Date(at)),
    };
    await table.outcomes.putIf(open, (stored, { notExists }) => notExists(stored.at));
  });
};

/** Notes that the URL of the table's channel was seen to have followed so many withdrawals. */
export const noteGone = async (
  { dealerId, at, withdrawal }: Sale,
  { table }: Pick<Ports, 'table'>,
): Promise<void> => {
  const sales = { dealerId, objective: 'sold-to-gone' as const };
  for await (const sale of table.outcomes.stream(sales, LAST_FIRST)) {
    // Of acts that overlap the later one may have been counted first.
    if (sale.seconds !== undefined || sale.id !== table.channel || (sale.withdrawal ?? 0) > withdrawal)
      continue;
    const seconds = Math.max(0, (Date.parse(at) - Date.parse(sale.at)) / 1000);
    await table.outcomes.patchIf(sale, { seconds });
  }
};

/** Milliseconds by which answers that only read are told apart; what the objective asks of them is one. */
export const ANSWER_BOUNDS = [25, 50, 100, 200, 500, 1_000, 5_000] as const;
