import { describe, expect, test } from 'vitest';
import { type CellLook, type WrittenSheet, workbook } from '../../../fakes/workbook.ts';
import { type Answer, answer, BLACK, inLook, ROWS, read, typed, WHITE } from './read.ts';

const pattern = (patternType: string, own = '', behind = '') =>
  `<patternFill patternType="${patternType}">${own && `<fgColor ${own}/>`}${behind && `<bgColor ${behind}/>`}</patternFill>`;
const gradient = (...colors: string[]) =>
  `<gradientFill degree="90">${colors.map((color, index) => `<stop position="${index / (colors.length - 1)}"><color ${color}/></stop>`).join('')}</gradientFill>`;

describe('a row is seen, doubted or left out by how it looks', () => {
  test.each<[string, CellLook, Answer]>([
    ['black on 6 % of dots', { fillXml: pattern('gray0625') }, 'seen'],
    ['black on 12 % of dots', { fillXml: pattern('gray125', BLACK, WHITE) }, 'seen'],
    ['black on a hatch of yellow', { fillXml: pattern('lightUp', 'rgb="FFFFFF00"') }, 'seen'],
    [
      'black on a trellis of blue and white',
      { fillXml: pattern('lightTrellis', 'theme="4"', WHITE) },
      'seen',
    ],
    [
      'white on dark stripes',
      { color: WHITE, fillXml: pattern('darkHorizontal', BLACK, 'rgb="FF333333"') },
      'seen',
    ],
    ['black on dark dots', { fillXml: pattern('darkGray') }, 'held'],
    ['white on a few dots', { color: WHITE, fillXml: pattern('gray0625') }, 'held'],
    [
      'white on a pattern of white on white',
      { color: WHITE, fillXml: pattern('lightGrid', WHITE, WHITE) },
      'unseen',
    ],
    ['white where no pattern is', { color: WHITE, fillXml: pattern('none', BLACK) }, 'unseen'],
    [
      'white where the pattern has no kind',
      { color: WHITE, fillXml: `<patternFill><fgColor ${BLACK}/></patternFill>` },
      'unseen',
    ],
    [
      'white on a dark gradient',
      { color: WHITE, fillXml: gradient('rgb="FF003366"', 'rgb="FF0066CC"') },
      'seen',
    ],
    ['white on a gradient from white', { color: WHITE, fillXml: gradient(WHITE, BLACK) }, 'held'],
    ['white on a gradient of white', { color: WHITE, fillXml: gradient(WHITE, WHITE) }, 'unseen'],
    ['black on black by numbers', { color: 'indexed="8"', fill: 'indexed="64"' }, 'unseen'],
    ['white on a dark theme colour', { color: 'theme="0"', fill: 'theme="1" tint="0.2"' }, 'seen'],
    [
      'theme colours that tints make one',
      { color: 'theme="0" tint="-0.05"', fill: 'theme="0" tint="-0.05"' },
      'unseen',
    ],
    ['light grey on white', { color: 'theme="0" tint="-0.1"' }, 'held'],
    ['yellow on white', { color: 'rgb="FFFFFF00"' }, 'held'],
    ['grey on white', { color: 'rgb="FF808080"' }, 'seen'],
    ['links are blue', { color: 'theme="10"' }, 'seen'],
    ['3 pt', { size: 3 }, 'held'],
    ['1 pt', { size: 1 }, 'unseen'],
    ['struck', { struck: true }, 'held'],
    ['hidden by its format', { format: ';;;' }, 'unseen'],
  ])('%s: %s %s', async (_, look, expected) => {
    expect(answer(await inLook(look))).toBe(expected);
  });

  test('in a palette of the workbook’s own', async () => {
    const indexed = Array.from(
      { length: 64 },
      (_, index) => `<rgbColor rgb="00${index === 10 ? 'FFFFFF' : '000000'}"/>`,
    );
    expect(answer(await inLook({ color: 'indexed="10"' }, {}, { indexed: indexed.join('') }))).toBe('unseen');
    expect(answer(await inLook({ color: 'indexed="9"' }, {}, { indexed: indexed.join('') }))).toBe('seen');
  });
});

