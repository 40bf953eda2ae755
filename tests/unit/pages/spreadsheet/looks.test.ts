import { describe, expect, test } from 'vitest';
import { type CellLook, type MoreStyles, type WrittenSheet, workbook } from '../../../fakes/workbook.ts';
import { ROWS, read, typed } from './read.ts';

const BLACK = 'rgb="FF000000"';
const WHITE = 'rgb="FFFFFFFF"';

/** The list with the row of TBBB in a look of its own. */
const inLook = (style: CellLook, changes: Partial<WrittenSheet> = {}, more: MoreStyles = {}) => {
  const rows = ROWS.map((row, index) =>
    index === 3 ? row.map((cell) => ({ value: cell as string | number, style })) : row,
  );
  return read(workbook([{ name: 'Hinnasto', rows, ...changes }], {}, more));
};

const pattern = (patternType: string, own = '', behind = '') =>
  `<patternFill patternType="${patternType}">${own && `<fgColor ${own}/>`}${behind && `<bgColor ${behind}/>`}</patternFill>`;
const gradient = (...colors: string[]) =>
  `<gradientFill degree="90">${colors.map((color, index) => `<stop position="${index / (colors.length - 1)}"><color ${color}/></stop>`).join('')}</gradientFill>`;

type Answer = 'seen' | 'held' | 'unseen';

/** What became of a row: read as it is, read and doubted, or left out and told. */
function answer({ byCode, leftOut, accounted }: Awaited<ReturnType<typeof read>>): Answer {
  const row = byCode.TBBB;
  if (!row) {
    expect(leftOut.map(({ text }) => text)).toContain('TBBB');
    return 'unseen';
  }
  const isWhole = row.model === 'Summit' && row.price?.amount === '18850.00';
  if (row.flags.length === 0 && accounted && isWhole) return 'seen';
  expect(row.flags.length > 0 || !accounted).toBe(true);
  return 'held';
}

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
        category: 'rows-hidden',
        address: expect.stringContaining('A4'),
        text: expect.stringContaining('TBBB'),
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
  });
});

const run = (text: string, font = '') =>
  `<r>${font && `<rPr>${font}</rPr>`}<t xml:space="preserve">${text}</t></r>`;
const RAISED = '<vertAlign val="superscript"/><sz val="11"/>';
const LOWERED = '<vertAlign val="subscript"/><sz val="11"/>';

describe('a cell in several fonts', () => {
  const price = async (...runs: string[]) => {
    const xml = `<is>${runs.join('')}</is>`;
    const list = await read(workbook([{ name: 'Hinnasto', rows: typed(2, 4, { type: 'inlineStr', xml }) }]));
    const { price, flags, marks } = list.byCode.TAAA ?? {};
    return {
      amount: price?.amount ?? null,
      flags,
      mark: marks?.price,
      leftOut: list.leftOut.map(({ text, why }) => `${why} ${text}`),
    };
  };

  test.each([
    ['a raised digit', [run('18750'), run('1', RAISED)], '1'],
    ['a raised digit and bracket', [run('18 750 '), run('2)', RAISED)], '2)'],
    ['a lowered digit', [run('18750'), run('2', LOWERED)], '2'],
    ['a raised star before it', [run('*', RAISED), run('18750')], '*'],
    ['a smaller digit', [run('18750', '<sz val="11"/>'), run('1', '<sz val="7"/>')], '1'],
  ])('%s is no part of the price', async (_, runs, mark) => {
    expect(await price(...runs)).toMatchObject({ amount: '18750.00', flags: [], mark });
  });

  test('one font in several runs is one text', async () => {
    expect(await price(run('187', '<b/>'), run('50'))).toMatchObject({ amount: '18750.00', flags: [] });
  });

  test('a digit a little smaller is doubted', async () => {
    const { flags } = await price(run('18750', '<sz val="11"/>'), run('123', '<sz val="8"/>'));
    expect(flags).toContain('mark-unclear');
  });

  test('a price struck beside another: the other is read', async () => {
    expect(await price(run('19990', '<strike/>'), run(' 18750'))).toEqual({
      amount: '18750.00',
      flags: [],
      mark: undefined,
      leftOut: ['struck 19990'],
    });
  });

  test('struck as a whole, or through the middle of a number: doubted', async () => {
    expect((await price(run('18750', '<strike/>'))).flags).toEqual(['struck']);
    expect((await price(run('18750'), run('00', '<strike/>'))).flags).toEqual(['struck']);
  });

  test('a digit that nobody sees', async () => {
    expect(await price(run('18750'), run('1', `<color ${WHITE}/>`))).toMatchObject({
      amount: '18750.00',
      flags: [],
    });
  });
});

