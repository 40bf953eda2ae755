import type { RunState } from '#contracts/state.ts';
import { count } from '#shared/meter.ts';
import { keepReport } from '../../reports/keep-report.ts';
import { loadRun, type ReportPorts } from '../../reports/load-run.ts';
import { findPrevious } from '../../reports/previous-list.ts';

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
export const reportRun = async (state: RunState, ports: ReportPorts): Promise<void> => {
  if (state.artefacts.validated) await writeReport(state, ports).catch(() => count('ReportsFailed'));
};
