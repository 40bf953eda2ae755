/** A sheet of other shops' prices that was dropped or handed over: read, matched and kept, source by source. */
import type { GatheringCounts } from '#contracts/market.ts';
import { isRejection, type Rejection, rejected } from '#contracts/outcome.ts';
import type { Reason } from '#contracts/reason.ts';
import { endRejected, endWith, type RunState } from '#contracts/state.ts';
import { reason } from '#messages/reason.ts';
import { marketTables } from '#pages/market-table.ts';
import { UnreadableDocument } from '#pages/page.ts';
import { spreadsheetReader } from '#pages/spreadsheet/reader.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import type { Actor } from '../acts.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import type { DeskPorts } from '../ports.ts';
import { orRefuse } from '../refusal.ts';
import { type GatherPorts, keepGathering, moscowDay } from './keep-gathering.ts';
import { marketKnowledge } from './match-observations.ts';
import { type MarketSheet, readMarketSheet } from './sheet.ts';

/** What a file came to. */
export interface MarketFileTaken {
  counts: GatheringCounts;
  sources: string[];
  unmatched: string[];
  problems: Reason[];
  /** Where what each source says is kept. */
  artefacts: string[];
}

/** A file names so many sources at most: else its column of sources is something else. */
const MOST_SOURCES = 50;

const sheetOf = async (
  bytes: Uint8Array,
  origin: { file: string; day: string },
): Promise<MarketSheet | Rejection> => {
  const document = await spreadsheetReader.open(bytes);
  try {
    const tables = marketTables(document.sheets ?? []);
    return tables.length > 0 ? readMarketSheet(tables, origin) : rejected(reason('market-no-table'));
  } finally {
    document.close();
  }
};

const asRejection = (error: unknown): Rejection => {
  if (!(error instanceof UnreadableDocument)) throw error;
  return rejected(error.reason);
};

/** The same source by its name, whatever its case; never that of a feed, though its name be the feed's address. */
const sourceIdOf = (name: string): string => sha256(`named ${name.toLowerCase()}`).slice(0, 16);

const together = (one: GatheringCounts, other: GatheringCounts): GatheringCounts => ({
  read: one.read + other.read,
  matched: one.matched + other.matched,
  unmatched: one.unmatched + other.unmatched,
  other: one.other + other.other,
});

const NONE: GatheringCounts = { read: 0, matched: 0, unmatched: 0, other: 0 };

/** Takes a file in; a rejection where nothing of it can be read, and nothing is kept. */
export const takeMarketFile = async (
  { dealerId, name, at }: { dealerId: string; name: string; at: string },
  bytes: Uint8Array,
  ports: GatherPorts,
): Promise<MarketFileTaken | Rejection> => {
  const file = name.split('/').at(-1) ?? name;
  const sheet = await sheetOf(bytes, { file, day: moscowDay(at) }).catch(asRejection);
  if (isRejection(sheet)) return sheet;
  const { observations, used } = sheet;
  const problems = sheet.problems.map(({ problem }) => problem);
  if (observations.length === 0) return rejected(reason('market-empty', { reasons: problems.slice(0, 5) }));
  const bySource = Map.groupBy([...observations, ...sheet.problems], ({ source }) => sourceIdOf(source));
  if (bySource.size > MOST_SOURCES)
    return rejected(reason('market-many-sources', { sources: bySource.size, most: MOST_SOURCES }));
  const known = await marketKnowledge(dealerId, ports);
  const kept = [];
  for (const [sourceId, own] of bySource) {
    const source = { dealerId, sourceId, name: own[0]?.source ?? file };
    const read = {
      observations: own.flatMap((one) => ('problem' in one ? [] : one)),
      problems: own.flatMap((one) => ('problem' in one ? one.problem : [])),
      ...{ other: 0, from: file },
    };
    kept.push(await keepGathering(source, read, known, ports));
  }
  const aside = { ...NONE, read: used, other: used };
  return {
    counts: kept.reduce((sum, last) => together(sum, last.counts ?? NONE), aside),
    sources: [...bySource.values()].map((own) => own[0]?.source ?? ''),
    unmatched: [...new Set(kept.flatMap(({ unmatched }) => unmatched))],
    problems,
    artefacts: kept.flatMap(({ artefact }) => artefact ?? []),
  };
};

const FIRST = 5;

/** What of a file a person should look at; null where all of it was understood. */
export const leftOutOf = ({ counts, unmatched, problems }: MarketFileTaken): Reason | null =>
  counts.unmatched + problems.length === 0
    ? null
    : reason('market-left-out', {
        unmatched: counts.unmatched,
        names: unmatched.slice(0, FIRST),
        unread: problems.length,
        reasons: problems.slice(0, FIRST),
      });

/** The stage: takes in a dropped sheet. No ad and no price changes by it. */
export const takeDropped = async (
  state: RunState,
  ports: GatherPorts & Pick<Ports, 'inbox'>,
): Promise<RunState> => {
  const { dealerId, inbox } = state;
  const bytes = await ports.inbox.read(inbox.key, inbox.version);
  const taken = await takeMarketFile({ dealerId, name: inbox.name, at: inbox.receivedAt }, bytes, ports);
  if (isRejection(taken)) return endRejected(state, taken);
  const { counts, problems } = taken;
  const unsure = counts.unmatched + problems.length;
  return endWith(
    {
      ...state,
      counts: { products: counts.read, published: 0, review: unsure, rejected: 0 },
      tally: { processed: counts.read, succeeded: counts.matched, failed: unsure, engine: 'spreadsheet' },
    },
    { status: 'catalogued', reason: leftOutOf(taken) },
  );
};

/** A file of prices as it is handed over by a command. */
export interface MarketFile {
  dealerId: string;
  name: string;
  bytes: Uint8Array;
}

/** What a file came to, and what of it a person should look at. */
export interface Imported extends MarketFileTaken {
  leftOut: Reason | null;
}

/** Takes a file of other shops' prices in. Throws `Refusal` where nothing of it can be read. */
export const importPrices = async (
  actor: Actor,
  { dealerId, name, bytes }: MarketFile,
  ports: DeskPorts,
): Promise<Imported> => {
  await refuseUnknownDealer(dealerId, ports);
  const deed = { dealerId, action: 'market.import', subject: name, details: { sha256: sha256(bytes) } };
  return ports.acts.perform(actor, deed, async ({ at }) => {
    const taken = orRefuse(await takeMarketFile({ dealerId, name, at }, bytes, ports));
    return { ...taken, leftOut: leftOutOf(taken) };
  });
};
