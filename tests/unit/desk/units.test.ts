import { describe, expect, test } from 'vitest';
import { Catalogue } from '#contracts/catalogue.ts';
import type { KeptRow, PrintedBook } from '#contracts/printed-book.ts';
import { listKnowledge } from '#desk/knowledge/knowledge.ts';
import { shareAnswers, undoAnswers } from '#desk/questions/given.ts';
import { labelCandidates } from '#desk/questions/labels.ts';
import { catalogueMaker, type PrintedBooks } from '#desk/questions/printed-books.ts';
import type { Standing } from '#desk/questions/standing.ts';
import { unitCandidates } from '#desk/questions/units.ts';
import { planAll, writeAll } from '#desk/questions/write.ts';
import type { JudgedMachine } from '#desk/review/answers.ts';
import { catalogueOf } from '#functions/catalogue/catalogue-of.ts';
import { taughtIn } from '#functions/catalogue/taught.ts';
import { judgeList } from '#functions/validate/validate-products.ts';
import { avito } from '#marketplace/avito.ts';
import { asTold } from '#messages/reason.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { readJson, writeJson } from '#shared/json.ts';
import type { GivenAnswer } from '#shared/table/knowledge-records.ts';
import { deskOn } from '../../fakes/desk.ts';
import { extractedList } from '../../fakes/extracted.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';
import { addDemoDealer } from '../../fakes/pipeline.ts';
import { testPorts } from '../../fakes/ports.ts';

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
  ...{
    pages: 7,
    charted: [],
    powers: [],
    legend: [],
    named: [],
    problems: [],
    damages: 0,
    parserVersion: '1',
  },
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
    ['a sentence goes on behind it', [['Track width', '16 kobyl reservoar']]],
    [
      'it stands between words elsewhere',
      [
        ['Track width', '16 kobyl'],
        ['Zarfel', 'Vossen kobyl brentz'],
      ],
    ],
    ['it stands beside what no ad is made of', [['Ski stance', '40,6 sentim']]],
  ])('is not asked about where %s', async (_, rows) => {
    expect((await askedOf(rows)).units).toEqual([]);
  });

  test.each([
    '3/8 square – 5',
    'Gas 36 light',
    'Gas 36 with reservoir',
  ])('is none in %s, the name of a part', async (text) => {
    expect((await askedOf([['Zarfel', text]], { Power: null })).units).toEqual([]);
  });

  test('is none where a label says of each part of its values what it is', async () => {
    const ofParts: Line = ['Leuf epyt – Enatco', 'Premium unleaded – 98'];
    expect((await askedOf([ofParts], { Power: null })).units).toEqual([]);
  });

  test('nor where nothing is lacking', async () => {
    expect((await askedOf([['Track width', '40,6 sentim']], {})).units).toEqual([]);
  });
});

describe('a label that nobody knows', () => {
  test('may be the unit of bare numbers', async () => {
    const rows: Line[] = [
      ['Rewopesroh', '158'],
      ['Staes', '2'],
      ['Vossen (L)', '38'],
    ];
    expect((await askedOf(rows, { Power: null })).labels).toEqual([['Rewopesroh', 'engine.power', '158']]);
  });

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

test('an answer about a unit has the books in force worked out by it, without their files, until it is taken back', async () => {
  await using ports = await testPorts();
  await addDemoDealer(ports);
  const book = bookOf([['Track width', '40,6 sentim']]);
  const [key, printed] = ['runs/demo/b/catalogue.json', 'runs/demo/b/printed.json'];
  await writeJson(ports.artefacts, key, catalogueOf(book));
  await writeJson(ports.artefacts, printed, book);
  await ports.table.books.put({
    ...{ dealerId: 'demo', brand: 'SKI-DOO', modelYear: 2026, sha256: book.sha256, documentId: 'd' },
    ...{ document: 'book.pdf', models: 1, key, printed, order: '1' },
  });
  const width = async () => {
    const [held] = await ports.table.books.query({ dealerId: 'demo' });
    const { models } = await readJson(ports.artefacts, held?.key ?? '', Catalogue);
    return models[0]?.tracks.map(({ widthMm }) => widthMm);
  };
  const desk = deskOn(ports);
  const hand = { by: 'anna', at: '2026-11-03T10:00:00.000Z' };
  const writing = { dealerId: 'demo', hand, after: { machines: [] } as unknown as Standing };
  const plans = await planAll([{ does: 'unit', text: 'sentim', means: 'cm' }], writing, desk);
  const steps = [...plans.values()].map(({ step }) => step);
  const answer: GivenAnswer = {
    ...{ dealerId: 'demo', question: '11111111', kind: 'unit', option: 'cm', codes: [], modelYears: [2026] },
    ...{ asks: asTold('Which unit?'), says: asTold('This'), basis: 'b', steps, part: 0, ...hand },
  };
  expect(await width()).toEqual([]);
  await writeAll([...plans.values()], [answer], writing, desk);
  expect(await width()).toEqual([406]);
  expect(await listKnowledge('demo', ports)).toMatchObject([
    { kind: 'unit', printed: 'sentim', means: 'cm' },
  ]);
  const named = { dealerId: 'demo', questions: ['11111111'] };
  await shareAnswers({ who: 'olga' }, named, desk);
  expect(await ports.table.meanings.query({ scope: 'SHARED' })).toMatchObject([
    { kind: 'unit', text: 'sentim', means: 'cm', taughtBy: 'olga' },
  ]);
  await undoAnswers({ who: 'anna' }, named, desk);
  expect(await width()).toEqual([]);
  expect(await listKnowledge('demo', ports)).toEqual([]);
});