describe('rows and columns that are not shown', () => {
  test.each([
    ['a height of 0', { rowAttributes: { 4: 'ht="0" customHeight="1"' } }],
    ['a height of half a point', { rowAttributes: { 4: 'ht="0.5"' } }],
    [
      'a standard height of 0',
      {
        before: '<sheetFormatPr defaultRowHeight="0"/>',
        rowAttributes: { 2: 'ht="15"', 3: 'ht="15"', 5: 'ht="15"' },
      },
    ],
    [
      'an outline that is closed',
      { rowAttributes: { 4: 'outlineLevel="1" hidden="1"', 5: 'collapsed="1"' } },
    ],
  ])('%s: named, and no product', async (_, changes) => {
    const { products, problems, accounted } = await read(
      workbook([{ name: 'Hinnasto', rows: ROWS, ...changes }]),
    );
    expect(products.map(({ modelCode }) => modelCode)).toEqual(['TAAA', 'TCCC']);
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'rows-hidden',
        values: { address: expect.stringContaining('A4'), held: 'TBBB' },
      }),
    );
    expect(accounted).toBe(false);
  });

  test('a low row is doubted', async () => {
    const { byCode } = await read(
      workbook([{ name: 'Hinnasto', rows: ROWS, rowAttributes: { 4: 'ht="3"' } }]),
    );
    expect(byCode.TBBB?.flags).toEqual(['covered']);
    expect(byCode.TAAA?.flags).toEqual([]);
  });

  test('amounts in a column without width or hidden, and lists on hidden sheets, are told and no more', async () => {
    const rows = ROWS.map((row, index) => [
      ...row,
      index === 1 ? 'Ostohinta' : index > 1 ? 9000 + index : null,
    ]);
    for (const changes of [
      { hiddenColumns: [6] },
      { before: '<cols><col min="6" max="6" width="0"/></cols>' },
    ]) {
      const { products, leftOut, accounted } = await read(
        workbook([
          { name: 'Vanha', state: 'veryHidden', rows: typed(2, 4, 11111) },
          { name: 'Uusi', rows, ...changes },
        ]),
      );
      expect(accounted).toBe(true);
      expect(products.map(({ flags }) => flags)).toEqual([[], [], []]);
      expect(leftOut).toContainEqual(
        expect.objectContaining({ page: 1, address: 'Vanha!A3:A5', text: 'TAAA, TBBB, TCCC', why: 'unseen' }),
      );
      expect(leftOut).toContainEqual(
        expect.objectContaining({ page: 2, address: 'Uusi!F3:F5', text: '9002, 9003, 9004' }),
      );
    }
  });

  test('what lies under a merged block is told', async () => {
    const { leftOut, accounted } = await read(
      workbook([{ name: 'Hinnasto', rows: typed(2, 3, 17990), merges: ['C3:D3'] }]),
    );
    expect(accounted).toBe(true);
    expect(leftOut).toMatchObject([{ address: 'Hinnasto!C3', text: '17990' }]);
    const below = await read(workbook([{ name: 'Hinnasto', rows: ROWS, merges: ['E3:E4'] }]));
    expect(below.leftOut).toMatchObject([{ address: 'Hinnasto!E3', text: String(ROWS[3]?.[4]) }]);
  });
});

test('white on what the style of a table paints is doubted, black is not', async () => {
  const table = '<table ref="A2:E5"><tableStyleInfo name="TableStyleDark1"/></table>';
  const style = { color: WHITE };
  const rows = ROWS.map((row, index) =>
    index === 1 || index === 3 ? row.map((cell) => ({ value: cell as string | number, style })) : row,
  );
  const sheet: WrittenSheet = { name: 'Hinnasto', rows, related: [['table', 'xl/tables/table1.xml']] };
  const { byCode } = await read(workbook([sheet], { 'xl/tables/table1.xml': table }));
  expect(byCode.TAAA?.flags).toEqual([]);
  expect(byCode.TBBB?.flags).toEqual(['faint']);
});

test('a title that is struck out says nothing of the list', async () => {
  const rows = [[{ value: 'LYNX HINNASTO 2025', style: { struck: true } }], ...ROWS];
  expect(await read(workbook([{ name: 'Hinnasto', rows }]))).toMatchObject({
    brand: 'SKI-DOO',
    modelYear: 2026,
  });
});
