import { expect, test } from 'vitest';
import { DealerRule } from '#contracts/dealer-rule.ts';
import { productsTable } from '#functions/reports/export-tables.ts';
import { listedProducts } from '#functions/reports/listed-products.ts';
import { reportPage } from '#functions/reports/report-page.ts';
import { recoveryOf, runReport } from '#functions/reports/run-report.ts';
import { asTold } from '#messages/reason.ts';
import { weightedScorer } from '#reference/scoring/listing-scorer.ts';
import type { StageStatistic } from '#shared/table/records.ts';
import { aRun } from '../../fakes/listed.ts';

const statistic = (changes: Partial<StageStatistic>): StageStatistic => ({
  ...{ dealerId: 'demo', documentId: 'd1', runId: 'run-1', stage: 'match', engine: '', seconds: 1 },
  ...{ processed: 1, succeeded: 1, failed: 0, costUsd: 0, inputTokens: 0, outputTokens: 0 },
  ...{ startedAt: '2026-11-01T10:00:00.000Z', endedAt: '2026-11-01T10:00:01.000Z' },
  ...changes,
});

const troubled = {
  ...aRun(),
  stages: [statistic({ retried: { times: 2, error: 'table is <slow>' } })],
  failures: [statistic({ runId: 'run-0', stage: 'extract', error: 'no memory' })],
};

test('stages tried again, engines stood in for and earlier runs that failed are told', () => {
  const { extracted } = troubled;
  const reason = asTold('cannot open it');
  const engine = { name: 'pdfjs', declined: [{ name: 'pdfium', reason }] };
  expect(recoveryOf([{ ...troubled, extracted: { ...extracted, engine } }])).toEqual({
    retries: [{ document: 'list.pdf', stage: 'match', times: 2, error: 'table is <slow>' }],
    fallbacks: [{ document: 'list.pdf', name: 'pdfium', reason }],
    failedRuns: [{ document: 'list.pdf', stage: 'extract', runId: 'run-0', error: 'no memory' }],
  });
});

test('the page tells it too, and an error is text on it', () => {
  const of = { dealerId: 'demo', runId: 'run-1' };
  const page = reportPage(runReport(of, [{ run: troubled, previous: null }], weightedScorer()));
  expect(page).toContain('match was tried again 2 × after table is &lt;slow&gt;');
});

test('how many questions each model year came to is in the report of a dealer and on its page, and not in that of a run', () => {
  const asked = [
    { modelYear: 2027, answered: 0, open: 2 },
    { modelYear: 2026, answered: 9, open: 3 },
  ];
  const runs = [{ run: aRun(), previous: null }];
  const report = runReport({ dealerId: 'demo', runId: null, asked }, runs, weightedScorer());
  expect(report.asked).toEqual(asked);
  expect(reportPage(report)).toContain('12 questions about model year 2026, 2 about 2027.');
  const ofRun = runReport({ dealerId: 'demo', runId: 'run-1' }, runs, weightedScorer());
  expect(reportPage(ofRun)).not.toContain('Questions by model year');
});

test('what the dealer’s own rules left out of the feed is told, of the machines of these lists alone', () => {
  const runs = [{ run: aRun(), previous: null }];
  const of = { dealerId: 'demo', runId: null };
  const [code = ''] = runs.flatMap(({ run }) => run.validated.products.map(({ modelCode }) => modelCode));
  const rule = DealerRule.parse({
    ...{ id: 'dear', name: 'Not so dear', kind: 'product', action: 'block' },
    when: { field: 'ad.price', is: '>', value: 1 },
  });
  const ad = (modelCode: string) => ({
    ...{ adId: `AD-${modelCode}`, modelCode, score: 50, listing: null, status: 'blocked' as const },
    ...{ spoke: ['dear'], leftOut: 'dear' },
  });
  const evaluated = { contractVersion: 1 as const, dealerId: 'demo', channel: 'avito', rules: [rule] };
  const said = { ...evaluated, ads: [ad(code), ad('ELSE')] };
  const table = productsTable(listedProducts([aRun()]), weightedScorer(), said);
  expect([table.headings.at(-1), table.rows[0]?.at(-1)]).toEqual(['leftOutBy', 'Not so dear']);
  const report = runReport(of, runs, weightedScorer(), said);
  expect(report.leftOut).toMatchObject([{ ads: 1, codes: [code], reason: { code: 'rule-keeps-out' } }]);
  expect(reportPage(report)).toContain('keeps 1 ad out of the feed: AD-');
});
