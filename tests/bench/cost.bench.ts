/**
 * What a list costs on AWS: `npm run cost` (or `npm run bench -- cost`) puts the shipped samples through, prices their
 * runs, and writes the table into the README and the runs beside this file. Wanted: ≤ 0.15 USD per 1,000 products.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Run } from '#contracts/run.ts';
import { ENVIRONMENTS } from '../../infra/settings.ts';
import { costTable, type PricedRun, pricedRun } from './cost-table.ts';
import { monitoringBill } from './monitoring-bill.ts';

const PROJECT = join(import.meta.dirname, '../..');
const RUNS = join(import.meta.dirname, 'cost-runs.json');
const README = join(PROJECT, 'README.md');
const LISTS = ['ski-doo-2027-fi.pdf', 'lynx-2027-en.pdf', 'ski-doo-2026-fi.csv'];
const BOOKS = ['ski-doo-2027-spec-book.pdf', 'lynx-2027-spec-book.pdf'];

/** A product or a feed that waits is no failure here. */
const WAITING = 3;

const put = (folder: string): void => {
  const files = [
    ...BOOKS.map((name) => join(PROJECT, 'samples/spec-books', name)),
    ...LISTS.map((name) => join(PROJECT, 'samples/price-lists', name)),
  ];
  const program = join(PROJECT, 'cli/feedwright.mjs');
  try {
    execFileSync(process.execPath, [program, 'process', ...files, '--out', 'out', '--no-deliver'], {
      cwd: folder,
      stdio: 'ignore',
    });
  } catch (error) {
    if ((error as { status?: number }).status !== WAITING) throw error;
  }
};

const runsOfSamples = (): PricedRun[] => {
  const folder = mkdtempSync(join(tmpdir(), 'feedwright-cost-'));
  try {
    put(folder);
    return LISTS.map((name) =>
      pricedRun(Run.parse(JSON.parse(readFileSync(join(folder, 'out', name, 'run.json'), 'utf8')))),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Between the README's two marks. */
const intoReadme = (table: string): void => {
  const text = readFileSync(README, 'utf8');
  const marked = /(<!-- cost -->\n)[\s\S]*?(\n<!-- \/cost -->)/;
  writeFileSync(
    README,
    text.replace(marked, (_, begin: string, end: string) => `${begin}${table}${end}`),
  );
};

const runs = runsOfSamples();
writeFileSync(RUNS, `${JSON.stringify(runs, null, 1)}\n`);
intoReadme(costTable(runs));
console.log(costTable(runs));
for (const environment of ENVIRONMENTS) {
  const { alarmMetrics, customMetrics, usd } = monitoringBill(environment);
  console.log(
    `${environment}: ${alarmMetrics} metrics of alarms, ${customMetrics} of our own, ${usd.toFixed(2)} USD a month`,
  );
}
