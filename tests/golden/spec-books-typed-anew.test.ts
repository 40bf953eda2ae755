import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Catalogue, CatalogueModel } from '#contracts/catalogue.ts';
import { isRejection } from '#contracts/outcome.ts';
import { readSpecBook } from '#functions/catalogue/read-spec-book.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { everyNth, pairs, runs } from '../matrix.ts';
import { BOOK_MODELS } from './book-models.ts';
import { PLAIN_WORDING, type Wording } from './book-rows.ts';
import { goldCatalogue, goldIsHere } from './from-gold.ts';
import { type BookLayout, PLAIN_LAYOUT, pageOf, printBook } from './print-book.ts';

const DOCUMENT = { name: 'typed-anew.pdf', sha256: '0'.repeat(64) };
const GOLD = ['SKI-DOO_2026-SPEC_BOOK'];

interface Book {
  brand: string;
  modelYear: number;
  models: readonly CatalogueModel[];
}

async function readAnew(book: Book, layout: BookLayout, wording: Wording): Promise<Catalogue> {
  const bytes = await printBook(book, layout, wording);
  const read = await readSpecBook(bytes, DOCUMENT, {
    readers: [pdfiumReader],
    extractedAt: '2026-09-01T00:00:00.000Z',
    storePicture: async () => 'none',
  });
  if (isRejection(read)) throw new Error(`rejected: ${read.reason.code}`);
  return read;
}

/** What books print of a model whatever their wording, by name. */
function valuesOf(model: CatalogueModel): Map<string, unknown> {
  const values = new Map<string, unknown>([
    ['model', model.model.toLowerCase()],
    ['seating', model.seating],
    ['starter', model.starter.join(' ')],
    ['gauges', model.gauges.join(' ')],
    ['seats', model.seatsPrinted.join()],
  ]);
  for (const [at, engine] of model.engines.entries()) {
    const { stroke, cylinders, displacementCc, boreMm, strokeMm, powerHp, fuelTankL, oilTankL, driveClutch } =
      engine;
    const printed = {
      stroke,
      cylinders,
      displacementCc,
      boreMm,
      strokeMm,
      powerHp,
      fuelTankL,
      oilTankL,
      driveClutch,
    };
    values.set(`engine ${at}`, engine.name.toLowerCase());
    values.set(`engine ${at} weights`, engine.dryWeightKg.map(({ kg }) => kg).join());
    for (const [name, value] of Object.entries(printed)) values.set(`engine ${at} ${name}`, value);
  }
  for (const [at, { lengthIn, widthIn, profileIn, engine }] of model.tracks.entries())
    values.set(`track ${at}`, [lengthIn, widthIn, profileIn, engine?.toLowerCase()].join());
  for (const [name, sizes] of Object.entries(model.dimensions))
    values.set(name, sizes.map(({ mm, mmMin, mmMax }) => mm ?? `${mmMin}-${mmMax}`).join());
  for (const [name, value] of Object.entries(model.suspension)) values.set(`suspension ${name}`, value);
  return values;
}

const isNothing = (value: unknown): boolean => value === null || value === undefined || value === '';

/** The values that were read otherwise than printed; what is not read counts as `missing`. */
function differences(book: Book, read: Catalogue, layout: BookLayout) {
  const wrong: string[] = [];
  const missing: string[] = [];
  for (const [at, model] of book.models.entries()) {
    const page = pageOf(layout, at);
    const title = model.model.toLowerCase();
    const found = read.models.find((one) => one.page === page && one.model.toLowerCase() === title);
    const values = found ? valuesOf(found) : new Map<string, unknown>();
    for (const [name, printed] of valuesOf(model)) {
      const value = values.get(name);
      const where = `page ${page} ${title}: ${name} ${JSON.stringify(value)} instead of ${JSON.stringify(printed)}`;
      if (value === printed || (isNothing(value) && isNothing(printed))) continue;
      (isNothing(value) ? missing : wrong).push(where);
    }
  }
  const pages = book.models.map((_, at) => pageOf(layout, at));
  const invented = read.models
    .filter(({ page }) => !pages.includes(page))
    .map(({ page, model }) => `${page} ${model}`);
  return { wrong, missing, invented };
}

const INVENTED: Book = { brand: 'LYNX', modelYear: 2027, models: BOOK_MODELS };
const BOOKS: [string, Book][] = [
  ['youth, utility, electric, up to five engines', INVENTED],
  ...(goldIsHere ? GOLD.map((name): [string, Book] => [name, goldCatalogue(name)]) : []),
];

const LAYOUTS: Record<string, Partial<BookLayout>> = {
  'as usual': {},
  'no lines between rows': { lines: 'none' },
  'no lines, labels in the middle of their rows': { lines: 'none', down: 'middle', padding: 3 },
  'no lines, labels at the bottom of their rows': { lines: 'none', down: 'bottom' },
  'a grid': { lines: 'grid' },
  'one panel': { panels: 1, size: [900, 1200] },
  'one panel without lines': { panels: 1, lines: 'none', size: [900, 1200] },
  'values set from the left, each engine with its own': { across: 'left', shared: 'each' },
  'Times on A3': { font: 'Times-Roman', size: [1191, 1684], fontSize: 9 },
  'landscape, page turned': { size: [1191, 842], turns: 1 },
  'sections and rows in another order': { order: 'reversed' },
  'two models on a page': { models: 'two a page', size: [1000, 1500] },
  'two models side by side': { models: 'side by side', panels: 1, size: [1684, 1191] },
  'a model over two pages': { models: 'over two pages', panels: 1 },
  'squares for bullets': { bullet: '·' },
};

