import { describe, expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { pdfjsReader } from '#pages/pdfjs/reader.ts';
import { type RawRow, rawList, show, showPieces } from './raw-list.ts';
import { extract } from './typeset-lists.ts';

const RAISED = { size: 4, rise: 3 };

/** What is drawn, what is read of it, and the signs beside it. */
const PRICES: [name: string, cell: NonNullable<RawRow['price']>, amount: string, marks?: string][] = [
  ['raised figure', showPieces({ text: '8490' }, { text: '1', ...RAISED }), '8490.00', '1'],
  ['raised figure as large', showPieces({ text: '8490' }, { text: '1', rise: 3 }), '8490.00', '1'],
  ['lowered figure', showPieces({ text: '8490' }, { text: '1', size: 4, rise: -2 }), '8490.00', '1'],
  ['small figure on the line', showPieces({ text: '8490' }, { text: '1', size: 5 }), '8490.00', '1'],
  ['figure before', showPieces({ text: '1', ...RAISED }, { text: '8490' }), '8490.00', '1'],
  ['raised letter', showPieces({ text: '8490' }, { text: 'a', ...RAISED }), '8490.00', 'a'],
  ['raised bracket', showPieces({ text: '8490' }, { text: '1)', ...RAISED }), '8490.00', '1)'],
  ['two notes', showPieces({ text: '8490' }, { text: '1,2', ...RAISED }), '8490.00', '1,2'],
  [
    'before the currency',
    showPieces({ text: '8490' }, { text: '1', ...RAISED }, { text: ' €' }),
    '8490.00',
    '1',
  ],
  ['a little aside', (x, y) => show('8490', x, y) + show('1', x + 17, y + 3, { size: 4 }), '8490.00', '1'],
  ['raised star', showPieces({ text: '8 490' }, { text: '*', rise: 3 }), '8490.00', '*'],
  ['Unicode figure', '8490¹', '8490.00', '1'],
  ['Unicode figure behind the currency', '8 490 €²', '8490.00', '2'],
  ['Unicode figure before', '¹8490', '8490.00', '1'],
  ['star', '8490*', '8490.00', '*'],
  ['star before', '* 8490', '8490.00', '*'],
  ['dagger', '8490†', '8490.00', '†'],
  ['bracket', '8490 1)', '8490.00', '1)'],
  ['bracket at the currency', '8 490,00 €1)', '8490.00', '1)'],
  ['two brackets', '8 490,00 € 1) 2)', '8490.00', '2) 1)'],
  ['no cents, raised', showPieces({ text: '8490' }, { text: '00', ...RAISED }), '8490.00'],
  ['cents behind a comma', showPieces({ text: '8490,' }, { text: '50', ...RAISED }), '8490.50'],
  ['cents with their comma', showPieces({ text: '8490' }, { text: ',50', ...RAISED }), '8490.50'],
  ['small currency', showPieces({ text: '8490' }, { text: '€', ...RAISED }), '8490.00'],
];

/** What may be a note or not: it waits. */
const UNCLEAR: [name: string, cell: NonNullable<RawRow['price']>, flag: string][] = [
  ['cents or note', showPieces({ text: '8490' }, { text: '90', ...RAISED }), 'mark-unclear'],
  ['a little smaller', showPieces({ text: '8490' }, { text: '1', size: 6.2 }), 'mark-unclear'],
  ['bracket at a figure', '84901)', 'price-is-text'],
];

const TEXTS: [name: string, row: RawRow, read: Record<string, unknown>][] = [
  [
    'model',
    { model: showPieces({ text: 'Renegade X' }, { text: '2', ...RAISED }) },
    { model: 'Renegade X', marks: { model: '2' } },
  ],
  [
    'inside a text',
    { engine: showPieces({ text: '850' }, { text: '1', ...RAISED }, { text: ' E-TEC' }) },
    { engine: '850 E-TEC' },
  ],
  [
    'trade mark',
    { model: showPieces({ text: 'Renegade' }, { text: 'TM', ...RAISED }, { text: ' X' }) },
    { model: 'Renegade X' },
  ],
  [
    'package with its plus',
    { package: showPieces({ text: 'Neo' }, { text: '+', ...RAISED }) },
    { package: 'Neo+' },
  ],
  [
    'package with its figure',
    { package: showPieces({ text: 'T' }, { text: '3', ...RAISED }) },
    { package: 'T3' },
  ],
  ['starter with a note', { starter: 'Electric 1)' }, { starter: 'Electric', marks: { starter: '1)' } }],
  ['names as they are', { model: 'Skandic', package: 'SE', engine: '600R E-TEC' }, { engine: '600R E-TEC' }],
  [
    'code',
    { modelCode: showPieces({ text: 'NAQZ' }, { text: '1', ...RAISED }) },
    { modelCode: 'NAQZ', springOnly: false },
  ],
  ...[
    ['lowered', 'NBQX', showPieces({ text: 'NBQX' }, { text: '2', size: 4.5, rise: -1.5 })] as const,
    ['small', 'NCQX', showPieces({ text: 'NCQX' }, { text: '2', size: 4.5 })] as const,
    ['and bracket on its line', 'NDQX', 'NDQX 2)'] as const,
    ['and bracket that touch it', 'NEQX', 'NEQX2)'] as const,
  ].map(([name, code, modelCode]): (typeof TEXTS)[number] => [
    `code with a digit ${name}`,
    { modelCode },
    { modelCode: code, springOnly: false, marks: { modelCode: expect.stringMatching(/^2\)?$/) } },
  ]),
  [
    'marked code',
    { modelCode: showPieces({ text: 'WYQU' }, { text: '*', ...RAISED }) },
    { modelCode: 'WYQU', springOnly: true },
  ],
];

