import { describe, expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { rawPdf } from '../../fakes/raw-pdf.ts';
import { HEADINGS, type RawRow, ROW_STEP, rowsOf, show, TITLE } from './raw-list.ts';
import { extract } from './typeset-lists.ts';

const FIRST = TITLE + HEADINGS + rowsOf([{}, {}, {}]);
/** Where a fourth row would stand. */
const FOURTH = 500 - 3 * ROW_STEP;
/** Where rows begin on a page without headings, and one row above. */
const [TOP, OVER] = [560, 560 + ROW_STEP];
const NEXT: RawRow[] = [{ modelCode: 'QZZ7' }, { modelCode: 'QZY7' }];
const CELLS = { model: 78, package: 140, starter: 470, color: 690, price: 770 };

const listOf = async (...contents: string[]) =>
  Extracted.parse(await extract(rawPdf({ pages: contents.map((content) => ({ content })) }), [pdfiumReader]));

const hex = (text: string) => Buffer.from(text).toString('hex');
const moved = (content: string, by: number) =>
  content.replace(/ (\d+) Tm/g, (_, y) => ` ${Number(y) + by} Tm`);
/** Models and packages change places. */
const swapped = (content: string) =>
  content.replaceAll(' 78 ', ' # ').replaceAll(' 140 ', ' 78 ').replaceAll(' # ', ' 140 ');
const told = ({ accounted, problems }: Extracted) => ({
  accounted,
  texts: problems.map(({ values: { text } }) => text),
});
const SURE = { accounted: true, texts: [] };

describe('headings at the foot of a page', () => {
  const AT_FOOT = 30 - 520;

  test('head the rows of the next', async () => {
    const list = await listOf(TITLE + moved(HEADINGS, AT_FOOT), rowsOf(NEXT, TOP));
    expect(told(list)).toEqual(SURE);
    expect(list.products).toMatchObject(
      NEXT.map((row) => ({ ...row, brand: 'SKI-DOO', modelYear: 2031, model: 'MXZ', flags: [] })),
    );
  });

  test('head them though rows under others stand above', async () => {
    const list = await listOf(FIRST + swapped(moved(HEADINGS, AT_FOOT)), swapped(rowsOf(NEXT, TOP)));
    expect(told(list)).toEqual(SURE);
    expect(list.products.map(({ model, package: kit }) => [model, kit])).toEqual(
      Array(5).fill(['MXZ', 'Neo+']),
    );
  });

  test('head them under the title of their own list', async () => {
    const title = moved(TITLE.replace(hex('SKI-DOO'), hex('LYNX')), -490);
    const list = await listOf(FIRST + title + moved(HEADINGS, AT_FOOT), rowsOf(NEXT, TOP));
    expect(list.products.map(({ brand }) => brand)).toEqual([...Array(3).fill('SKI-DOO'), 'LYNX', 'LYNX']);
  });
});

test.each([
  ['LYNX', 'SKI-DOO'],
  ['2032', '2031'],
])('a title at the foot of a page that names another list, %s, holds the rows of the next', async (other, instead) => {
  const title = moved(TITLE.replaceAll(hex(instead), hex(other)), -490);
  for (const next of [HEADINGS + rowsOf(NEXT), rowsOf(NEXT, TOP)])
    expect((await listOf(FIRST + title, next)).accounted).toBe(false);
  expect(told(await listOf(FIRST + moved(TITLE, -490), rowsOf(NEXT, TOP)))).toEqual(SURE);
});

describe('a row that goes on on the next page', () => {
  const tail = (texts: Partial<Record<keyof typeof CELLS, string>>, look = {}) =>
    Object.entries(texts)
      .map(([name, text]) => show(text, CELLS[name as keyof typeof CELLS], OVER, look))
      .join('');

  test('is joined, under headings that are printed again too', async () => {
    const end = tail({ model: 'Edition', color: 'Black' });
    for (const next of [end + rowsOf(NEXT, TOP), moved(HEADINGS, 66) + end + rowsOf(NEXT, TOP)]) {
      const list = await listOf(FIRST, next);
      expect(told(list)).toEqual(SURE);
      expect(list.products[2]).toMatchObject({ model: 'MXZ Edition', color: 'Coal Black' });
    }
  });

  test.each([
    ['smaller', { size: 5 }],
    ['bold', { font: 'F2' }],
  ])('is joined by nothing that is printed otherwise than its cells: %s', async (_, look) => {
    const head = tail({ model: 'Kelkat', color: 'Hinnasto' }, look);
    const list = await listOf(FIRST, head + rowsOf(NEXT, TOP));
    expect(list.products.map(({ model, color }) => [model, color])).toEqual(Array(5).fill(['MXZ', 'Coal']));
    expect(told(list)).toEqual({ accounted: false, texts: ['Kelkat', 'Hinnasto'] });
  });

  test('holds the list where its price stands there, or its end over another list', async () => {
    const bare = TITLE + HEADINGS + rowsOf([{}, {}, { price: '' }]);
    const priced = await listOf(bare, tail({ price: '10845' }) + rowsOf(NEXT, TOP));
    expect(priced.accounted).toBe(false);
    expect(priced.products[2]?.price).toBeNull();
    const title = moved(TITLE.replace(hex('SKI-DOO'), hex('LYNX')), -30);
    const other = await listOf(
      FIRST,
      tail({ model: 'Edition' }) + title + moved(HEADINGS, -30) + rowsOf(NEXT, 470),
    );
    expect(told(other)).toEqual({ accounted: false, texts: ['Edition'] });
  });

  test('holds the list where it stands alone there', async () => {
    const list = await listOf(FIRST, tail({ model: 'Edition' }), rowsOf(NEXT, TOP));
    expect(told(list)).toEqual({ accounted: false, texts: ['Edition'] });
  });
});

describe('a row whose code stands on the next page', () => {
  const head = show('Summit with', CELLS.model, FOURTH) + show('Electric', CELLS.starter, FOURTH);
  const next = rowsOf([{ modelCode: 'QZZ7', model: 'Expert' }, { modelCode: 'QZY7' }], TOP);

  test('holds the list: what of it stands before is in no row', async () => {
    expect(told(await listOf(FIRST + head, next))).toEqual({
      accounted: false,
      texts: ['Summit with', 'Electric'],
    });
    const one = await listOf(FIRST + show('Summit', CELLS.model, FOURTH), next);
    expect(told(one)).toEqual({ accounted: false, texts: ['Summit'] });
  });

  test.each([
    ['a note', show('Hinnat sis. alv', 26, FOURTH)],
    ['a note with a sign', show('* Tilattava', CELLS.package, FOURTH)],
    ['small print', show('Hinnat sis. alv', CELLS.starter, FOURTH, { size: 5 })],
    ['a footer', show('BRP Finland Oy', CELLS.package, 20) + show('Sivu 1', CELLS.price, 20)],
    ['what stands under no column', show('Tervetuloa', 100, FOURTH)],
  ])('is none under %s', async (_, note) => {
    expect(told(await listOf(FIRST + note, rowsOf(NEXT, TOP)))).toEqual(SURE);
  });

  test('is none behind the last page of rows', async () => {
    expect(told(await listOf(FIRST + head))).toEqual(SURE);
  });
});
