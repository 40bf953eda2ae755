import { describe, expect, test } from 'vitest';
import { reason } from '#messages/reason.ts';
import { type WrittenCell, type WrittenSheet, workbook } from '../../../fakes/workbook.ts';
import { HEADINGS, ROWS, read, typed } from './read.ts';

const sheet = (changes: Partial<WrittenSheet> = {}): Uint8Array =>
  workbook([{ name: 'Hinnasto', rows: ROWS, ...changes }]);
const withCell = (row: number, column: number, cell: WrittenCell) =>
  read(sheet({ rows: typed(row, column, cell) }));

describe('a product says where it stands as its program says it', () => {
  test('page is the sheet, row the row, and every cell has its address', async () => {
    const { byCode } = await read(
      workbook([
        { name: 'Kansi', rows: [['Hinnastot']] },
        { name: "Dealer's 2026", rows: ROWS },
      ]),
    );
    expect(byCode.TBBB).toMatchObject({
      page: 2,
      row: 4,
      addresses: { modelCode: "'Dealer''s 2026'!A4", price: "'Dealer''s 2026'!E4" },
    });
  });

  test('empty columns and rows count', async () => {
    const rows = [[], ...ROWS.map((row) => [null, null, ...row])];
    const { byCode } = await read(sheet({ rows }));
    expect(byCode.TAAA).toMatchObject({
      row: 4,
      addresses: { modelCode: 'Hinnasto!C4', price: 'Hinnasto!G4' },
    });
  });

  test('so does what belongs to no row', async () => {
    const { problems, accounted } = await withCell(3, 0, 'TBB');
    expect(accounted).toBe(false);
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'code-malformed',
        place: expect.objectContaining({ address: 'Hinnasto!A4' }),
      }),
    );
  });
});

describe('formulas', () => {
  test('show the value saved with them', async () => {
    const { byCode } = await withCell(2, 4, { formula: '15000*1.25', value: 18750 });
    expect(byCode.TAAA).toMatchObject({ price: { amount: '18750.00', currency: 'EUR' }, flags: [] });
  });

  test('show their text where that is their value', async () => {
    const { byCode } = await withCell(2, 1, { formula: 'B4', value: 'Summit', type: 'str' });
    expect(byCode.TAAA).toMatchObject({ model: 'Summit', flags: [] });
  });

  test('that end in an error are flagged', async () => {
    const { byCode } = await withCell(2, 1, { formula: 'Tilaus!B2', value: '#REF!', type: 'e' });
    expect(byCode.TAAA).toMatchObject({ model: '#REF!', flags: expect.arrayContaining(['cell-error']) });
  });
});

describe('what nobody sees is no data', () => {
  const OLD = typed(2, 4, 11111);

  test('hidden sheets', async () => {
    const { products } = await read(
      workbook([
        { name: 'Vanha', state: 'hidden', rows: OLD },
        { name: 'Uusi', rows: ROWS },
        { name: 'X', state: 'veryHidden', rows: OLD },
      ]),
    );
    expect(products.map(({ page, price }) => `${page} ${price?.amount}`)).toEqual([
      '2 18750.00',
      '2 18850.00',
      '2 15000.00',
    ]);
  });

  test('hidden rows and columns', async () => {
    const rows = ROWS.map((row, index) => [...row, index === 1 ? 'Ostohinta' : 9000]);
    const { products } = await read(sheet({ rows, hiddenRows: [4], hiddenColumns: [4, 6] }));
    expect(products.map(({ modelCode, color }) => `${modelCode} ${color}`)).toEqual([
      'TAAA null',
      'TCCC null',
    ]);
  });

  test('hidden rows with codes, but somebody is told: a filter left on hides rows from its maker too', async () => {
    const { problems, accounted } = await read(sheet({ hiddenRows: [1, 3, 4] }));
    expect(accounted).toBe(false);
    expect(problems).toMatchObject([
      {
        ...reason('rows-hidden', { address: 'Hinnasto!A3:E4', held: 'TAAA, TBBB' }),
        place: { page: 1, address: 'Hinnasto!A3:E4' },
      },
    ]);
    const other = [['Katso TAAA'], ['Ostohinnat', 9000, 9100], ...ROWS];
    expect((await read(sheet({ rows: other, hiddenRows: [1, 2] }))).accounted).toBe(true);
  });

  test('a hidden row whose code is mistyped is missed like any other, and amounts elsewhere are told', async () => {
    const [title = [], headings = [], first = [], ...others] = ROWS;
    const mistyped = ['T AB', ...(typed(4, 4, 11111)[3]?.slice(1) ?? [])];
    const rows = [title, headings, first, mistyped, ['TXXX', 12222], ...others];
    const { problems, accounted, leftOut } = await read(sheet({ rows, hiddenRows: [4, 5] }));
    expect(accounted).toBe(false);
    expect(problems).toMatchObject([
      { code: 'rows-hidden', values: { address: 'Hinnasto!A4:E4', held: 'T AB' } },
    ]);
    expect(leftOut).toMatchObject([
      { why: 'unseen', text: 'TXXX', address: 'Hinnasto!A5' },
      { why: 'unseen', text: '12222', address: 'Hinnasto!B5' },
    ]);
  });

  test('all rows of one sheet among others', async () => {
    const { problems, accounted, products } = await read(
      workbook([
        { name: 'Lynx', rows: ROWS.slice(1), hiddenRows: [1, 2, 3, 4] },
        { name: 'Ski-Doo', rows: ROWS },
      ]),
    );
    expect(accounted).toBe(false);
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'rows-hidden', place: expect.objectContaining({ page: 1 }) }),
    );
    expect(products).toHaveLength(3);
  });

  test('white on white, tiny, and formatted away; white on a coloured cell is seen', async () => {
    const white = { color: 'rgb="FFFFFFFF"' };
    const unseen: WrittenCell[] = [
      { value: 'Summit', style: white },
      { value: 'Summit', style: { color: 'theme="0"' } },
      { value: 'Summit', style: { size: 1 } },
      { value: 5, style: { format: ';;;' } },
    ];
    for (const cell of unseen) expect((await withCell(2, 1, cell)).byCode.TAAA?.model).toBeNull();
    const seen = { value: 'Summit', style: { ...white, fill: 'theme="4"' } };
    expect((await withCell(2, 1, seen)).byCode.TAAA?.model).toBe('Summit');
  });

  test('what lies under a merged cell', async () => {
    const { byCode } = await read(sheet({ rows: typed(2, 2, 'old'), merges: ['B3:C3'] }));
    expect(byCode.TAAA).toMatchObject({ model: 'Summit', engine: null });
  });

  test('readings printed over letters', async () => {
    const { byCode } = await withCell(2, 1, {
      type: 'inlineStr',
      xml: '<is><r><t>Sum</t></r><r><t>mit</t></r><rPh sb="0" eb="1"><t>nobody</t></rPh></is>',
    });
    expect(byCode.TAAA?.model).toBe('Summit');
  });
});

