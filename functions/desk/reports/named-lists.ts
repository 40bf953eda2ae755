import { UsageError } from '#cli/command.ts';
import type { ReportedLists } from '#functions/reports/keep-report.ts';
import { findRun, loadLists } from '#functions/reports/load-run.ts';
import type { Ports } from '#shared/ports.ts';

/** What a dealer's id or a run's stands for. Throws `UsageError` where it stands for nothing. */
export const namedLists = async (name: string, ports: Ports): Promise<ReportedLists> => {
  if (await ports.table.dealers.get({ dealerId: name })) {
    const runs = await loadLists(name, ports);
    if (runs.length > 0) return { dealerId: name, runId: null, runs };
    throw new UsageError(`No price list of ${name} is in force yet`);
  }
  const run = await findRun(name, ports);
  if (run) return { dealerId: run.document.dealerId, runId: run.runId, runs: [run] };
  throw new UsageError(
    `${JSON.stringify(name)} is neither a dealer nor the run of a price list: see feedwright dealers list`,
  );
};
