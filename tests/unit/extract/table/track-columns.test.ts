import { describe, expect, test } from 'vitest';
import { workbook } from '../../../fakes/workbook.ts';
import { inventedRows } from '../../../golden/invented-rows.ts';
import { printedAndRead } from '../../../golden/read-retypeset.ts';
import { readSheet } from '../../../golden/sheet-lists.ts';
import { PLAIN, type Typesetting } from '../../../golden/typesetting.ts';

const LIST = { title: ['LYNX', 'MALLIVUOSI 2031'], rows: inventedRows(14) };

/** A sheet with a column behind the track's. */
const behindTrack = (heading: string | null, texts: readonly string[]) =>
  readSheet(
    workbook([
      {
        name: 'Hinnasto',
        rows: [
          ['SKI-DOO HINNASTO 2026'],
          ['Tuote-nro', 'Malli', 'Telamatto', heading, 'Hinta EUR'],
          ['TAAA', 'Summit', '154in 3900mm', texts[0] ?? null, 18750],
          ['TBBB', 'Summit', '146in 3700mm', texts[1] ?? null, 18850],
          ['TCCC', 'Summit', '146in 3700mm', texts[1] ?? null, 18950],
        ],
      },
    ]),
  );

describe("the column behind the track's length", () => {
  test('is its profile where nothing is printed over it', async () => {
    const { products } = await behindTrack(null, ['3.0in 76mm', '2.5in 64mm']);
    expect(products.map(({ trackProfile }) => trackProfile)).toEqual([
      '3.0in 76mm',
      '2.5in 64mm',
      '2.5in 64mm',
    ]);
  });

  test('is no profile under a heading of its own that nobody knows, and that heading is told', async () => {
    const { products, problems } = await behindTrack('Xyzzy', ['3 v', '2 v']);
    expect(products).toMatchObject(
      ['154in 3900mm', '146in 3700mm', '146in 3700mm'].map((trackLength) => ({
        trackLength,
        trackProfile: null,
      })),
    );
    expect(problems).toMatchObject([
      { code: 'unknown-heading', values: { text: 'Xyzzy' }, place: { address: 'Hinnasto!D2' } },
    ]);
  });

  test('holds the list under such a heading where its words differ: they may tell one machine from another', async () => {
    const { accounted, problems } = await behindTrack('Xyzzy', ['Smart-Shox', 'KYB Pro']);
    expect(accounted).toBe(false);
    expect(problems).toMatchObject([
      { code: 'column-unknown', values: { text: 'Xyzzy' }, place: { address: 'Hinnasto!D2' } },
    ]);
  });

  test.each<Typesetting['rules']>([
    'grid',
    'rows',
    'none',
  ])('nor is it on a page ruled so: %s', async (rules) => {
    const { extracted, printed, read } = await printedAndRead([LIST], {
      ...PLAIN,
      rules,
      columns: ['modelCode', 'model', 'engine', 'trackLength', 'extra', 'color', 'price'],
      headings: { ...PLAIN.headings, extra: 'Xyzzy' },
    });
    expect(read).toEqual(printed);
    expect(extracted.products.filter(({ trackProfile }) => trackProfile !== null)).toEqual([]);
  });
});

describe('a column headed "track" beside one for a part of it', () => {
  test.each<[string, Partial<Typesetting['headings']>]>([
    ['holds the profile beside the length', { trackLength: 'Telamaton pituus', trackProfile: 'Telamatto' }],
    ['holds the length beside the profile', { trackLength: 'Band', trackProfile: 'Bandprofil' }],
  ])('%s', async (_, headings) => {
    for (const rules of ['grid', 'rows', 'none'] as const) {
      const how = { ...PLAIN, rules, headings: { ...PLAIN.headings, ...headings } };
      const { extracted, printed, read } = await printedAndRead([LIST], how);
      expect(read).toEqual(printed);
      expect(extracted).toMatchObject({ accounted: true });
    }
  });
});

test.each([
  ['Telamatto', '3700 x 38 mm', '3700', '38 mm'],
  ['Lanctalp', '3900x64 mm', '3900', '64 mm'],
  ['Lanctalp', '146 × 1.5 in', '146', '1.5 in'],
])('length by lug under one unit is both, under "%s": %s', async (heading, text, trackLength, trackProfile) => {
  const rows = ['TAAA', 'TBBB', 'TCCC'].map((code, at) => [code, 'Summit', text, 18750 + 100 * at]);
  const headings = ['Tuote-nro', 'Malli', heading, 'Hinta EUR'];
  const { products } = await readSheet(
    workbook([{ name: 'Hinnasto', rows: [['SKI-DOO HINNASTO 2026'], headings, ...rows] }]),
  );
  expect(products).toMatchObject(
    rows.map(() => ({ trackLength, trackProfile, normalized: { trackLengthIn: expect.any(Number) } })),
  );
});
