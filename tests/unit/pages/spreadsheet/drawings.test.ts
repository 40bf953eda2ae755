import { describe, expect, test } from 'vitest';
import { workbook } from '../../../fakes/workbook.ts';
import { ROWS, read } from './read.ts';

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
    ['a text without ground', over(shape('<a:noFill/>', 'Sold')), ['', 'covered said-gone', '']],
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

describe('what stands on a sheet and in none of its cells', () => {
  const box = (text: string, look = '') =>
    `<xdr:wsDr xmlns:xdr="urn:xdr" xmlns:a="urn:a"><xdr:twoCellAnchor><xdr:from><xdr:col>8</xdr:col><xdr:row>3</xdr:row></xdr:from><xdr:to><xdr:col>9</xdr:col><xdr:row>5</xdr:row></xdr:to><xdr:sp><xdr:nvSpPr><xdr:cNvPr ${look}/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>`;
  const comment = (text: string) =>
    `<comments><commentList><comment ref="E3"><text><r><t>${text}</t></r></text></comment></commentList></comments>`;
  const problemsWith = async (type: string, xml: string, behind = '') => {
    const sheet = { name: 'Hinnasto', rows: ROWS, related: [[type, 'xl/part.xml']] as const, behind };
    const { problems } = await read(workbook([sheet], { 'xl/part.xml': xml }));
    return problems.map(({ code, place }) => `${code} ${place.address}`);
  };

  test.each([
    ['Jälleenmyyjähinnat', 'prices-said-otherwise Hinnasto!E4'],
    ['tEUR', 'prices-said-otherwise Hinnasto!E4'],
    ['LUONNOS', 'list-said-draft Hinnasto!E4'],
    ['Käytetyt kelkat', 'machines-said-used Hinnasto!E4'],
    ['TGGG Summit 21 990 €', 'price-without-row Hinnasto!E4'],
    ['Tervetuloa! Puh. 09 123 456, rahti 300 €', ''],
  ])('a text in a shape: %s', async (text, expected) => {
    expect((await problemsWith('drawing', box(text))).join()).toBe(expected);
    expect(await problemsWith('drawing', box(text, 'hidden="1"'))).toEqual([]);
  });

  test('a comment that names a price, and the head of a printed page', async () => {
    expect(await problemsWith('comments', comment('Uusi hinta 17 750 €'))).toEqual([
      'price-without-row Hinnasto!E3',
    ]);
    expect(await problemsWith('comments', comment('1.1. alkaen 17 750'))).toEqual([
      'price-without-row Hinnasto!E3',
    ]);
    const sold = { name: 'Hinnasto', rows: ROWS, related: [['comments', 'xl/part.xml']] as const };
    const { byCode } = await read(workbook([sold], { 'xl/part.xml': comment('Myyty!') }));
    expect([byCode.TAAA?.flags, byCode.TBBB?.flags]).toEqual([['said-gone'], []]);
    expect(await problemsWith('comments', comment('Kysy Matilta, 040 123 4567'))).toEqual([]);
    const head =
      '<headerFooter><oddHeader>&amp;C&amp;"Arial,Bold"&amp;14Hinnat alv 0 %&amp;P</oddHeader></headerFooter>';
    expect(await problemsWith('comments', comment(''), head)).toEqual(['prices-said-otherwise Hinnasto!A1']);
  });
});

test('a sheet of nothing but a picture holds the list, and a sign on a cover does not', async () => {
  const picture = (rows: number) =>
    `<wsDr><twoCellAnchor><from><col>0</col><row>0</row></from><to><col>9</col><row>${rows}</row></to><pic/></twoCellAnchor></wsDr>`;
  const problemsWith = async (rows: number) => {
    const sheets = [
      { name: 'Lynx', rows: [], related: [['drawing', 'xl/part.xml']] as const },
      { name: 'Ski-Doo', rows: ROWS },
    ];
    return (await read(workbook(sheets, { 'xl/part.xml': picture(rows) }))).problems;
  };
  expect(await problemsWith(30)).toMatchObject([{ code: 'page-only-picture', place: { page: 1 } }]);
  expect(await problemsWith(4)).toEqual([]);
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
