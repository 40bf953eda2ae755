import { expect, test } from 'vitest';
import { pagesUsing } from '#pages/damage.ts';
import { pdfObjects } from '#pages/pdf-objects.ts';

/** A file whose tree of pages stands in objects 2 and on; contents 21 to 23 are those of the pages 11 to 13. */
const pagesOf = (damaged: number, ...tree: readonly string[]) => {
  const objects = [
    ...['<</Type/Catalog/Pages 2 0 R>>', ...tree].map((written, at) => `${at + 1} 0 obj\n${written}\nendobj`),
    ...[1, 2, 3].map((page) => `1${page} 0 obj\n<</Type/Page/Contents 2${page} 0 R>>\nendobj`),
  ];
  const file = `%PDF-1.7\n${objects.join('\n')}\ntrailer\n<</Root 1 0 R>>\n`;
  return pagesUsing([damaged], pdfObjects(Buffer.from(file, 'latin1')));
};

test.each([
  ['of one level', ['<</Type/Pages/Count 3/Kids[11 0 R 12 0 R 13 0 R]>>']],
  [
    'of several levels',
    ['<</Type/Pages/Count 3/Kids[11 0 R 3 0 R]>>', '<</Type/Pages/Count 2/Kids[12 0 R 13 0 R]>>'],
  ],
])('damage is told by its page in a tree %s', (_, tree) => {
  expect(pagesOf(22, ...tree)).toEqual(new Set([2]));
  expect(pagesOf(23, ...tree)).toEqual(new Set([3]));
});

test.each([
  ['whose pages stand in an object of their own', ['<</Count 3/Kids 3 0 R>>', '[11 0 R 12 0 R 13 0 R]']],
  [
    'with a branch that bears no page',
    ['<</Count 3/Kids[3 0 R 11 0 R 12 0 R 13 0 R]>>', '<</Count 0/Kids[]>>'],
  ],
  ['with a page whose object is lost', ['<</Count 4/Kids[19 0 R 11 0 R 12 0 R 13 0 R]>>']],
])('damage may be anywhere in a tree %s: nobody knows which page is which', (_, tree) => {
  expect(pagesOf(23, ...tree)).toBeNull();
});