describe('merged cells', () => {
  test('a model merged over its rows is the model of each', async () => {
    const { products } = await read(sheet({ rows: typed(3, 1, null), merges: ['B3:B4'] }));
    expect(products.map(({ model }) => model)).toEqual(['Summit', 'Summit', 'MXZ']);
  });

  test('rows under one merged code are one product', async () => {
    const rows = [...ROWS.slice(0, 3), [null, null, 'Turbo R', 'Birch', null], ...ROWS.slice(3)];
    const { byCode, accounted } = await read(sheet({ rows, merges: ['A3:A4', 'B3:B4', 'E3:E4'] }));
    expect(accounted).toBe(true);
    expect(byCode.TAAA).toMatchObject({
      model: 'Summit',
      engine: '850 E-TEC Turbo R',
      color: 'Black Birch',
      row: 3,
    });
  });

  test('headings in two rows', async () => {
    const two = [
      ['SKI-DOO 2026'],
      ['Tuote-nro', 'Malli', 'Telamatto', null, 'Hinta EUR'],
      [null, null, 'Pituus', 'Profiili', null],
      ['TAAA', 'Summit', '154in 3900mm', '3.0in 76mm', 18750],
      ['TBBB', 'Summit', '146in 3700mm', '2.5in 64mm', 18850],
    ];
    const { byCode, accounted } = await read(
      sheet({ rows: two, merges: ['A2:A3', 'B2:B3', 'C2:D2', 'E2:E3'] }),
    );
    expect(accounted).toBe(true);
    expect(byCode.TBBB).toMatchObject({ trackLength: '146in 3700mm', trackProfile: '2.5in 64mm' });
  });
});

