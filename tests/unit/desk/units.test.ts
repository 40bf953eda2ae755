import { describe, expect, test } from 'vitest';
import type { KeptRow, PrintedBook } from '#contracts/printed-book.ts';
import { labelCandidates } from '#desk/questions/labels.ts';
import { catalogueMaker, type PrintedBooks } from '#desk/questions/printed-books.ts';
import { unitCandidates } from '#desk/questions/units.ts';
import type { JudgedMachine } from '#desk/review/answers.ts';
import { catalogueOf } from '#functions/catalogue/catalogue-of.ts';
import { taughtIn } from '#functions/catalogue/taught.ts';
import { judgeList } from '#functions/validate/validate-products.ts';
import { avito } from '#marketplace/avito.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { extractedList } from '../../fakes/extracted.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';

type Line = readonly [label: string, value: string, section?: string];

const rowAt = ([label, value, section = '']: Line, at: number): KeptRow => {
  const line = (text: string, x: number) => ({
    text,
    box: [x, 20 * at, x + 90, 20 * at + 9] as KeptRow['lines'][number]['box'],
  });
  return {
    ...{ section, label, lines: [line(label, 20)], units: [], panel: 0, hasColumns: false, sharedAt: null },
    cells: [{ ...line(value, 200), column: null }],
  };
};

/** A book of one page, of the machine of `aListing`. */
const bookOf = (rows: readonly Line[]): PrintedBook => ({
  ...{ contractVersion: 1, document: 'book.pdf', sha256: 'b'.repeat(64), brand: 'SKI-DOO', modelYear: 2026 },
  ...{ pages: 7, charted: [], powers: [], named: [], problems: [], damages: 0, parserVersion: '1' },
  extractedAt: '2026-09-01T00:00:00.000Z',
  models: [
    {
      ...{ page: 7, title: 'Summit X with Expert Package', box: [20, 0, 200, 10], tagline: null, lists: {} },
      picture: null,
      table: {
        box: [0, 0, 400, 600],
        engines: [{ name: '850 E-TEC', box: [200, 0, 290, 9] }],
        rows: rows.map(rowAt),
      },
    },
  ],
});

/** What is asked about a machine that lacks the values, beside a book of those rows. */
const askedOf = async (rows: readonly Line[], lacks: object = { TrackWidth: null }) => {
  const book = bookOf(rows);
  const catalogue = catalogueOf(book);
  const [model] = catalogue.models;
  const listing = aListing({ values: lacks, ...(model && { model }) });
  const dealer = aDealer();
  const list = {
    ...{ extracted: extractedList([listing.extracted]), listings: [listing], dealer },
    matched: { contractVersion: 2 as const, document: '', engine: { name: '', declined: [] }, products: [] },
    ...{ answers: [], values: [], catalogues: [catalogue], adLedger: [] },
  };
  const [product] = judgeList(list, { marketplace: avito, rules: bundledRules });
  const machines = [{ list, listing, product } as JudgedMachine];
  const printed: PrintedBooks = { books: [book], taught: taughtIn([]), reword: (text) => text };
  const make = catalogueMaker([catalogue], printed);
  const units = await unitCandidates(machines, printed, make);
  const labels = await labelCandidates(machines, printed, make);
  return {
    units: units.map(({ printed: text, means, gives }) => [text, means, ...gives.values()]),
    labels: labels.map(({ label, field, gives }) => [label, field, ...gives.values()]),
    evidence: units[0]?.evidence,
  };
};

describe('a unit that nobody knows', () => {
  test('is asked about where it keeps a value from a machine, with the units by which the value is one', async () => {
    const { units, evidence } = await askedOf([['Track width', '40,6 sentim']]);
    expect(units).toEqual([['sentim', 'cm', '406']]);
    expect(evidence).toMatchObject({ document: 'book.pdf', page: 7, text: 'Track width: 40,6 sentim' });
    expect(evidence?.frames).toHaveLength(2);
  });

  test('may stand in the label or in the title above it', async () => {
    expect((await askedOf([['Track width (tulmak)', '16']])).units).toEqual([['tulmak', 'in', '406']]);
    expect((await askedOf([['Track width', '406', 'Carpet – milim']])).units).toEqual([
      ['milim', 'mm', '406'],
    ]);
  });

  test('is none that a row whose meaning is known speaks against', async () => {
    const { units } = await askedOf(
      [
        ['Zarfel', '508 brut'],
        ['Dry weight', '221 brut'],
        ['Engine power', '165 kobyl'],
      ],
      { TrackWidth: null, Power: null },
    );
    expect(units).toEqual([['kobyl', 'hp', '165']]);
  });

  test('is asked about before the label of its row, which nobody knows either', async () => {
    const { units, labels } = await askedOf([['Zarfel', '40,6 sentim']]);
    expect(units).toEqual([['sentim', 'cm', '406']]);
    expect(labels).toEqual([]);
  });

  test.each<[string, Line[]]>([
    ['the value is there', [['Track width', '406 mm (16 tulmak)']]],
    ['no unit makes a value of it', [['Track width', '9000 sentim']]],
    ['it stands beside what no ad is made of', [['Ski stance', '40,6 sentim']]],
  ])('is not asked about where %s', async (_, rows) => {
    expect((await askedOf(rows)).units).toEqual([]);
  });

  test('nor where nothing is lacking', async () => {
    expect((await askedOf([['Track width', '40,6 sentim']], {})).units).toEqual([]);
  });
});

describe('a label that nobody knows', () => {
  test('is asked about where its row would give what a machine lacks, and nowhere else', async () => {
    const rows: Line[] = [
      ['Zarfel', '406 mm'],
      ['Vossen', '221 kg'],
      ['Brentz', '165 hp'],
    ];
    expect((await askedOf(rows)).labels).toEqual([['Zarfel', 'track.width', '406']]);
    // Horsepower is nothing but power: that row needs nobody.
    expect((await askedOf(rows, { Power: null })).labels).toEqual([]);
    expect((await askedOf(rows, {})).labels).toEqual([]);
  });
});
