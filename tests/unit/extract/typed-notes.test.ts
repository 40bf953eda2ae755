import { describe, expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { pdfjsReader } from '#pages/pdfjs/reader.ts';
import { rawPdf } from '../../fakes/raw-pdf.ts';
import { HEADINGS, type RawRow, ROW_STEP, rowsOf, TITLE } from './raw-list.ts';
import { extract } from './typeset-lists.ts';

const [SHOWN, HIDDEN] = [4, 2];
const Y = 500 - ROW_STEP;
const PRICE_CELL = [768, Y - 3, 800, Y + 8];
const BELOW = [26, 400, 800, 412];

const freeText = (text: string, rect: number[], flags = SHOWN): string =>
  `<< /Type /Annot /Subtype /FreeText /F ${flags} /Rect [${rect.join(' ')}] /DA (/Helv 7 Tf 0 g) /Contents (${text}) >>`;
const field = (text: string, rect: number[]): string =>
  `<< /Type /Annot /Subtype /Widget /FT /Tx /T (price) /F ${SHOWN} /Rect [${rect.join(' ')}] /DA (/Helv 7 Tf 0 g) /V (${text}) >>`;

const comment = (kind: string, rect: number[]): string =>
  `<< /Type /Annot /Subtype /${kind} /F ${SHOWN} /Rect [${rect.join(' ')}] /Contents (hinta muuttunut, nyt 9 990) >>`;

describe.each([
  ['PDFium', pdfiumReader],
  ['pdf.js', pdfjsReader],
])('what is typed upon a page, read with %s', (_, reader) => {
  const read = async (notes: string, row: RawRow = {}) => {
    const content = TITLE + HEADINGS + rowsOf([{}, row, {}]);
    const bytes = rawPdf({ pages: [{ content, entries: `/Annots [${notes}]` }] });
    return Extracted.parse(await extract(bytes, [reader]));
  };

  test.each([
    ['a note', freeText('9990', PRICE_CELL)],
    ['a field', field('9990', PRICE_CELL)],
  ])('%s in an empty cell is its text, and waits', async (__, note) => {
    const { products } = await read(note, { price: '' });
    expect(products[1]).toMatchObject({ price: { amount: '9990.00' }, flags: ['unrendered'] });
    expect(products[0]?.flags).toEqual([]);
  });

  test.each([
    'Text',
    'Caret',
  ])('what somebody says of a row in a comment is asked about: %s', async (kind) => {
    const { products } = await read(comment(kind, [800, Y - 2, 812, Y + 10]));
    expect(products.map(({ flags }) => flags.includes('unrendered'))).toEqual([false, true, false]);
    expect((await read(comment(kind, [800, 200, 812, 212]))).products.flatMap(({ flags }) => flags)).toEqual(
      [],
    );
  });

  test('a row in a note is missed', async () => {
    const { accounted } = await read(freeText('QZZ7 MXZ Neo+ 600 EFI 9 990 EUR', BELOW));
    expect(accounted).toBe(false);
  });

  test.each([
    ['that no viewer shows', freeText('QZZ7 9 990 EUR', BELOW, HIDDEN)],
    ['about the list', freeText('Hinnat tarkistettu', BELOW)],
  ])('a note %s changes nothing', async (__, note) => {
    const found = await read(note);
    expect(found).toMatchObject({ accounted: true, problems: [] });
    expect(found.products.flatMap(({ flags }) => flags)).toEqual([]);
  });
});
