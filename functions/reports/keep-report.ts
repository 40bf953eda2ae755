import { dirname } from 'node:path';
import { type AskedOfYear, Report } from '#contracts/report.ts';
import { LISTING_SCORERS } from '#marketplace/listing-scorers.ts';
import { lastEvaluated } from '#shared/evaluated.ts';
import { choosePart } from '#shared/parts.ts';
import { artefactKey } from '#shared/run.ts';
import { listedProducts } from './listed-products.ts';
import type { LoadedRun, ReportPorts } from './load-run.ts';
import { previousList } from './previous-list.ts';
import { REPORT_KINDS, type ReportKind } from './report-kind.ts';
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

interface WrittenFile {
  name: string;
  text: string;
  mediaType: string;
}

/** A report as the files it is kept in. */
export interface WrittenReport {
  report: Report;
  files: (WrittenFile & { key: string })[];
}

const keyOf = ({ dealerId, runId }: ReportedLists, name: string): string =>
  `${runId ? dirname(artefactKey({ dealerId, runId }, 'report')) : `reports/${dealerId}`}/${name}`;

/** Reports on lists, each held against the one before it. */
export const reportOn = async (lists: ReportedLists, ports: ReportPorts): Promise<Report> => {
  const withPrevious = await Promise.all(
    lists.runs.map(async (run) => ({ run, previous: await previousList(run, ports) })),
  );
  const scorer = choosePart('listingScorer', LISTING_SCORERS, ports.parts.listingScorer);
  const evaluated = await lastEvaluated(lists.dealerId, ports);
  return Report.parse(runReport(lists, withPrevious, scorer, evaluated));
};

/** One that cannot be written costs only itself: its file says why. */
const filesOfKinds = (
  kinds: readonly ReportKind[],
  { dealerId, runs }: ReportedLists,
  report: Report,
): WrittenFile[] => {
  const products = kinds.length > 0 ? listedProducts(runs) : [];
  return kinds.map((kind) => {
    try {
      const { ending, text, mediaType } = kind.write({ dealerId, report, products });
      return { name: `${kind.name}.${ending}`, text, mediaType };
    } catch (error) {
      return { name: `${kind.name}-failed.txt`, text: `${error}\n`, mediaType: 'text/plain; charset=utf-8' };
    }
  });
};

/**
 * Reports on lists and keeps the files beside the run's artefacts, or under the dealer's own reports; those of plug-ins
 * with them.
 */
export const keepReport = async (
  lists: ReportedLists,
  ports: ReportPorts,
  kinds: readonly ReportKind[] = REPORT_KINDS,
): Promise<WrittenReport> => {
  const report = await reportOn(lists, ports);
  const json = `${JSON.stringify(report, null, 1)}\n`;
  const files = [
    { name: 'report.json', text: json, mediaType: 'application/json' },
    { name: 'report.html', text: reportPage(report), mediaType: 'text/html; charset=utf-8' },
    ...filesOfKinds(kinds, lists, report),
  ].map((file) => ({ ...file, key: keyOf(lists, file.name) }));
  for (const { key, text, mediaType } of files) await ports.artefacts.write(key, text, mediaType);
  return { report, files };
};
