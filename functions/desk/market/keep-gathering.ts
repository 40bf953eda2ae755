import type { Gathering, GatheringCounts, MatchedObservation, Observation } from '#contracts/market.ts';
import type { Reason } from '#contracts/reason.ts';
import { RECORDS_KEPT } from '#reference/retention.ts';
import { sha256 } from '#shared/hash.ts';
import { writeJson } from '#shared/json.ts';
import { maskText } from '#shared/masking.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { Ports } from '#shared/ports.ts';
import type { MarketPrice, MarketSource } from '#shared/table/market-records.ts';
import { type MarketKnowledge, matchObservations } from './match-observations.ts';
import { isOfTrade } from './shop-name.ts';

export type GatherPorts = Pick<Ports, 'table' | 'artefacts' | 'clock' | 'parts'>;

/** What was read at one source, before anybody knows of which machines it is. */
export interface Read {
  observations: readonly Observation[];
  /** Offers that are nothing to compare with. */
  other: number;
  problems: readonly Reason[];
  /** The file's name, or the feed's address. */
  from: string;
}

const SECONDS_A_DAY = 24 * 60 * 60;
const KEPT_DAYS = RECORDS_KEPT['market-price'] / SECONDS_A_DAY;

/** The day in Moscow. */
export const moscowDay = (instant: string): string => moscowMinute(instant).slice(0, '2026-11-30'.length);

const endOfDay = (day: string, days: number): number =>
  Math.floor(Date.parse(`${day}T21:00:00Z`) / 1000) + days * SECONDS_A_DAY;

const priceOf = (dealerId: string, sourceId: string, seen: MatchedObservation): MarketPrice[] => {
  const { machine, mark, source, code, name, price, day, link } = seen;
  if (!machine) return [];
  const key = sha256(`${sourceId}\n${mark}`).slice(0, 32);
  const ttl = endOfDay(day, KEPT_DAYS);
  return [{ dealerId, sourceId, key, source, code, name, price, day, link, ...machine, ttl }];
};

/** Newer ones alone: a file of last month dropped today says nothing of an offer that was seen since. */
const writePrices = async (dealerId: string, prices: readonly MarketPrice[], { table }: GatherPorts) => {
  const known = new Map(
    (await table.marketPrices.getAll(prices.map(({ key }) => ({ dealerId, key })))).map((one) => [
      one.key,
      one,
    ]),
  );
  const newest = new Map<string, MarketPrice>();
  for (const price of prices) {
    const before = newest.get(price.key) ?? known.get(price.key);
    if (!before || before.day <= price.day) newest.set(price.key, price);
  }
  await table.marketPrices.putAll([...newest.values()]);
};

/** Names told to a person; all of them are in the artefact. */
const NAMED = 20;

const unmatchedIn = (matched: readonly MatchedObservation[]): string[] => [
  ...new Set(matched.flatMap(({ machine, name }) => (machine ? [] : [name]))),
];

/** A name of its own for each content: what was written once is never changed. */
const artefactKeyOf = (dealerId: string, sourceId: string, gathering: Gathering): string => {
  const hash = sha256(JSON.stringify([gathering.observations, gathering.problems])).slice(0, 12);
  return `runs/${dealerId}/market/${sourceId}/${moscowDay(gathering.at)}-${hash}.json`;
};

const countsOf = (
  { observations, other, problems }: Read,
  trade: readonly Observation[],
  matched: readonly MatchedObservation[],
): GatheringCounts => {
  const sure = matched.filter(({ machine }) => machine !== null).length;
  return {
    read: observations.length + other + problems.length,
    matched: sure,
    unmatched: trade.length - sure,
    other: other + observations.length - trade.length,
  };
};

type Known = Pick<MarketSource, 'dealerId' | 'sourceId' | 'name' | 'url' | 'putBy' | 'putAt' | 'goodUntil'>;

/** Forgets what one source told; gives how many prices that was. */
export const forgetPrices = async (
  { dealerId, sourceId }: Pick<MarketSource, 'dealerId' | 'sourceId'>,
  { table }: Pick<GatherPorts, 'table'>,
): Promise<number> => {
  const told = (await table.marketPrices.query({ dealerId })).filter((price) => price.sourceId === sourceId);
  for (const price of told) await table.marketPrices.remove(price);
  return told.length;
};

/** Keeps how a look ended; of a feed that was removed or put anew meanwhile nothing. */
export const keepLook = async (
  source: Known,
  look: Pick<MarketSource, 'last' | 'goodUntil' | 'ttl'>,
  { table }: Pick<GatherPorts, 'table'>,
): Promise<void> => {
  const record = { ...source, ...look };
  if (source.url === undefined) await table.marketSources.put(record);
  else await table.marketSources.putIf(record, (stored, { eq }) => eq(stored.putAt, source.putAt ?? ''));
};

/**
 * Matches what one source says, keeps all of it as an artefact, and the newest price of each offer as a record. What is
 * of other goods is counted, what no machine is sure of is counted and named.
 */
export const keepGathering = async (
  source: Known,
  read: Read,
  known: MarketKnowledge,
  ports: GatherPorts,
): Promise<NonNullable<MarketSource['last']>> => {
  const { dealerId, sourceId, name } = source;
  const at = ports.clock().toISOString();
  const trade = read.observations.filter(
    (one) => isOfTrade(one.brand, one.name) || (one.code !== null && known.ours.has(one.code)),
  );
  const observations = await matchObservations(trade, known);
  const counts = countsOf(read, trade, observations);
  const gathering: Gathering = {
    ...{ contractVersion: 1, source: name, from: maskText(read.from), at, counts, observations },
    problems: [...read.problems],
  };
  const artefact = artefactKeyOf(dealerId, sourceId, gathering);
  await writeJson(ports.artefacts, artefact, gathering);
  await writePrices(
    dealerId,
    observations.flatMap((one) => priceOf(dealerId, sourceId, one)),
    ports,
  );
  const days = read.observations.map(({ day }) => day).toSorted();
  // A feed that has become empty tells nothing new.
  const goodUntil = days.at(-1) ?? source.goodUntil;
  const unmatched = unmatchedIn(observations).slice(0, NAMED);
  const last = { at, outcome: 'good' as const, reason: null, counts, artefact, unmatched };
  const ttl = source.url === undefined ? { ttl: endOfDay(goodUntil ?? moscowDay(at), KEPT_DAYS) } : {};
  await keepLook(source, { last, goodUntil, ...ttl }, ports);
  // It was removed while it was asked: what it said is nobody's.
  if (!(await ports.table.marketSources.get({ dealerId, sourceId }))) await forgetPrices(source, ports);
  return last;
};
