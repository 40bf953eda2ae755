import type { RunState } from '#contracts/state.ts';
import { keepReport } from '../../reports/keep-report.ts';
import { loadRun, type ReportPorts } from '../../reports/load-run.ts';

/** A report holds its list in memory whole: of larger artefacts `feedwright report` makes it, on a machine of its own. */
const MOST_BYTES = 40_000_000;

const bytesOf = async ({ artefacts }: RunState, ports: ReportPorts): Promise<number> => {
  const objects = await Promise.all(Object.values(artefacts).map((key) => ports.artefacts.head(key)));
  return objects.reduce((total, object) => total + (object?.bytes ?? 0), 0);
};

/** Writes `report.json` and `report.html` beside the artefacts of a run that judged a list. */
export const reportRun = async (state: RunState, ports: ReportPorts): Promise<void> => {
  const { dealerId, documentId, runId } = state;
  if (!state.artefacts.validated || (await bytesOf(state, ports)) > MOST_BYTES) return;
  const document = await ports.table.documents.get({ dealerId, documentId });
  const run = document && (await loadRun(document, runId, ports));
  if (run) await keepReport({ dealerId, runId, runs: [run] }, ports);
};
