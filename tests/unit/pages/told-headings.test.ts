import { expect, test } from 'vitest';
import { asTold } from '#pages/unnamed-table.ts';
import { headingsBy, meaningText } from '#shared/taught-meanings.ts';

const cell = (text: string) => ({ text, heading: null, box: [0, 0, 10, 10] as const, words: [] });

test('what is said of a heading of signs alone is said of no other one', () => {
  const text = meaningText('heading', '€');
  const said = { scope: 'demo', kind: 'heading' as const, section: '', printed: '€', means: 'price', text };
  const header = { cells: ['#', '(€)', '€', 'Nr.', '*'].map(cell), box: [0, 0, 50, 10] };
  const told = asTold(header as unknown as Parameters<typeof asTold>[0], {
    taughtHeadings: headingsBy([said]),
  });
  expect(told.cells.map(({ heading }) => heading)).toEqual([null, null, 'price', null, null]);
});
