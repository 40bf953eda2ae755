import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentResult } from '#desk/documents/documents.ts';
import { keepReport } from '#functions/reports/keep-report.ts';
import { loadLists, loadRun } from '#functions/reports/load-run.ts';
import type { Ports } from '#shared/ports.ts';
import { writeReport } from '../files/write-report.ts';

/** `DIR/<file name>/report.…` of each list, and `DIR/report.…` of all the dealer's lists in force, in place of an earlier command's. */
export const writeReports = async (
  out: string,
  dealerId: string,
  documents: readonly DocumentResult[],
  ports: Ports,
): Promise<void> => {
  for (const { file, document } of documents) {
    const run = await loadRun(document, document.runId, ports);
    if (run)
      await writeReport(
        join(out, file),
        await keepReport({ dealerId, runId: run.runId, runs: [run] }, ports),
      );
  }
  for (const name of ['report.json', 'report.html']) await rm(join(out, name), { force: true });
  const runs = await loadLists(dealerId, ports);
  if (runs.length > 0) await writeReport(out, await keepReport({ dealerId, runId: null, runs }, ports));
};
