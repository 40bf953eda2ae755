import { dirname } from 'node:path';
import { type AskedOfYear, Report } from '#contracts/report.ts';
import { LISTING_SCORERS } from '#reference/scoring/listing-scorer.ts';
import { choosePart } from '#shared/parts.ts';
import { artefactKey } from '#shared/run.ts';
import type { LoadedRun, ReportPorts } from './load-run.ts';
import { previousList } from './previous-list.ts';
import { reportPage } from './report-page.ts';
import { runReport } from './run-report.ts';

/** A dealer's lists in force, or the list of one run. */
export interface ReportedLists {
  dealerId: string;
  /** Null for all of the dealer's lists. */
  runId: string | null;
  runs: LoadedRun[];
  /** How much was asked about each model year; nothing where that was not counted, as of one run. */
  asked?: readonly AskedOfYear[];
}

/** A report as the files it is kept in. */
export interface WrittenReport {
  report: Report;
  files: { name: string; text: string; mediaType: string; key: string }[];
}

const keyOf = ({ dealerId, runId }: ReportedLists, name: string): string =>
  `${runId ? dirname(artefactKey({ dealerId, runId }, 'report')) : `reports/${dealerId}`}/${name}`;

/** Reports on lists, each held against the one before it. */
export const reportOn = async (lists: ReportedLists, ports: ReportPorts): Promise<Report> => {
  const withPrevious = await Promise.all(
    lists.runs.map(async (run) => ({ run, previous: await previousList(run, ports) })),
  );
  const scorer = choosePart('listingScorer', LISTING_SCORERS, ports.parts.listingScorer);
  return Report.parse(runReport(lists, withPrevious, scorer));
};

/** Reports on lists and keeps the files beside the run's artefacts, or under the dealer's own reports. */
export const keepReport = async (lists: ReportedLists, ports: ReportPorts): Promise<WrittenReport> => {
  const report = await reportOn(lists, ports);
  const json = `${JSON.stringify(report, null, 1)}\n`;
  const files = [
    { name: 'report.json', text: json, mediaType: 'application/json' },
    { name: 'report.html', text: reportPage(report), mediaType: 'text/html; charset=utf-8' },
  ].map((file) => ({ ...file, key: keyOf(lists, file.name) }));
  for (const { key, text, mediaType } of files) await ports.artefacts.write(key, text, mediaType);
  return { report, files };
};