test.each([
  ['#,##0"¹"', '18750.00', []],
  ['#,##0"*"', '18750.00', []],
  ['#,##0"1"', null, ['price-is-text', 'mark-unclear']],
  ['[White]#,##0', '18750.00', ['faint']],
])('a number that its format prints as %s', async (format, amount, flags) => {
  const { byCode } = await read(
    workbook([{ name: 'Hinnasto', rows: typed(2, 4, { value: 18750, style: { format } }) }]),
  );
  expect(byCode.TAAA?.flags).toEqual(flags);
  if (amount) expect(byCode.TAAA?.price?.amount).toBe(amount);
});

describe('conditional formats', () => {
  const WHITE_FONT = `<dxf><font><color ${WHITE}/></font></dxf>`;
  const rule = (attributes: string, inside = '', places = 'A4:E4') =>
    `<conditionalFormatting sqref="${places}"><cfRule priority="1" ${attributes}>${inside}</cfRule></conditionalFormatting>`;
  const flagsUnder = async (behind: string, differences = WHITE_FONT) => {
    const { byCode } = await read(workbook([{ name: 'Hinnasto', rows: ROWS, behind }], {}, { differences }));
    expect(byCode.TAAA?.flags).toEqual([]);
    return byCode.TBBB?.flags ?? [];
  };
  const formula = (text: string) => `<formula>${text}</formula>`;

  test.each([
    ['white by a formula', rule('type="expression" dxfId="0"', formula('$E4&gt;1')), WHITE_FONT],
    [
      'struck by a formula',
      rule('type="expression" dxfId="0"', formula('$F4=1')),
      '<dxf><font><strike/></font></dxf>',
    ],
    [
      'black behind black',
      rule('type="expression" dxfId="0"', formula('A1')),
      `<dxf><fill><patternFill><bgColor ${BLACK}/></patternFill></fill></dxf>`,
    ],
    [
      'hidden by its format',
      rule('type="expression" dxfId="0"', formula('A1')),
      '<dxf><numFmt numFmtId="164" formatCode=";;;"/></dxf>',
    ],
    [
      'white above an amount',
      rule('type="cellIs" operator="greaterThan" dxfId="0"', formula('18800')),
      WHITE_FONT,
    ],
    ['white where doubled', rule('type="duplicateValues" dxfId="0"'), WHITE_FONT],
    [
      'bars in place of numbers',
      rule('type="dataBar"', '<dataBar showValue="0"><color rgb="FF638EC6"/></dataBar>'),
      '',
    ],
    ['icons in place of numbers', rule('type="iconSet"', '<iconSet showValue="0"/>'), ''],
    [
      'black at one end of a scale',
      rule('type="colorScale"', `<colorScale><color ${BLACK}/><color ${WHITE}/></colorScale>`),
      '',
    ],
  ])('%s: doubted', async (_, behind, differences) => {
    expect(await flagsUnder(behind, differences)).not.toEqual([]);
  });

  test('of the newer kind, with a look of their own: doubted', async () => {
    const behind = `<extLst><ext xmlns:x14="urn:x14" xmlns:xm="urn:xm"><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="expression" priority="1"><xm:f>Sheet2!$A$1=1</xm:f><x14:dxf><font><color ${WHITE}/></font></x14:dxf></x14:cfRule><xm:sqref>A4:B4 E4</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>`;
    expect(await flagsUnder(behind, '')).toEqual(['faint']);
  });

  test.each([
    [
      'stripes',
      rule('type="expression" dxfId="0"', formula('MOD(ROW(),2)=0')),
      '<dxf><fill><patternFill><bgColor rgb="FFEEEEEE"/></patternFill></fill></dxf>',
    ],
    ['white where it is 0', rule('type="cellIs" operator="equal" dxfId="0"', formula('0')), WHITE_FONT],
    [
      'white between other amounts',
      rule('type="cellIs" operator="between" dxfId="0"', formula('1') + formula('100')),
      WHITE_FONT,
    ],
    [
      'white where there is an error',
      rule('type="containsErrors" dxfId="0"', formula('ISERROR(A4)')),
      WHITE_FONT,
    ],
    ['white in other rows', rule('type="expression" dxfId="0"', formula('TRUE'), 'A5:E9 G1'), WHITE_FONT],
    ['bars', rule('type="dataBar"', '<dataBar><color rgb="FF638EC6"/></dataBar>'), ''],
    [
      'a scale from red to green',
      rule(
        'type="colorScale"',
        '<colorScale><color rgb="FFF8696B"/><color rgb="FFFFEB84"/><color rgb="FF63BE7B"/></colorScale>',
      ),
      '',
    ],
  ])('%s: harmless', async (_, behind, differences) => {
    const { byCode } = await read(workbook([{ name: 'Hinnasto', rows: ROWS, behind }], {}, { differences }));
    expect(byCode.TBBB?.flags).toEqual([]);
  });

  test('that show what is white otherwise: doubted', async () => {
    const behind = rule('type="expression" dxfId="0"', formula('$E4&gt;1'));
    const list = await inLook(
      { color: WHITE },
      { behind },
      { differences: `<dxf><font><color ${BLACK}/></font></dxf>` },
    );
    expect(answer(list)).toBe('held');
  });
});

