import { stripVTControlCharacters } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import { newReasons } from '#cli/host/news.ts';
import { showProgress } from '#cli/host/progress-lines.ts';
import { type Reason, reasonKey } from '#contracts/reason.ts';
import { progressOf } from '#local/machines/progress.ts';
import { reason } from '#messages/reason.ts';

const { isTTY, columns } = process.stdout;

afterEach(() => {
  vi.restoreAllMocks();
  Object.assign(process.stdout, { isTTY, columns });
});

const list = (published: number) => ({
  Payload: {
    ...{ dealerId: 'north', batchId: null, kind: 'price-list', cause: null, ending: { status: 'review' } },
    ...{ inbox: { name: 'list.pdf' }, tally: { processed: 32, succeeded: 30 } },
    counts: { products: 32, published, review: 32 - published, rejected: 0 },
  },
});

/** What is said of stages that have ended, one after the other. */
const saidOf = (terminal: boolean, stages: [state: string, output: unknown][]): string[] => {
  Object.assign(process.stdout, { isTTY: terminal, columns: 80 });
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const progress = progressOf();
  showProgress(progress);
  const execution = { machine: 'price-list', name: 'run', input: {} };
  for (const [state, output] of stages) progress.emit('left', execution, { state, seconds: 1, output });
  return stripVTControlCharacters(written.join('')).trimEnd().split('\n');
};

const STAGES: [string, unknown][] = [
  ['Extract', list(0)],
  ['Close', list(0)],
  ['Close', list(25)],
  ['Close', list(25)],
];

test('a terminal keeps how each file ended, and the same ending once', () => {
  expect(saidOf(true, STAGES)).toEqual([
    'list.pdf                    review: 0 published, 32 in review',
    'list.pdf                    review: 25 published, 7 in review',
  ]);
});

test('a log has every stage', () => {
  const lines = saidOf(false, STAGES);
  expect(lines).toHaveLength(STAGES.length);
  expect(lines[0]).toMatch(/^list\.pdf +extract +30 of 32 +1\.00 s$/);
});

test('what was told is told again only where it keeps out more', () => {
  const of = (why: Reason, count: number) => ({
    reason: why,
    products: Array.from({ length: count }, () => ({}) as never),
  });
  const [untold, rateless] = [reason('price-untold'), reason('rate-missing', { currency: 'SEK' })];
  const before = [of(untold, 2), of(rateless, 2)];
  const told = new Map(before.map((each) => [reasonKey(each.reason), each.products.length]));
  expect(newReasons([of(untold, 2), of(rateless, 3)], told)).toMatchObject([
    { reason: { code: 'rate-missing' } },
  ]);
});