describe('numbers', () => {
  test.each([
    ['#,##0.00\\ "€"', 'EUR'],
    ['[$€-40B] #,##0', 'EUR'],
    ['_-* #,##0.00\\ [$SEK]_-;\\-* #,##0.00\\ [$SEK]_-;_-* "-"??_-;_-@_-', 'SEK'],
    ['#,##0 "NOK"', 'NOK'],
  ])('a price has the currency of its format: %s', async (format, currency) => {
    const rows = typed(1, 4, 'Hinta').map((row) =>
      row.map((cell) => (typeof cell === 'number' ? { value: cell, style: { format } } : cell)),
    );
    expect((await read(sheet({ rows }))).byCode.TAAA).toMatchObject({
      price: { amount: '18750.00', currency },
      flags: [],
    });
  });

  test('a price without any currency is not priced', async () => {
    const { byCode } = await read(sheet({ rows: typed(1, 4, 'Hinta').with(0, ['SKI-DOO 2026']) }));
    expect(byCode.TAAA).toMatchObject({ price: null });
  });

  test('three decimals are not thousands', async () => {
    expect((await withCell(2, 4, 18.125)).byCode.TAAA?.price).toBeNull();
    expect(
      (await withCell(2, 4, { value: 18.75, style: { format: '0.000' } })).byCode.TAAA?.price,
    ).toBeNull();
  });

  test.each([
    ['only digits', 1234],
    ['taken for a power of ten', { value: 1e23, style: { format: '0.00E+00' } }],
    ['taken for a date', { value: 46082, style: { format: 'd-mmm' } }],
  ])('a code that the program took for a number is missed: %s', async (_, cell) => {
    const { accounted, problems } = await withCell(3, 0, cell);
    expect(accounted).toBe(false);
    expect(problems).toContainEqual(expect.objectContaining({ code: 'code-malformed' }));
  });

  test('zeros at the beginning of a text stay', async () => {
    expect((await withCell(2, 0, '00A1')).byCode['00A1']).toBeDefined();
  });

  test('the date of the list, in either calendar', async () => {
    const dated = (serial: number) =>
      typed(0, 0, 'SKI-DOO 2026').with(0, ['SKI-DOO 2026', { value: serial, style: { format: 'd.m.yyyy' } }]);
    expect((await read(sheet({ rows: dated(46072) }))).printedDate).toBe('2026-02-19');
  });

  test('no is no mark of a spring-only machine', async () => {
    const rows = ROWS.map((row, index) => [...row, index === 1 ? 'Kevätmalli' : index === 2]);
    const { products } = await read(sheet({ rows: rows.with(0, ['SKI-DOO 2026']) }));
    expect(products.map(({ springOnly }) => springOnly)).toEqual([true, false, false]);
  });
});

describe('sheets', () => {
  test('one without a title does not take that of the sheet before', async () => {
    const { products } = await read(
      workbook([
        { name: 'Taul1', rows: ROWS },
        { name: 'Taul2', rows: [HEADINGS, ['LAAA', 'Rave', '600R E-TEC', 'Red', 15000]] },
      ]),
    );
    expect(products.at(-1)).toMatchObject({ brand: 'LYNX', modelYear: null, page: 2 });
  });

  test('a tab names the list where nothing in the sheet does, and never contradicts it', async () => {
    const untitled = ROWS.slice(1);
    expect(await read(sheet({ name: 'Ski-Doo 2027', rows: untitled }))).toMatchObject({
      brand: 'SKI-DOO',
      modelYear: 2027,
    });
    expect(await read(sheet({ name: 'Lynx 2025' }))).toMatchObject({ brand: 'SKI-DOO', modelYear: 2026 });
  });

  test.each([
    [[['Muutokset'], ['TAAA', 'uusi hinta', 17750]], 'code-without-row Ehdot!A2'],
    [[['Painot'], ['TAAA', 'noin', 245]], undefined],
  ])('codes with amounts on one without headings hold the list: %o', async (rows, expected) => {
    const { problems } = await read(
      workbook([
        { name: 'Hinnasto', rows: ROWS },
        { name: 'Ehdot', rows },
      ]),
    );
    expect(problems.map(({ code, place }) => `${code} ${place.address}`)[0]).toBe(expected);
  });

  test.each([
    [[null, 'TDDD', 'Summit', '850 E-TEC', 'Red', 19000], ['code-without-row Hinnasto!B6']],
    [[null, 'BRPA', 'Summit', '850 E-TEC', 'Red', 190], []],
  ])('a row below the others that has moved by a column is missed: %o', async (row, expected) => {
    const { problems } = await read(sheet({ rows: [...ROWS, row] }));
    expect(problems.map(({ code, place }) => `${code} ${place.address}`)).toEqual(expected);
  });

  test.each([
    'SEK',
    'Hinta SEK',
  ])('a line among the rows that names other money holds it: %s', async (line) => {
    const rows = [...ROWS.slice(0, 3), [null, null, null, null, line], ...ROWS.slice(3)];
    expect((await read(sheet({ rows }))).problems).toMatchObject([{ code: 'prices-said-otherwise' }]);
  });

  test('a title between two tables goes with the second, wherever it stands', async () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    for (const length of [27, 28, 29, 30, 31]) {
      const rows = Array.from({ length }, (_, index) => [
        `T${letters[index % 26]}${Math.floor(index / 26)}A`,
        'Summit',
        '850 E-TEC',
        'Black',
        18750,
      ]);
      const list = [
        ['SKI-DOO 2026'],
        HEADINGS,
        ...rows,
        ['LYNX 2027'],
        HEADINGS,
        ['LAAA', 'Rave', '600R E-TEC', 'Red', 15000],
      ];
      expect((await read(sheet({ rows: list }))).byCode.LAAA).toMatchObject({
        brand: 'LYNX',
        modelYear: 2027,
      });
    }
  });

  test('macros, pictures and links are left alone', async () => {
    const links =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="x/externalLinkPath" Target="http://192.0.2.1/evil.xlsx" TargetMode="External"/></Relationships>';
    const parts = {
      'xl/vbaProject.bin': new Uint8Array(5000).fill(7),
      'xl/externalLinks/_rels/externalLink1.xml.rels': links,
    };
    expect((await read(workbook([{ name: 'Hinnasto', rows: ROWS }], parts))).products).toHaveLength(3);
  });
});
