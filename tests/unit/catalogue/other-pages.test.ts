import { expect, test } from 'vitest';
import { diceOf } from '../../drawn-books/dice.ts';
import { drawBook, type Layout } from '../../drawn-books/draw.ts';
import { type Draw, OTHER_PAGES } from '../../drawn-books/other-pages.ts';
import { type Document, line, write } from '../../drawn-books/pen.ts';
import { readDrawn } from '../../drawn-books/read-drawn.ts';
import { drawnPdf } from '../pages/drawn-pdf.ts';

const SEED = 5;
/** Points: as large as the titles of models; no larger than a section's, as if the model before went on there. */
const [LARGE, SMALL] = [26, 11];

const modelsBefore = async (layout: Layout, pages: readonly (readonly [Draw, number])[] = []) => {
  const book = await drawBook(diceOf(SEED), 'en', layout, () => [], pages);
  return (await readDrawn(book.bytes))?.models;
};

/** The page right behind the last machine could be taken for a part of it: at each size another is the first. */
const pagesIn = (titleSize: number) => {
  const pages = Object.values(OTHER_PAGES);
  const ordered = titleSize === LARGE ? pages : pages.toReversed();
  return ordered.map((draw) => [draw, titleSize] as const);
};

test.each<Layout>([
  'beside, ruled',
  'models as columns',
])('accessories, clothes, an index, small print, a warranty and dealers behind machines (%s) are no machines and part of none', async (layout) => {
  const models = await modelsBefore(layout);
  expect(models).toHaveLength(6);
  expect(await modelsBefore(layout, pagesIn(LARGE))).toEqual(models);
  expect(await modelsBefore(layout, pagesIn(SMALL))).toEqual(models);
});

/** What is printed on the pages behind a cover. */
const bookOf = async (...pages: ((document: Document) => void)[]) => {
  const bytes = await drawnPdf(
    (document) => {
      write(document, 'ARCTIC CAT 2027', 40, 300, { bold: true, size: 40 });
      for (const draw of pages) {
        document.addPage();
        draw(document);
      }
    },
    { size: [842, 842] },
  );
  return readDrawn(bytes);
};

/** Every machine's name and its length. */
const machinesOn = async (...pages: Parameters<typeof bookOf>) =>
  (await bookOf(...pages))?.models.map(({ model, dimensions }) => [
    model,
    dimensions.overallLength?.map(({ mm }) => mm),
  ]);

const ROWS: readonly (readonly string[])[] = [
  ['Slagvolym (cm³)', '599', '858', '794'],
  ['Effekt (hk)', '125', '165', '149'],
  ['Startsystem', 'Elstart', 'Snörstart', 'Elstart'],
  ['Längd (mm)', '3302', '3327', '3300'],
  ['Bredd (mm)', '1200', '1168', '1194'],
  ['Höjd (mm)', '1219', '1283', '1360'],
  ['Skidavstånd (mm)', '1067', '914', '991'],
  ['Bränsletank (l)', '44,3', '44', '43'],
  ['Torrvikt (kg)', '234', '203', '263'],
];

test.each([
  ['', []],
  [', with the engines in a row of its own', [['MOTOR'], ['Motor', '600 EFI', '850 E-TEC', '900 ACE']]],
])('names at the head of columns are machines, whatever title the page has%s', async (_, engines) => {
  const read = await machinesOn((document) => {
    write(document, 'TEKNISKA DATA', 40, 40, { bold: true, size: 18 });
    const heads = ['', 'ZR 600 ATAC', 'M 858 ALPHA', 'NORSEMAN 8000'];
    for (const [at, cells] of [heads, ...engines, ...ROWS].entries()) {
      for (const [column, text] of cells.entries())
        write(document, text, 40, 120 + 18 * at, {
          bold: at === 0 || cells.length === 1,
          ...(column > 0 && { centre: 120 + 160 * column }),
        });
      line(document, 40, 720, 133 + 18 * at);
    }
  });
  expect(read).toEqual([
    ['ZR 600 Atac', [3302]],
    ['M 858 Alpha', [3327]],
    ['Norseman 8000', [3300]],
  ]);
});

test('a heading close over tables side by side names the machine, and no engine', async () => {
  const read = await machinesOn((document) => {
    write(document, 'NORSEMAN LONG', 50, 350, { bold: true, size: 24 });
    for (const [part, x] of [40, 420].entries()) {
      write(document, part === 0 ? 'Motor' : 'Mått', x, 398, { bold: true, size: 10 });
      for (const [at, [label = '', value = '']] of ROWS.slice(4 * part, 4 * part + 4 + part).entries()) {
        write(document, label, x, 414 + 13 * at);
        write(document, value, x + 160, 414 + 13 * at);
      }
    }
  });
  expect(read).toEqual([['Norseman Long', [3302]]]);
});

const BELOW_EACH_OTHER = [
  ['Malli', 'Moottori', 'Teho (hv)', 'Pituus (mm)', 'Leveys (mm)', 'Korkeus (mm)', 'Paino (kg)'],
  ['RAVE RE', '600 EFI', '85', '3080', '1210', '1180', '231'],
  ['RANGER PRO', '850 E-TEC', '165', '3230', '1190', '1320', '262'],
  ['COMMANDER', '900 ACE', '95', '3310', '1230', '1410', '309'],
];

const drawBelow = (document: Document, ...more: readonly string[][]) => {
  write(document, 'TEKNISET TIEDOT', 40, 40, { bold: true, size: 18 });
  for (const [at, cells] of [...BELOW_EACH_OTHER, [], [], ...more].entries()) {
    for (const [column, text] of cells.entries())
      write(document, text, 40 + 105 * column, 120 + 18 * at, { bold: at === 0, size: 7 });
    if (cells.length > 0) line(document, 40, 780, 133 + 18 * at);
  }
};

test('machines below each other, each on a line with its engine, are machines', async () => {
  expect(await machinesOn((document) => drawBelow(document))).toEqual([
    ['Rave RE', [3080]],
    ['Ranger Pro', [3230]],
    ['Commander', [3310]],
  ]);
});

test('what stands under them is said of each', async () => {
  const shared = [
    ['Raideväli (mm)', '1080'],
    ['Polttoainesäiliö (l)', '40'],
  ];
  const book = await bookOf((document) => drawBelow(document, ...shared));
  const tanks = book?.models.map(({ engines }) => engines.map(({ fuelTankL }) => fuelTankL));
  expect(book?.models.map(({ dimensions }) => dimensions.skiStance)).toEqual(Array(3).fill([{ mm: 1080 }]));
  expect(tanks).toEqual(Array(3).fill([40]));
  expect(book?.problems.filter(({ code }) => code === 'label-alone')).toEqual([]);
});
