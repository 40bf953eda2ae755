import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { namedLists } from '#desk/reports/named-lists.ts';
import { delimitedText } from '#functions/reports/delimited-text.ts';
import {
  type ExportTable,
  exportTable,
  productsTable,
  validationsTable,
} from '#functions/reports/export-tables.ts';
import type { ReportedLists } from '#functions/reports/keep-report.ts';
import { listedProducts } from '#functions/reports/listed-products.ts';
import { LISTING_SCORERS } from '#functions/reports/scoring/listing-scorer.ts';
import { writeWorkbook } from '#functions/reports/workbook.ts';
import { choosePart } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { openFolder } from '../files/open-folder.ts';
import { say } from '../say/terminal.ts';
import { atTarget } from '../target/at-target.ts';
import { foldersFor } from '../target/folders-for.ts';

const askedOf = ({ files, options: { out } }: Arguments) => {
  const [name] = files;
  if (!name || files.length > 1) throw new UsageError('Name the one DEALER or RUN to export');
  if (!out) throw new UsageError('Say with --out DIR where the files go');
  return { name, out };
};

const tablesOf = ({ dealerId, runs }: ReportedLists, { parts, clock }: Ports): ExportTable[] => {
  const products = listedProducts(runs);
  const scorer = choosePart('listingScorer', LISTING_SCORERS, parts.listingScorer);
  return [
    ...[productsTable(products, scorer), validationsTable(products)],
    exportTable(dealerId, runs, clock()),
  ];
};

/** All tables in one workbook, and each as text of its own; the paths written. */
const writeTables = async (base: string, tables: ExportTable[]): Promise<string[]> => {
  const workbook = `${base}.xlsx`;
  await writeWorkbook(workbook, tables);
  const texts = tables.map((table) => ({ path: `${base}-${table.name}.csv`, text: delimitedText(table) }));
  for (const { path, text } of texts) await writeFile(path, text);
  return [workbook, ...texts.map(({ path }) => path)];
};

const run = async (given: Arguments): Promise<number> => {
  const { name, out } = askedOf(given);
  await openFolder('out', out);
  // The data is that of the working directory: its --out is where the tables go.
  const here = { ...given, options: { ...given.options, out: undefined } };
  return atTarget(here, foldersFor, async (ports) => {
    const lists = await namedLists(name, ports);
    const base = join(out, lists.runId ? `${lists.dealerId}-${lists.runId}` : lists.dealerId);
    for (const path of await writeTables(base, tablesOf(lists, ports))) say(path);
    return 0;
  });
};

/** `feedwright export`: products and verdicts for a spreadsheet. */
export const exportLists: Command = {
  summary: 'Write products and their verdicts as a workbook and as CSV',
  usage: 'export DEALER|RUN --out DIR',
  examples: ['feedwright export demo --out exports'],
  options: { out: { type: 'string', value: 'DIR', description: 'where the .xlsx and the .csv files go' } },
  run,
};
