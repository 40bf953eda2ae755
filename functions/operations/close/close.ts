import { type Run, StageReport } from '#contracts/run.ts';
import type { Ending, RunState } from '#contracts/state.ts';
import { reason } from '#messages/reason.ts';
import { told } from '#messages/say.ts';
import prices from '#reference/prices/aws.json' with { type: 'json' };
import { CANARY_DEALER } from '#shared/canary-dealer.ts';
import { writeJson } from '#shared/json.ts';
import { count } from '#shared/meter.ts';
import { noteOutcome } from '#shared/objectives.ts';
import type { Ports } from '#shared/ports.ts';
import { artefactKey } from '#shared/run.ts';
import type { StageStatistic } from '#shared/table/records.ts';
import { forgetFile } from '#shared/used.ts';
import { keepReport } from '../../reports/keep-report.ts';
import { loadRun, type ReportPorts } from '../../reports/load-run.ts';
import { findPrevious } from '../../reports/previous-list.ts';
import { leavePlace } from '../admit/admit.ts';

/**
 * A report holds its list and the one before in memory whole: of larger artefacts `feedwright report` makes it,
 * on a machine of its own.
 */
const MOST_BYTES = 40_000_000;

const bytesOf = async (keys: readonly string[], { artefacts }: ReportPorts): Promise<number> => {
  const objects = await Promise.all(keys.map((key) => artefacts.head(key)));
  return objects.reduce((total, object) => total + (object?.bytes ?? 0), 0);
};

const writeReport = async (
  { dealerId, documentId, runId, artefacts }: RunState,
  ports: ReportPorts,
): Promise<void> => {
  const document = await ports.table.documents.get({ dealerId, documentId });
  const previous = document && (await findPrevious(document, ports));
  const read = [...Object.values(artefacts), ...(previous ? [previous.key] : [])];
  if (!document || (await bytesOf(read, ports)) > MOST_BYTES) return;
  const run = await loadRun(document, runId, ports);
  if (run) await keepReport({ dealerId, runId, runs: [run] }, ports);
};

/**
 * Writes `report.json` and `report.html` beside the artefacts of a run that judged a list. One that cannot be
 * written is counted and no more: the document has ended, and its end is still to be announced.
 */
const reportRun = async (state: RunState, ports: ReportPorts): Promise<void> => {
  if (state.artefacts.validated) await writeReport(state, ports).catch(() => count('LeftUnwritten'));
};

/** States that a list enters around each stage and that call no function of ours: choices, events, the end. */
const STATES_AROUND: Record<string, number> = {
  intake: 2,
  extract: 1,
  assemble: 2,
  catalogue: 2,
  match: 0,
  stock: 1,
  market: 0,
  validate: 2,
  generate: 1,
};

/** Of every run: its announcement and its end. */
const AT_THE_END = 2;

/** Close has no statistic of its own while it writes. */
const CLOSE = 1;

/**
 * Dynalite counts 5.1 units written a product (offer, result, ledger entry, question), without the indexes, which
 * hold the offer twice more and the question once; what is read is read in long queries. Rounded up.
 */
export const UNITS_A_PRODUCT = { write: 16, read: 2 };
/** Document, claim, checkpoints, list in force, feed version; rules and dealer are read by most stages. */
export const UNITS_A_RUN = { write: 60, read: 60 };
export const OBJECTS_A_RUN = { put: 10, get: 15 };

const transitionsOf = (statistics: StageStatistic[], chunks: number) => {
  const around = statistics.reduce((sum, { stage }) => sum + (STATES_AROUND[stage] ?? 0), AT_THE_END);
  const calls = statistics.reduce((sum, { retried }) => sum + 1 + (retried?.times ?? 0), CLOSE + chunks);
  return { around, all: around + calls };
};

const storesUsd = (products: number): number =>
  (UNITS_A_RUN.write + UNITS_A_PRODUCT.write * products) * prices.tableWriteUnit +
  (UNITS_A_RUN.read + UNITS_A_PRODUCT.read * products) * prices.tableReadUnit +
  OBJECTS_A_RUN.put * prices.objectPut +
  OBJECTS_A_RUN.get * prices.objectGet;

/** What a run costs beside its stages, at the dated prices of the reference data. */
export const runCost = ({ chunks, counts }: RunState, statistics: StageStatistic[]): Run['cost'] => {
  const { around, all } = transitionsOf(statistics, chunks.length);
  return {
    priced: prices.dated,
    transitions: all,
    transitionsUsd: around * prices.stateTransition,
    storesUsd: storesUsd(counts.products),
  };
};

type ClosePorts = Pick<Ports, 'artefacts' | 'table' | 'parts'>;

const CATALOGUED: Ending = { status: 'catalogued', reason: null };
const PUBLISHED: Ending = { status: 'published', reason: null };

const waiting = ({ counts: { review, rejected }, cause }: RunState): Ending => ({
  status: 'review',
  reason: cause ?? reason('products-waiting', { review, rejected }),
});