describe.each([
  ['PDFium', pdfiumReader],
  ['pdf.js', pdfjsReader],
])('signs of notes, read with %s', (_, reader) => {
  const read = async (rows: RawRow[]) => Extracted.parse(await extract(rawList(rows), [reader])).products;

  test('prices are read without them', async () => {
    const products = await read(PRICES.map(([, price]) => ({ price })));
    const found = products.map(({ price, marks, flags }, index) => [
      PRICES[index]?.[0],
      price?.amount,
      marks?.price,
      flags,
    ]);
    expect(found).toEqual(PRICES.map(([name, , amount, marks]) => [name, amount, marks, []]));
  });

  test('what may be a part of the price waits', async () => {
    const products = await read(UNCLEAR.map(([, price]) => ({ price })));
    expect(products.map(({ flags }) => flags)).toEqual(UNCLEAR.map(([, , flag]) => [flag]));
  });

  test('other cells keep what belongs to them', async () => {
    const products = await read(TEXTS.map(([, row]) => row));
    for (const [index, [name, , expected]] of TEXTS.entries())
      expect({ name, ...products[index] }).toMatchObject({ name, flags: [], ...expected });
  });

  test('a code whose last figure is raised waits', async () => {
    const [one] = await read([{ modelCode: showPieces({ text: 'QMX' }, { text: '3', ...RAISED }) }, {}, {}]);
    expect(one).toMatchObject({ modelCode: 'QMX3', flags: ['mark-unclear'] });
  });
});

test('cents that can hardly be seen make their price wait', async () => {
  const price = (x: number, y: number) =>
    `${show('8490,', x, y)}0.95 g ${show('50', x + 18, y + 3, { size: 4 })}0 g\n`;
  const { products } = Extracted.parse(await extract(rawList([{}, { price }, {}])));
  expect(products.map(({ price, flags }) => [price?.amount, flags])).toEqual([
    ['10845.00', []],
    ['8490.50', ['faint']],
    ['10845.00', []],
  ]);
});

test.each([
  ['along', 0],
  ['aslant', Math.PI / 5],
])('a stamp that lies %s over a list takes none of its words for marks', async (_, angle) => {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)].map((part) => part.toFixed(4));
  const inWords = (x: number, y: number) => show('600', x, y) + show('R', x + 14, y) + show('EFI', x + 21, y);
  const rows: RawRow[] = Array.from({ length: 8 }, () => ({
    model: (x, y) => show('MXZ', x, y) + show('X', x + 17, y),
    engine: inWords,
    price: (x, y) => show('8490', x, y) + show('EUR', x + 20, y),
  }));
  for (let x = 40; x < 300; x += 20) {
    const stamp = `q 0.9 g BT /F2 70 Tf ${cos} ${sin} -${sin} ${cos} ${x} 430 Tm (DRAFT) Tj ET Q\n`;
    const found = Extracted.parse(await extract(rawList(rows, {}, stamp)));
    expect(
      found.products.map(({ model, engine, price }) => `${model} ${engine} ${price?.amount}`),
      `${x}`,
    ).toEqual(rows.map(() => 'MXZ X 600 R EFI 8490.00'));
  }
});
