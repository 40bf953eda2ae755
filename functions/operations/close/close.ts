import { type Run, StageReport } from '#contracts/run.ts';
import type { Ending, RunState } from '#contracts/state.ts';
import { reason } from '#messages/reason.ts';
import { told } from '#messages/say.ts';
import { CANARY_DEALER } from '#shared/canary-dealer.ts';
import { writeJson } from '#shared/json.ts';
import { count } from '#shared/meter.ts';
import type { Ports } from '#shared/ports.ts';
import { artefactKey } from '#shared/run.ts';
import type { StageStatistic } from '#shared/table/records.ts';
import { leavePlace } from '../admit/places.ts';
import { reportRun } from './report-run.ts';
import { runCost } from './run-cost.ts';

export type ClosePorts = Pick<Ports, 'artefacts' | 'table' | 'parts'>;

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
      ...(state.feed && { feedVersion: state.feed.version }),
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

/** Writes how the document ended, into its record and as `run.json`, reports on its list and makes room for the next. */
export const close = async (state: RunState, ports: ClosePorts): Promise<RunState> => {
  const ending = endingOf(state);
  const { dealerId, documentId, runId } = state;
  const statistics = newestByStage(await ports.table.statistics.query({ dealerId, documentId }));
  await writeJson(ports.artefacts, artefactKey(state, 'run'), runOf(state, ending, statistics));
  if (await endDocument(state, ending, ports)) {
    if (isNotUnderstood(state, ending)) count('NotUnderstood');
    await reportRun(state, ports);
  }
  await leavePlace(runId, ports);
  return { ...state, ending, told: told(ending.reason) };
};
