import { describe, expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { pdfjsReader } from '#pages/pdfjs/reader.ts';
import { rawPdf } from '../../fakes/raw-pdf.ts';
import { HEADINGS, type RawRow, ROW_STEP, rawList, rowsOf, show, TITLE } from './raw-list.ts';
import { extract } from './typeset-lists.ts';

const ROWS: RawRow[] = [{}, { starter: 'Manual', price: '11345' }, { color: 'Birch White', price: '12845' }];
const CLEAN = { accounted: true, problems: [] };

describe.each([
  ['PDFium', pdfiumReader],
  ['pdf.js', pdfjsReader],
])('text that is drawn oddly, read with %s', (_, reader) => {
  const read = async (bytes: Uint8Array) => Extracted.parse(await extract(bytes, [reader]));
  const page = (content: string) => rawPdf({ pages: [{ content }] });
  const texts = ({ products }: Extracted) =>
    products.map(({ starter, display, color, price, flags }) => [
      starter,
      display,
      color,
      price?.amount,
      ...flags,
    ]);
  const expected = [
    ['Electric', '4.5 in. Digital Display', 'Coal', '10845.00'],
    ['Manual', '4.5 in. Digital Display', 'Coal', '11345.00'],
    ['Electric', '4.5 in. Digital Display', 'Birch White', '12845.00'],
  ];

  /** The headings behind the track's, turned upwards or downwards. */
  const turned = (text: string, x: number, matrix: string, y: number) =>
    `q BT /F2 7 Tf ${matrix} ${x} ${y} Tm (${text}) Tj ET Q\n`;
  const headings = (count: number) => `${HEADINGS.split('\n').slice(0, count).join('\n')}\n`;
  const upright = TITLE + headings(6);
  const names: [string, number][] = [
    ['K\xe4ynnistin', 480],
    ['Mittaristo', 545],
    ['V\xe4ri', 700],
    ['Suositushinta EUR', 785],
  ];

  test.each([
    ['upwards from the line of the others', '0 1 -1 0', 518],
    ['downwards from above', '0 -1 1 0', 572],
  ])('headings turned %s name their columns', async (_, matrix, y) => {
    const content = upright + names.map(([text, x]) => turned(text, x, matrix, y)).join('');
    const found = await read(page(content + rowsOf(ROWS)));
    expect(found).toMatchObject(CLEAN);
    expect(texts(found)).toEqual(expected);
  });

  test('letters set wide are one word, be they but two', async () => {
    const wide = (x: number, y: number) => `q 1.1 Tc ${show('SE', x, y)} Q\n`;
    const { products } = await read(
      rawList([{ package: wide }, {}, { package: (x, y) => show('X RS', x, y) }]),
    );
    expect(products.map((product) => product.package)).toEqual(['SE', 'Neo+', 'X RS']);
  });

  test('headings set aslant name their columns', async () => {
    const content = upright + names.map(([text, x]) => turned(text, x, '0.7 0.7 -0.7 0.7', 518)).join('');
    const found = await read(page(content + rowsOf(ROWS)));
    expect(found).toMatchObject(CLEAN);
    expect(texts(found)).toEqual(expected);
  });

  test('a text turned over the columns that is none of their headings holds the list', async () => {
    const content = TITLE + HEADINGS + turned('Toimitusaika', 600, '0 1 -1 0', 535);
    const found = await read(page(content + rowsOf(ROWS)));
    expect(found.problems).toMatchObject([{ code: 'column-unknown', values: { text: 'Toimitusaika' } }]);
    expect(found.accounted).toBe(false);
  });

  test('sizes below nought are those of the letters as seen', async () => {
    const content = (TITLE + HEADINGS + rowsOf(ROWS)).replace(
      /\/(F\d) (\d+) Tf (\S+) Ts 1 0 0 1/g,
      '/$1 -$2 Tf $3 Ts -1 0 0 -1',
    );
    expect(texts(await read(page(content)))).toEqual(expected);
  });

  test.each([
    -3, -0.4, 1.5, 3,
  ])('a page %d degrees askew is read, its grounds and rules too', async (degrees) => {
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    const grounds = ROWS.map(
      (_, at) => `q 0.9 0.9 0.9 rg 20 ${496 - at * ROW_STEP} 800 ${ROW_STEP - 1} re f Q\n`,
    );
    const spring = `q 1 0.8 0.2 rg 24 ${496 - ROW_STEP} 40 ${ROW_STEP - 1} re f Q\n`;
    const middle = `${421 - 421 * cos + 297 * sin} ${297 - 421 * sin - 297 * cos}`;
    const content = `q ${cos} ${sin} ${-sin} ${cos} ${middle} cm ${grounds.join('')}${spring}${TITLE}${HEADINGS}${rowsOf(ROWS)}Q`;
    const found = await read(page(content));
    expect(found).toMatchObject(CLEAN);
    expect(texts(found)).toEqual(expected);
    expect(found.products.map(({ springOnly }) => springOnly)).toEqual([false, true, false]);
    const [x = 0, y = 0] = found.products[0]?.cells.modelCode ?? [];
    // The code stands at (26, 500) before the page is turned, and a reader sees it there.
    expect(x).toBeCloseTo(421 + (26 - 421) * cos - (500 - 297) * sin, -1);
    expect(y).toBeCloseTo(595 - (297 + (26 - 421) * sin + (500 - 297) * cos) - 7, -1);
  });

  test.each([
    ['on its head', `-1 0 0 -1 842 ${2 * (500 - ROW_STEP) + 5}`],
    ['in a mirror', '-1 0 0 1 842 0'],
  ])('a row %s is missed', async (__, matrix) => {
    const row = rowsOf([{ modelCode: 'QZZ7' }], 500 - ROW_STEP);
    const others = rowsOf([{}]) + rowsOf([{ modelCode: 'QYY7' }], 500 - 2 * ROW_STEP);
    const found = await read(page(`${TITLE}${HEADINGS}${others}q ${matrix} cm ${row}Q\n`));
    expect(found.problems).toMatchObject([{ values: { text: 'QZZ7' } }]);
    expect(found.accounted).toBe(false);
  });

  test('a price upside down in a mirror waits, and so does one that ends at a clip', async () => {
    const flipped = (x: number, y: number) => `q BT /F1 7 Tf 1 0 0 -1 ${x} ${y + 5} Tm (10845) Tj ET Q\n`;
    const cut = (x: number, y: number) => `q ${x} ${y - 3} 14 12 re W n ${show('10845', x, y)}Q\n`;
    const found = await read(rawList([{}, { price: flipped }, { price: cut }]));
    expect(found.products.map(({ flags }) => flags)).toEqual([[], ['faint'], ['covered']]);
  });

  test.each([10, 0.5])('a page whose unit is %d points is read in points', async (unit) => {
    const content = `q ${1 / unit} 0 0 ${1 / unit} 0 0 cm ${TITLE}${HEADINGS}${rowsOf(ROWS)}Q`;
    const pages = [{ content, entries: `/UserUnit ${unit}` }];
    const found = await read(rawPdf({ pages, size: [842 / unit, 595 / unit] }));
    expect(texts(found)).toEqual(expected);
    expect(found.products[0]?.cells.modelCode?.[0]).toBeCloseTo(26, 0);
  });

  test('dots that lead to a price are no part of it', async () => {
    const led = (x: number, y: number) => show('. . . . .', x - 30, y) + show('11345', x, y);
    const found = await read(rawList(ROWS.map((row, at) => (at === 1 ? { ...row, price: led } : row))));
    expect(texts(found)).toEqual(expected);
  });

  test('what is said for readers aloud is not what is printed', async () => {
    const spoken = (x: number, y: number) =>
      `/Span << /ActualText (12 345) >> BDC ${show('11345', x, y)}EMC\n`;
    const found = await read(rawList(ROWS.map((row, at) => (at === 1 ? { ...row, price: spoken } : row))));
    expect(texts(found)).toEqual(expected);
  });

  test.each([
    ['Expert Pack-', 'age', 'Expert Package'],
    ['Adrenaline X-', 'RS', 'Adrenaline X-RS'],
    ['Powder X-', 'light', 'Powder X-light'],
    ['Sport -', 'black', 'Sport - black'],
    ['Fram-', 'och bak', 'Fram- och bak'],
  ])('a word parted at the end of its line is one: "%s" "%s"', async (first, second, whole) => {
    const parted = (x: number, y: number) => show(first, x, y + 3.5) + show(second, x, y - 3.5);
    const { products } = await read(rawList([{}, { package: parted }, {}]));
    expect(products[1]).toMatchObject({ package: whole, flags: [] });
  });

  test('columns that go on on the next page lend no price to the row before', async () => {
    const left = TITLE + headings(8) + rowsOf(ROWS.map((row) => ({ ...row, color: '', price: '' })));
    const prices = ['10 845,00 €', '11 345,00 €'].map((text, at) => show(text, 80, 500 - at * ROW_STEP));
    const found = await read(
      rawPdf({
        pages: [
          { content: left },
          { content: show('Suositushinta', 80, 520, { font: 'F2' }) + prices.join('') },
        ],
      }),
    );
    expect(found.accounted).toBe(false);
    expect(JSON.stringify(found.products)).not.toContain('10 845,00');
  });
});

test.each([
  ['above and below the line of the others', 5, 5, -5],
  ['over the line of the others', 7.5, 7.5, 0],
])('a heading over two others names both columns: %s', async (_, __, over, under) => {
  const [before, after] = [HEADINGS.split('\n').slice(0, 4), HEADINGS.split('\n').slice(5)];
  const parts: [string, number, number][] = [
    ['Telamatto', 345, 520 + over],
    ['pituus', 318, 520 + under],
    ['profiili', 374, 520 + under],
  ];
  const headings = [...before, ...parts.map(([text, x, y]) => show(text, x, y, { font: 'F2' })), ...after];
  const { accounted, products } = Extracted.parse(
    await extract(rawPdf({ pages: [{ content: `${TITLE}${headings.join('\n')}${rowsOf([{}, {}, {}])}` }] })),
  );
  expect(accounted).toBe(true);
  expect(products.map(({ trackLength, trackProfile }) => [trackLength, trackProfile])).toEqual(
    Array(3).fill(['120in 3050mm', '1.25in 32mm RipSaw']),
  );
});

test.each([
  ['between two that have one', 5],
  ['behind one that ends far before it', 6],
])('rows wait where a column has no heading, %s', async (_, at) => {
  const headings = HEADINGS.split('\n').filter((__, index) => index !== at);
  const rows = [{}, { starter: 'Manual' }, { display: '7.8 in. Digital Display' }];
  const content = `${TITLE}${headings.join('\n')}\n${rowsOf(rows)}`;
  const found = Extracted.parse(await extract(rawPdf({ pages: [{ content }] })));
  expect(found.accounted && found.products.some(({ flags }) => flags.length === 0)).toBe(false);
});

test('a remark on one row, drawn word by word, is no column of words', async () => {
  const ruled = [464, 526].map((x) => `${x} 530 m ${x} 380 l S\n`).join('');
  const headings = HEADINGS.split('\n').filter((_, at) => at !== 5);
  const unknownIn = async (rows: readonly RawRow[]) => {
    const content = `${ruled}${TITLE}${headings.join('\n')}\n${rowsOf(rows)}`;
    const { problems } = Extracted.parse(await extract(rawPdf({ pages: [{ content }] })));
    return problems.map(({ code }) => code);
  };
  const remark = (x: number, y: number) =>
    ['Vain', 'ovh', 'nyt'].map((text, at) => show(text, x + 19 * at, y)).join('');
  const bare: RawRow[] = Array.from({ length: 4 }, () => ({ starter: '' }));
  expect(await unknownIn([...bare, { starter: remark }])).toEqual([]);
  expect(await unknownIn([...bare.slice(2), { starter: 'Manual' }, {}, {}])).toEqual(['column-unknown']);
});

test('headings that touch are two', async () => {
  const glued = HEADINGS.replace('1 0 0 1 26 ', '1 0 0 1 36.6 ');
  expect(Extracted.parse(await extract(rawList([{}, {}, {}]))).products).toHaveLength(3);
  const found = Extracted.parse(
    await extract(rawPdf({ pages: [{ content: TITLE + glued + rowsOf([{}, {}, {}]) }] })),
  );
  expect(found.products.map(({ modelCode, model }) => [modelCode.length, model])).toEqual(
    Array(3).fill([4, 'MXZ']),
  );
});

test.each([
  ['half a point apart', 0.5],
  ['that touch', 0],
])('cells %s, drawn one by one, are those of their columns', async (_, gap) => {
  const text = 'Adrenaline Expedition';
  // Courier's letters are 0.6 em wide; the engine's column begins at 232.
  const before = () => show(text, 232 - gap - text.length * 0.6 * 7, 500 - ROW_STEP, { font: 'F9' });
  const courier = '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>';
  const list = rawList([{}, { package: before }, {}], { fonts: { F9: courier } });
  const { products } = Extracted.parse(await extract(list));
  expect(products[1]).toMatchObject({ package: text, engine: '600 EFI - 55 HP', flags: [] });
});