describe('drawings over rows', () => {
  const DRAWING = 'xl/drawings/drawing1.xml';
  const place = (mark: string, [col, row, colOff = 0, rowOff = 0]: readonly number[]) =>
    `<xdr:${mark}><xdr:col>${col}</xdr:col><xdr:colOff>${colOff}</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>${rowOff}</xdr:rowOff></xdr:${mark}>`;
  const anchored = (from: number[], to: number[], content: string) =>
    `<xdr:twoCellAnchor>${place('from', from)}${place('to', to)}${content}</xdr:twoCellAnchor>`;
  const flagsUnder = async (anchors: string, type = 'drawing') => {
    const xml = `<xdr:wsDr xmlns:xdr="urn:xdr" xmlns:a="urn:a">${anchors}</xdr:wsDr>`;
    const sheet = { name: 'Hinnasto', rows: ROWS, related: [[type, DRAWING]] as const };
    const { products } = await read(workbook([sheet], { [DRAWING]: xml }));
    return products.map(({ flags }) => flags.join(' '));
  };
  const picture =
    '<xdr:pic><xdr:blipFill><a:blip/></xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"/><a:noFill/></xdr:spPr></xdr:pic>';
  const shape = (look: string, text = '') =>
    `<xdr:sp><xdr:spPr><a:prstGeom prst="rect"/>${look}</xdr:spPr>${text && `<xdr:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></xdr:txBody>`}</xdr:sp>`;
  const yellow = (alpha: number) =>
    `<a:solidFill><a:srgbClr val="FFFF00"><a:alpha val="${alpha}"/></a:srgbClr></a:solidFill>`;
  const OVER_TBBB = [
    [0, 3],
    [5, 4],
  ] as const;
  const over = (content: string) => anchored([...OVER_TBBB[0]], [...OVER_TBBB[1]], content);

  test.each([
    ['a picture', over(picture), ['', 'covered', '']],
    ['a filled shape', over(shape(yellow(100_000))), ['', 'covered', '']],
    [
      'a shape with a shadow',
      over(
        shape(
          `${yellow(100_000)}<a:effectLst><a:outerShdw><a:srgbClr val="0"><a:alpha val="10000"/></a:srgbClr></a:outerShdw></a:effectLst>`,
        ),
      ),
      ['', 'covered', ''],
    ],
    ['a text without ground', over(shape('<a:noFill/>', 'Sold')), ['', 'covered', '']],
    ['a marker pen', over(shape(yellow(35_000))), ['', '', '']],
    ['a frame', over(shape('<a:noFill/>')), ['', '', '']],
    ['a picture above the list', anchored([0, 0], [5, 2], picture), ['', '', '']],
    ['a picture beside the list', anchored([6, 0], [9, 9], picture), ['', '', '']],
    [
      'a picture of two and a half rows',
      anchored([0, 2], [5, 4, 0, 95_250], picture),
      ['covered', 'covered', 'covered'],
    ],
    [
      'a picture of a size',
      `<xdr:oneCellAnchor>${place('from', [4, 3])}<xdr:ext cx="600000" cy="190500"/>${picture}</xdr:oneCellAnchor>`,
      ['', 'covered', ''],
    ],
    [
      'a line through a row',
      anchored(
        [0, 3, 0, 95_250],
        [5, 3, 0, 95_250],
        '<xdr:cxnSp><xdr:spPr><a:prstGeom prst="line"/></xdr:spPr></xdr:cxnSp>',
      ),
      ['', 'struck', ''],
    ],
    [
      'a line between rows',
      anchored([0, 3], [5, 3], '<xdr:cxnSp><xdr:spPr><a:prstGeom prst="line"/></xdr:spPr></xdr:cxnSp>'),
      ['', '', ''],
    ],
    ['a chart', over('<xdr:graphicFrame/>'), ['', 'covered', '']],
  ])('%s', async (_, anchors, expected) => {
    expect(await flagsUnder(anchors)).toEqual(expected);
  });

  test('notes that stand open', async () => {
    const note = (visible: string) =>
      `<v:shape xmlns:v="urn:v" xmlns:x="urn:x"><x:ClientData ObjectType="Note"><x:Anchor>1, 15, 3, 2, 2, 30, 3, 18</x:Anchor>${visible}</x:ClientData></v:shape>`;
    expect(await flagsUnder(note('<x:Visible/>'), 'vmlDrawing')).toEqual(['', 'covered', '']);
    expect(await flagsUnder(note(''), 'vmlDrawing')).toEqual(['', '', '']);
    expect(await flagsUnder('<br>', 'vmlDrawing').catch(() => 'refused')).toEqual(['', '', '']);
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

test('a photograph beside each of many rows covers none and costs no more than the rows', async () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const rows = Array.from({ length: 500 }, (_, index) => [
    `T${[676, 26, 1].map((size) => letters[Math.floor(index / size) % 26]).join('')}`,
    ...['Summit', '850 E-TEC', 'Black', 18750],
  ]);
  const anchors = rows.map(
    (_, index) =>
      `<xdr:twoCellAnchor><xdr:from><xdr:col>6</xdr:col><xdr:row>${index + 2}</xdr:row></xdr:from><xdr:to><xdr:col>7</xdr:col><xdr:row>${index + 3}</xdr:row></xdr:to><xdr:pic/></xdr:twoCellAnchor>`,
  );
  const drawing = `<xdr:wsDr xmlns:xdr="urn:xdr">${anchors.join('')}</xdr:wsDr>`;
  const related = [['drawing', 'xl/drawings/drawing1.xml']] as const;
  const list = [...ROWS.slice(0, 2), ...rows];
  const bytes = workbook([{ name: 'Hinnasto', rows: list, related }], {
    'xl/drawings/drawing1.xml': drawing,
  });
  const { products } = await read(bytes);
  expect(products.length).toBe(500);
  expect(products.filter(({ flags }) => flags.length > 0)).toEqual([]);
});
