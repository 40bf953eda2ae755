import { expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { rawPdf } from '../../fakes/raw-pdf.ts';
import { HEADINGS, ROW_STEP, rowsOf, show, TITLE } from './raw-list.ts';
import { extract } from './typeset-lists.ts';

const FIRST = TITLE + HEADINGS + rowsOf([{}, {}, {}]);
const SECOND = [{ modelCode: 'QZZ7' }, { modelCode: 'QZY7' }];
const UNDER_MODELS = 78;

const listOf = async (...contents: string[]) =>
  Extracted.parse(await extract(rawPdf({ pages: contents.map((content) => ({ content })) }), [pdfiumReader]));

const models = ({ products }: Extracted) => products.map(({ model }) => model);

test.each([
  'Sivu 2',
  'Sida 2 av 3',
  '2/3',
  '- 2 -',
])('the number of a page, "%s", is no end of the row before, wherever it stands over the columns', async (mark) => {
  const list = await listOf(FIRST, show(mark, UNDER_MODELS, 574) + rowsOf(SECOND, 560));
  expect(list).toMatchObject({ accounted: true, problems: [] });
  expect(models(list)).toEqual(Array(5).fill('MXZ'));
});

test('a text farther over the first row than rows stand apart joins no row, and is named', async () => {
  const list = await listOf(FIRST, show('Kelkat', UNDER_MODELS, 582) + rowsOf(SECOND, 560));
  expect(models(list)).toEqual(Array(5).fill('MXZ'));
  expect(list).toMatchObject({
    accounted: false,
    problems: [{ code: 'text-without-row', values: { text: 'Kelkat' }, place: { page: 2 } }],
  });
});

test('the end of a row stands as near as rows do', async () => {
  const list = await listOf(
    FIRST,
    show('Edition', UNDER_MODELS, 574) + show('Black', 690, 574) + rowsOf(SECOND, 560),
  );
  expect(list.products[2]).toMatchObject({ model: 'MXZ Edition', color: 'Coal Black' });
});

test('small print that names another list over a page that goes on holds the list; what names the same does not', async () => {
  const head = (text: string) => show(text, 700, 580, { size: 5 }) + rowsOf(SECOND, 530);
  expect(await listOf(FIRST, head('SKI-DOO 2031'))).toMatchObject({ accounted: true, problems: [] });
  const other = await listOf(FIRST, head('Hinnasto 2030'));
  expect(other).toMatchObject({ accounted: false, problems: [{ values: { text: 'Hinnasto 2030' } }] });
  expect(new Set(other.products.map(({ modelYear }) => modelYear))).toEqual(new Set([2031]));
});

test.each([
  'LYNX',
  'MALLIVUOSI 2030',
])('a title without headings between rows, "%s", holds the list', async (title) => {
  const between = show(title, 26, 500 - 2 * ROW_STEP, { font: 'F2' });
  const below = rowsOf(SECOND, 500 - 3 * ROW_STEP);
  const found = await listOf(TITLE + HEADINGS + rowsOf([{}, {}]) + between + below);
  expect(found).toMatchObject({ accounted: false, problems: [{ values: { text: title } }] });
  expect(
    (
      await listOf(
        TITLE +
          HEADINGS +
          rowsOf([{}, {}]) +
          show('SKI-DOO 2031', 26, 500 - 2 * ROW_STEP, { font: 'F2' }) +
          below,
      )
    ).accounted,
  ).toBe(true);
});

test('of a footer that touches the last row what stands under the codes is named', async () => {
  const under = 500 - 2 * ROW_STEP - 9;
  const list = await listOf(FIRST + show('BRP Finland Oy', 26, under) + show('2031-1', 374, under));
  expect(list).toMatchObject({ accounted: false, problems: [{ values: { text: 'BRP Finland Oy' } }] });
});

test('a text on its side among the cells of rows is named', async () => {
  const aside = `q BT /F1 5 Tf 0 1 -1 0 700 ${500 - ROW_STEP - 4} Tm (Black) Tj ET Q\n`;
  const list = await listOf(TITLE + HEADINGS + rowsOf([{}, { color: '' }, {}]) + aside);
  expect(list).toMatchObject({ accounted: false, problems: [{ values: { text: 'Black' } }] });
});

test('an amount under a price is no label of the rows below', async () => {
  const price = (x: number, y: number) => show('11345', x, y) + show('12345', x, y - 6, { size: 4 });
  const apart = rowsOf([{ modelCode: 'QZZ7', price }], 480) + rowsOf([{ modelCode: 'QZY7' }], 460);
  const list = await listOf(TITLE + HEADINGS + rowsOf([{}]) + apart);
  expect(list.products.map(({ section }) => section)).toEqual([null, null, null]);
  expect(list).toMatchObject({ accounted: false, problems: [{ values: { text: '12345' } }] });
});

test('what stands beside a code in the margin is said of its row', async () => {
  const list = await listOf(FIRST + show('Myyty', 3, 500 - ROW_STEP, { size: 5 }));
  expect(list.products.map(({ flags }) => flags)).toEqual([[], ['said-gone'], []]);
});
