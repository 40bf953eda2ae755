import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Report } from '#contracts/report.ts';
import { type LoadedRun, loadLists, loadRun } from '#functions/reports/load-run.ts';
import { previousList } from '#functions/reports/previous-list.ts';
import { reportPage } from '#functions/reports/report-page.ts';
import { runReport } from '#functions/reports/run-report.ts';
import type { Ports } from '#shared/ports.ts';
import { artefactKey } from '#shared/run.ts';
import type { DocumentResult } from './documents.ts';
import type { NamedLists } from './named-lists.ts';

/** A report as the files it is kept in. */
interface Written {
  report: Report;
  files: { name: string; text: string; mediaType: string }[];
}

/** Reports on lists, each held against the one before it. */
const reportOn = async ({ dealerId, runId, runs }: NamedLists, ports: Ports): Promise<Written> => {
  const previous = (run: LoadedRun) => previousList(run, ports);
  const lists = await Promise.all(runs.map(async (run) => ({ run, previous: await previous(run) })));
  const report = Report.parse(runReport({ dealerId, runId }, lists));
  const json = `${JSON.stringify(report, null, 1)}\n`;
  return {
    report,
    files: [
      { name: 'report.json', text: json, mediaType: 'application/json' },
      { name: 'report.html', text: reportPage(report), mediaType: 'text/html; charset=utf-8' },
    ],
  };
};

const keyOf = ({ dealerId, runId }: NamedLists, name: string): string =>
  `${runId ? dirname(artefactKey({ dealerId, runId }, 'report')) : `reports/${dealerId}`}/${name}`;

/** Reports on lists and keeps the files beside the run's artefacts, or under the dealer's own reports. */
export const keepReport = async (lists: NamedLists, ports: Ports): Promise<Written> => {
  const written = await reportOn(lists, ports);
  for (const { name, text, mediaType } of written.files)
    await ports.artefacts.write(keyOf(lists, name), text, mediaType);
  return written;
};

const writeInto = async (folder: string, { files }: Written): Promise<void> => {
  await mkdir(folder, { recursive: true });
  for (const { name, text } of files) await writeFile(join(folder, name), text);
};

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
      await writeInto(join(out, file), await keepReport({ dealerId, runId: run.runId, runs: [run] }, ports));
  }
  for (const name of ['report.json', 'report.html']) await rm(join(out, name), { force: true });
  const runs = await loadLists(dealerId, ports);
  if (runs.length > 0) await writeInto(out, await keepReport({ dealerId, runId: null, runs }, ports));
};
