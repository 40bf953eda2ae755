import { expect, test } from 'vitest';
import { distinctNames, distinctPaths } from '#cli/files/names.ts';

test('takes each file once, in an order that the command line does not change', () => {
  expect(distinctPaths(['/b.pdf', '/a.pdf', '/x/../b.pdf'])).toEqual(['/a.pdf', '/b.pdf']);
});

test('keeps files of one name apart, and from what else the results hold', () => {
  const paths = ['/1/list.pdf', '/2/list.pdf', '/3/LIST.PDF', '/4/feed.xml', '/5/none'];
  expect([...distinctNames(paths).values()]).toEqual([
    'list.pdf',
    'list (2).pdf',
    'LIST (3).PDF',
    'feed (2).xml',
    'none',
  ]);
});
