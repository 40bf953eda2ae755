import { expect, test } from 'vitest';
import { PrintedBook } from '#contracts/printed-book.ts';
import { catalogueOf, withLabelsNamed } from '#functions/catalogue/catalogue-of.ts';
import type { LabelNamer } from '#functions/catalogue/naming/label-namer.ts';
import { taughtIn } from '#functions/catalogue/taught.ts';
import { ServiceRefused } from '#shared/errors.ts';
import { meaningText } from '#shared/taught-meanings.ts';

type Row = PrintedBook['models'][number]['table']['rows'][number];

const rowOf = ([label, text]: readonly [string, string], at: number): Row => ({
  ...{ section: '', label, units: [], panel: 0, hasColumns: false, sharedAt: null },
  lines: [{ text: label, box: [40, 100 + 12 * at, 150, 110 + 12 * at] }],
  cells: [{ text, box: [200, 100 + 12 * at, 260, 110 + 12 * at], column: null }],
});

const bookOf = (...rows: readonly (readonly [label: string, text: string])[]): PrintedBook => ({
  ...{
    contractVersion: 1,
    document: 'book.pdf',
    sha256: '0'.repeat(64),
    brand: 'LYNX',
    modelYear: 2027,
    pages: 1,
  },
  models: [
    {
      ...{ page: 1, title: 'RAVE RE', box: [40, 40, 200, 60], tagline: null, lists: {}, picture: null },
      table: { box: [40, 100, 400, 400], engines: [], rows: rows.map(rowOf) },
    },
  ],
  ...{ charted: [], powers: [], legend: [], named: [], problems: [], damages: 0, parserVersion: 'test' },
  extractedAt: '2026-09-01T00:00:00.000Z',
});

const BOOK = bookOf(['Overall length', '301 sentim.'], ['Overall width (sentim.)', '119.9']);

test('a unit that nobody knows is read as the one that it is said to be, and its row stays as printed', () => {
  const units = [
    { ...({ scope: 'D#demo', kind: 'unit', section: '', printed: 'Sentim', means: 'cm' } as const) },
  ].map((one) => ({ ...one, text: meaningText('unit', one.printed) }));
  const [before] = catalogueOf(BOOK).models;
  const [after] = catalogueOf(BOOK, taughtIn(units)).models;
  expect(before?.dimensions).toEqual({});
  expect(after?.dimensions).toEqual({ overallLength: [{ mm: 3010 }], overallWidth: [{ mm: 1199 }] });
  expect(after?.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([['301 sentim.'], ['119.9']]);
});

test("the dealer's own word of a label comes before one for all dealers that names the section too", () => {
  const book = bookOf(['Bones', '214 kg'], ['Overall width', '1199 mm']);
  for (const row of book.models[0]?.table.rows ?? []) row.section = 'Mass';
  const [own, shared] = [
    { scope: 'D#demo', section: '', means: 'dry weight' },
    { scope: 'SHARED', section: meaningText('label', 'Mass'), means: null },
  ].map((one) => ({ ...one, kind: 'label' as const, printed: 'Bones', text: meaningText('label', 'Bones') }));
  const fieldBy = (...meanings: NonNullable<typeof own>[]) =>
    catalogueOf(book, taughtIn(meanings)).models[0]?.rows[0]?.field;
  if (!own || !shared) throw new Error('nothing is taught');
  expect([fieldBy(own), fieldBy(shared), fieldBy(own, shared)]).toEqual([
    'engine.dryWeight',
    null,
    'engine.dryWeight',
  ]);
});

test('what a namer said once holds however often the book is worked out; who does not answer is told', async () => {
  const silent: LabelNamer = {
    name: 'silent',
    nameLabels: async () => {
      throw new ServiceRefused('no access', { stage: 'catalogue' });
    },
  };
  const namer: LabelNamer = {
    name: 'knowing',
    nameLabels: async (labels) => labels.map((label) => ({ ...label, field: 'engine.dryWeight' })),
  };
  const asked = await withLabelsNamed(bookOf(['Bones', '214 kg']), [silent, namer]);
  const kept = PrintedBook.parse(JSON.parse(JSON.stringify(asked)));
  for (const book of [asked, kept]) {
    const { models, problems } = catalogueOf(book);
    expect(models[0]?.rows[0]?.field).toBe('engine.dryWeight');
    expect(problems).toContainEqual(expect.objectContaining({ code: 'labels-unnamed' }));
  }
});
