import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { Report } from '#contracts/report.ts';
import { readWorkbook } from '#pages/spreadsheet/xlsx/read-workbook.ts';
import { feedwright, problemsIn, sample, workingDirectory } from './feedwright.ts';

const LIST = 'lynx-2027-en.pdf';
const FILES = [sample(`price-lists/${LIST}`), sample('spec-books/lynx-2027-spec-book.pdf')];

/** Pages hold no script and fetch nothing. */
const isSelfContained = (page: string): boolean =>
  !/<script|<link|<iframe|src="(?!data:)|url\(/i.test(page) && page.includes("default-src 'none'");

test('a run is reported, exported and traced: products, verdicts, pages of their own, and places on the page', async () => {
  await using folder = await workingDirectory();
  const read = (...path: string[]) => readFile(join(folder.path, ...path), 'utf8');
  await feedwright(folder.path, 'process', ...FILES, '--out', 'out');

  const report = Report.parse(JSON.parse(await read('out', LIST, 'report.json')));
  const { products, published, review, rejected } = report.totals;
  expect(published + review + rejected).toBe(products);
  expect(report.confidence.reduce((sum, count) => sum + count)).toBe(products);
  expect(report.stages.map(({ stage }) => stage)).toEqual(
    expect.arrayContaining(['intake', 'extract', 'match', 'validate', 'generate']),
  );
  expect(isSelfContained(await read('out', LIST, 'report.html'))).toBe(true);
  expect(Report.parse(JSON.parse(await read('out', 'report.json')))).toMatchObject({
    dealerId: 'demo',
    runId: null,
  });
  const said = await feedwright(folder.path, 'report', '--json');
  expect(JSON.parse(said.stdout).totals).toMatchObject({ products, published, review, rejected });

  const exported = await feedwright(folder.path, 'export', 'demo', '--out', 'exports');
  expect(exported, exported.stderr).toMatchObject({ code: 0 });
  const rows: Record<string, string>[] = parse(await read('exports', 'demo-products.csv'), {
    bom: true,
    columns: true,
  });
  expect(rows.filter(({ verdict }) => verdict === 'published')).toHaveLength(published);
  const scores = rows.map(({ listingScore }) => Number(listingScore));
  expect(Math.max(...scores)).toBe(report.scores.best[0]?.score);
  expect(scores.every((score) => score >= 0 && score <= 100)).toBe(true);
  const sheets = await readWorkbook(await readFile(join(folder.path, 'exports', 'demo.xlsx')));
  expect(sheets.map(({ rows }) => rows.length)).toEqual([products + 1, 4 * products + 1, 2]);

  const ad = rows.find(({ verdict }) => verdict === 'published');
  const traced = await feedwright(folder.path, 'trace', ad?.adId ?? '');
  expect(traced.stdout).toMatch(/Price {2}\d+\n.*\sEUR × .*\n.*page \d+ \[\d+, \d+, \d+, \d+\]/);
  expect(traced.stdout).toContain('version 1, ');
  const page = await readFile(traced.stdout.trim().split('\n').at(-1) ?? '', 'utf8');
  expect(page).toContain('src="data:image/png;base64,');
  expect(isSelfContained(page)).toBe(true);
  expect(await feedwright(folder.path, 'trace', 'NONE')).toMatchObject({ code: 64 });
});

test('a spreadsheet’s ad is traced to its cells, with its history after an answer; what waits is one line a reason', async () => {
  await using folder = await workingDirectory();
  const list = sample('price-lists/ski-doo-2026-fi.csv');
  const done = await feedwright(folder.path, 'process', list, '--out', 'out', '--no-deliver');
  const waiting = problemsIn(done.stderr).filter(({ category }) => category === 'product-review');
  expect(new Set(waiting.map(({ reason }) => reason.split(': ').slice(1).join())).size).toBe(waiting.length);
  const [{ adId = '' } = {}] = JSON.parse(
    (await feedwright(folder.path, 'review', 'list', 'demo', '--json')).stdout,
  );

  const traced = await feedwright(folder.path, 'trace', adId);
  expect(traced.stdout).toMatch(/Price {2}\d+\n.*\n.* ski-doo-2026-fi\.csv K\d+/);
  expect(traced.stdout).toMatch(/It is review: /);
  const page = await readFile(traced.stdout.trim().split('\n').at(-1) ?? '', 'utf8');
  expect(page).toContain('What it holds');
  expect(page).not.toContain('data:image/png');
});
