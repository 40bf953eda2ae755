import { describe, expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { rawPdf } from '../../fakes/raw-pdf.ts';
import { HEADINGS, type RawCell, type RawRow, rawList, rowsOf, show, TITLE } from './raw-list.ts';
import { extract } from './typeset-lists.ts';

const CLEAN: RawRow[] = [{}, { price: '11345' }, { price: '12845' }];
const flagsOf = async (rows: readonly RawRow[]) =>
  Extracted.parse(await extract(rawList(rows))).products.map(({ flags }) => flags);

/** A price whose beginning is drawn so many points before the column. */
const apart =
  (beginning: string, rest: string, points: number): RawCell =>
  (x, y) =>
    show(beginning, x - points, y) + show(rest, x, y);

describe('a price whose beginning lies in the column before waits', () => {
  test.each([
    ['figures 16 points before', '10', '845', 16],
    ['figures 24 points before', '10', '845', 24],
    ['figures 12 points before, with cents', '10', '845,00', 12],
    ['a figure and a sign', '€ 9', '845', 18],
    ['figures and a point', '10.', '845', 20],
    ['millions', '1', '250 000', 9],
    ['a minus', '-', '10845', 6],
    ['a dash', '–', '10845', 9],
    ['a minus and figures', '-10', '845', 20],
  ])('%s', async (_, beginning, rest, points) => {
    const price = apart(beginning, rest, points);
    const flags = await flagsOf([...CLEAN, { price }, { price, color: '' }]);
    expect(flags.slice(0, 3)).toEqual([[], [], []]);
    expect(flags[3]).toContain('torn');
    expect(flags[4]).toContain('torn');
  });

  test('in line with the end of one colour of many', async () => {
    const ending: RawRow = { color: (_, y) => show('Catalyst Grey / Neo Yellow', 676.7, y) };
    const flags = await flagsOf([ending, ...CLEAN, { price: apart('10', '845', 16) }]);
    expect(flags.slice(0, 4)).toEqual([[], [], [], []]);
    expect(flags[4]).toContain('torn');
  });

  test.each([
    ['in one run with a colour', 738],
    ['a wide space behind it', 740.5],
  ])('figures %s, where other prices have more', async (_, x) => {
    const torn: RawRow = {
      color: (_x, y) => show('Birch White', 700, y) + show('10', x, y),
      price: '845',
    };
    const flags = await flagsOf([...CLEAN, torn]);
    expect(flags.slice(0, 3)).toEqual([[], [], []]);
    expect(flags[3]).toContain('torn');
  });

  test('in every row, beside colours and in their stead', async () => {
    const rows = ['10', '11', '12'].map((beginning) => ({ price: apart(beginning, '845', 16) }));
    const bare = rows.map((row) => ({ ...row, color: '' }));
    expect((await flagsOf(rows)).every((flags) => flags.includes('torn'))).toBe(true);
    expect((await flagsOf(bare)).every((flags) => flags.includes('torn'))).toBe(true);
  });

  test('the place of the price and its text are told', async () => {
    const { products } = Extracted.parse(await extract(rawList([{}, { price: apart('10', '845', 16) }, {}])));
    expect(products[1]?.doubts).toContainEqual(
      expect.objectContaining({ code: 'torn', column: 'price', text: '845', box: products[1]?.cells.price }),
    );
  });
});

describe('what belongs to the column before is no beginning of a price', () => {
  test.each<[string, readonly RawCell[]]>([
    ['figures under their heading', ['10', '12', '15']],
    ['figures in line with words', ['Coal', '10', 'Neo 15']],
    ['words that end in figures', ['Birch White 10', 'RAL 120', 'Coal']],
    ['dashes for none', ['–', 'Coal', '-']],
    ['dashes for none far from their heading', ['–', '–', '–'].map((text) => (_, y) => show(text, 740, y))],
  ])('%s', async (_, colors) => {
    const flags = await flagsOf(colors.map((color, at) => ({ color, price: `1${at}845` })));
    expect(flags.flat()).not.toContain('torn');
  });

  test.each<[string, RawCell]>([
    ['in one piece', '10 845'],
    ['in two pieces', (x, y) => show('219', x, y) + show('900', x + 16, y)],
  ])('figures at the right of a column of figures, before prices %s', async (_, price) => {
    const weights = HEADINGS.replace(
      show('Väri', 690, 520, { font: 'F2' }),
      show('Paino', 690, 520, { font: 'F2' }),
    );
    const rows = ['238', '240', '96'].map((text) => ({
      color: (_: number, y: number) => show(text, text.length === 3 ? 743 : 746.9, y),
      price,
    }));
    const list = Extracted.parse(
      await extract(rawPdf({ pages: [{ content: TITLE + weights + rowsOf(rows) }] })),
    );
    expect(list.products.map(({ priceText }) => priceText)).toEqual(
      rows.map(() => expect.stringMatching(/^\d+ \d{3}$/)),
    );
    expect(list.products.flatMap(({ flags }) => flags)).not.toContain('torn');
  });
});

/** Prices whose cents stand so many points behind the beginning of each. */
const withCents = (...cents: readonly [text: string, points: number][]) =>
  cents.map(([text, points]): RawRow => {
    const price: RawCell = (x, y) => show('10845', x, y) + show(text, x + points, y);
    return { price };
  });
const pricesOf = async (rows: readonly RawRow[]) =>
  Extracted.parse(await extract(rawList(rows))).products.map(({ price }) => price?.amount ?? null);

test('cents in a column of their own are those of the prices before them', async () => {
  expect(await pricesOf(withCents(['00', 30], ['50', 30], ['90', 30]))).toEqual([
    '10845.00',
    '10845.50',
    '10845.90',
  ]);
});

test.each([
  ['that does not stand in line', ['00', 30], ['00', 34], ['00', 30]],
  ['of other numbers', ['00', 30], ['12', 30], ['07', 30]],
] as const)('a column %s is none of cents', async (_, ...cents) => {
  expect(await pricesOf(withCents(...cents.map(([text, at]) => [text, at] as [string, number])))).toEqual(
    Array(3).fill(null),
  );
});