const WORDINGS: Record<string, Partial<Wording>> = {
  'other labels': { label: 1 },
  'labels of another country': { label: 3 },
  'power in kilowatts and hp': { power: 'kW (hp)' },
  'power under two units': { power: 'kW/hp in the label' },
  'lengths in mm and inches': { lengths: 'mm/in. in the label' },
  'inches first': { lengths: 'in./mm in the label' },
  'inches in brackets': { lengths: 'mm (in.)' },
  centimetres: { lengths: 'cm' },
  'tracks with their unit': { tracks: 'in' },
  'tracks in both units': { tracks: 'mm and in' },
  'cylinders and displacement in rows of their own': { cylinders: 'two rows' },
  'pounds first': { weights: 'lb (kg)' },
  'dashes in empty cells': { empty: '-' },
  'N/A in empty cells': { empty: 'N/A' },
  'footnotes at the labels': { footnote: '*' },
  'raised footnotes at the labels': { footnote: '\u00b9' },
};

const TYPED_ANEW = pairs(BOOKS, Object.entries(LAYOUTS)).map(([[name, book], [how, change]]) => ({
  ...{ name, book, how, change },
}));

describe('a book typed anew', () => {
  test.each(TYPED_ANEW)('$name, $how: every value is read', async ({ book, change }) => {
    const layout = { ...PLAIN_LAYOUT, ...change };
    const read = await readAnew(book, layout, PLAIN_WORDING);
    expect(differences(book, read, layout)).toEqual({ wrong: [], missing: [], invented: [] });
  });
});

describe('the same in other words', () => {
  test.each(everyNth(Object.entries(WORDINGS), 2))('%s: every value is read', async (_name, change) => {
    const read = await readAnew(INVENTED, PLAIN_LAYOUT, { ...PLAIN_WORDING, ...change });
    expect(differences(INVENTED, read, PLAIN_LAYOUT)).toEqual({ wrong: [], missing: [], invented: [] });
  });
});

/** Any of several choices; each book mixes them as it likes. */
const layouts: fc.Arbitrary<BookLayout> = fc.record({
  size: fc.constantFrom<readonly [number, number]>([1000, 900], [842, 1191], [1191, 842]),
  font: fc.constantFrom('Helvetica' as const, 'Times-Roman' as const),
  fontSize: fc.constantFrom(5.5, 6.5),
  lines: fc.constantFrom('between rows' as const, 'none' as const, 'grid' as const),
  across: fc.constantFrom('centre' as const, 'left' as const),
  down: fc.constantFrom('top' as const, 'middle' as const, 'bottom' as const),
  shared: fc.constantFrom('once' as const, 'each' as const),
  panels: fc.constantFrom(1 as const, 2 as const),
  models: fc.constantFrom('one a page' as const, 'over two pages' as const),
  order: fc.constantFrom('as usual' as const, 'reversed' as const),
  bullet: fc.constantFrom('•', '-', '·'),
  turns: fc.constantFrom(0 as const, 1 as const),
  padding: fc.constantFrom(0, 0.5, 1.5, 3),
});
const wordings: fc.Arbitrary<Wording> = fc.record({
  label: fc.nat(20),
  lengths: fc.constantFrom<Wording['lengths']>(
    'mm',
    'mm/in. in the label',
    'in./mm in the label',
    'mm (in.)',
    'cm',
  ),
  tracks: fc.constantFrom<Wording['tracks']>('in. in the label', 'in', 'mm and in', 'row by row'),
  power: fc.constantFrom<Wording['power']>('hp in the label', 'kW (hp)', 'kW/hp in the label'),
  cylinders: fc.constantFrom<Wording['cylinders']>('one row', 'two rows'),
  weights: fc.constantFrom<Wording['weights']>('kg', 'lb (kg)'),
  empty: fc.constantFrom<Wording['empty']>('', '-', 'N/A'),
  footnote: fc.constantFrom<Wording['footnote']>('', '*', '\u00b9'),
});

describe('a book set and worded at random', () => {
  test('is read without a wrong value, and what is missing is told', async () => {
    await fc.assert(
      fc.asyncProperty(layouts, wordings, async (layout, wording) => {
        const read = await tryReading(INVENTED, layout, wording);
        if (read === null) return;
        const { wrong, missing, invented } = differences(INVENTED, read, layout);
        expect({ wrong, invented }).toEqual({ wrong: [], invented: [] });
        if (missing.length > 0) expect(read.problems).not.toEqual([]);
      }),
      { numRuns: runs({ quick: 6, whole: 25 }) },
    );
  });
});

/** Null where the book is rejected: nothing is read, and the dealer is told. */
const tryReading = (book: Book, layout: BookLayout, wording: Wording): Promise<Catalogue | null> =>
  readAnew(book, layout, wording).catch((error: Error) => {
    if (!error.message.startsWith('rejected')) throw error;
    return null;
  });