const endingOf = (state: RunState): Ending => {
  const { ending, kind, counts } = state;
  if (ending) return ending;
  if (kind === 'spec-book') return CATALOGUED;
  return counts.published === counts.products ? PUBLISHED : waiting(state);
};

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

const reportOf = (statistic: StageStatistic) => StageReport.strip().parse(statistic);

const byStart = (a: StageStatistic, b: StageStatistic) => a.startedAt.localeCompare(b.startedAt);

/** What each stage did last: a refresh repeats some stages and leaves the earlier ones as they were. */
export const newestByStage = (statistics: StageStatistic[]): StageStatistic[] => [
  ...new Map(statistics.toSorted(byStart).map((statistic) => [statistic.stage, statistic])).values(),
];

const runOf = (
  state: RunState,
  outcome: Ending,
  statistics: StageStatistic[],
  cost = runCost(state, statistics),
): Run => ({
  contractVersion: 2,
  dealerId: state.dealerId,
  documentId: state.documentId,
  runId: state.runId,
  document: state.inbox.name,
  sha256: state.sha256,
  kind: state.kind,
  lists: state.lists,
  pins: state.pins,
  stages: statistics.map(reportOf),
  totals: {
    ...state.counts,
    seconds: sum(statistics.map(({ seconds }) => seconds)),
    costUsd: sum(statistics.map(({ costUsd }) => costUsd)) + cost.transitionsUsd + cost.storesUsd,
  },
  cost,
  outcome,
  feed: state.feed,
});

/** Only the run that holds the claim may end the document; a duplicate event changes nothing. */
const endDocument = (state: RunState, ending: Ending, { table }: ClosePorts) =>
  table.documents.patchIf(
    { dealerId: state.dealerId, documentId: state.documentId },
    {
      status: ending.status,
      ending,
      artefacts: state.artefacts,
      counts: state.counts,
      lists: state.lists,
      ...(state.sha256 && { sha256: state.sha256 }),
      ...(state.kind && { kind: state.kind }),
      ...(state.feed && !state.feed.channel && { feedVersion: state.feed.version }),
    },
    (document, { eq }) => eq(document.runId, state.runId),
  );

/** A lower share of a list that becomes ads is no list with exceptions: somebody has to look. */
const LEAST_COMPLETION = 0.7;

/** The hourly canary has no book, so that none of its machines ever becomes an ad. */
const isCanary = ({ dealerId }: RunState): boolean => dealerId === CANARY_DEALER;

/**
 * Whether a document came to much less than it should: most of a list waits, or most pages of a book lack a value
 * that each ad needs. Told when the document is read or matched, and not at each new rate.
 */
const isNotUnderstood = (state: RunState, { reason }: Ending): boolean => {
  const { kind, counts, from } = state;
  if (isCanary(state) || (from !== null && from !== 'match')) return false;
  if (kind === 'spec-book') return reason?.code === 'book-not-understood';
  return counts.products > 0 && counts.published / counts.products < LEAST_COMPLETION;
};

/** How long a list took into the feed, by its first run; a batch builds once for all its files, and is not waited for. */
const noteInFeed = async (
  { dealerId, documentId: id, runId, kind, batchId, feed, inbox: { receivedAt: at } }: RunState,
  statistics: StageStatistic[],
  ports: ClosePorts,
): Promise<void> => {
  const built = statistics.find((each) => each.stage === 'generate' && each.runId === runId);
  if (kind !== 'price-list' || batchId !== null || !feed || !built) return;
  const seconds = Math.max(0, (Date.parse(built.endedAt) - Date.parse(at)) / 1000);
  await noteOutcome({ dealerId, objective: 'list-to-feed', at, id, seconds }, ports);
};

/** Writes how the document ended, into its record and as `run.json`, and reports on its list. */
const endRun = async (state: RunState, ending: Ending, ports: ClosePorts): Promise<void> => {
  const { dealerId, documentId } = state;
  const statistics = newestByStage(await ports.table.statistics.query({ dealerId, documentId }));
  await writeJson(ports.artefacts, artefactKey(state, 'run'), runOf(state, ending, statistics));
  const ended = await endDocument(state, ending, ports);
  if (!ended) return;
  if (ended.from === undefined) await noteInFeed(state, statistics, ports);
  if (ending.status === 'rejected') await forgetFile(state, ports);
  if (isNotUnderstood(state, ending)) count('NotUnderstood');
  await reportRun(state, ports);
};

/** The document is another execution's to end; it may even go on with this very run, after a redrive. */
const isAnothers = ({ reason }: Ending): boolean => reason?.code === 'already-claimed';

/** Ends the run and makes room for the next. */
export const close = async (state: RunState, ports: ClosePorts): Promise<RunState> => {
  const ending = endingOf(state);
  if (!isAnothers(ending)) await endRun(state, ending, ports);
  await leavePlace(state.runId, ports);
  return { ...state, ending, told: told(ending.reason) };
};
