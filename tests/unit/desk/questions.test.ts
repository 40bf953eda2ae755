import { describe, expect, test } from 'vitest';
import type { Question } from '#contracts/question.ts';
import { allAsked, basisOfAsked, idOf, questionsOf } from '#desk/questions/derive.ts';
import type { Asked } from '#desk/questions/kind.ts';
import { standingWith } from '#desk/questions/standing-with.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { reason } from '#messages/reason.ts';
import { sentenceOf } from '#messages/say.ts';
import { printedModel } from '#shared/model-values.ts';
import type { GivenAnswer } from '#shared/table/knowledge-records.ts';
import type { ReviewItem } from '#shared/table/records.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';
import { hand, standing } from '../../fakes/standing.ts';
import { engine, model, book as specBook } from '../match/rows.ts';

const asked = (...listings: Listing[]): Promise<Question[]> => questionsOf(standing(listings));
const named = (code: string, changes: Parameters<typeof aListing>[0] = {}) =>
  aListing({ ...changes, extracted: { ...changes.extracted, modelCode: code } });
const optionOf = (question: Question | undefined, name: string) =>
  question?.options.find((option) => option.name === name);

describe('a question', () => {
  test('about a value is asked once of a model with its engine, for all its rows, and frees them', async () => {
    const without = (code: string, color: string) =>
      named(code, { extracted: { color }, values: { TrackWidth: null } });
    const [question, ...more] = await asked(
      without('TJTH', 'Red'),
      without('TJTG', 'Black'),
      without('TJTF', 'Green'),
    );
    expect(more).toEqual([]);
    expect(question).toMatchObject({ kind: 'value', codes: ['TJTH', 'TJTG', 'TJTF'], frees: 3 });
    expect(sentenceOf(question?.asks as Question['asks'])).toBe(
      'What is the track width in mm of the SKI-DOO Summit X with Expert Pkg 850 E-TEC?',
    );
    expect(optionOf(question, 'value')).toMatchObject({ publishes: ['TJTH', 'TJTG', 'TJTF'], removes: [] });
    expect(question?.worthRoubles).toBe(3 * (question?.machines[0]?.roubles ?? 0));
  });

  test("about a value frames where it would stand on the machine's page: the rows of its kind in its engine's column, else the title", async () => {
    const cell = (x: number, at: number) => ({
      ...{ text: 'x', box: [x, 100, x + 9, 110] as [number, number, number, number] },
      column: { from: at, to: at },
    });
    const row = (field: string | null, ...cells: ReturnType<typeof cell>[]) => ({
      ...{ section: '', label: 'Label', units: [], cells, field },
    });
    const page = model({
      engines: [engine({ name: '600R E-TEC' }), engine({ name: '850 E-TEC' })],
      rows: [row('engine.displacement', cell(10, 0), cell(20, 1)), row('seating', cell(30, 0), cell(40, 1))],
      places: { model: { page: 1, box: [1, 2, 3, 4] } },
    });
    const framed = async (field: 'Power' | 'TrackWidth') => {
      const spec = {
        document: 'b.pdf',
        sha256: 'b',
        page: 1,
        model: 'Summit',
        engine: '850 E-TEC',
        picture: null,
      };
      const lacking = named('TJTH', { matched: { spec }, values: { [field]: null } });
      const [question] = allAsked(standing([{ ...lacking, model: page }])).filter(
        ({ kind }) => kind === 'value',
      );
      return question?.evidence.find(({ side }) => side === 'book')?.frames;
    };
    expect(await framed('Power')).toEqual([[20, 100, 29, 110]]);
    expect(await framed('TrackWidth')).toEqual([[1, 2, 3, 4]]);
  });

  test('about a book that is missing names it, and supposes what it brings', async () => {
    const bare = (code: string, color: string) =>
      named(code, {
        extracted: { color },
        matched: { spec: null },
        values: { Power: null, EngineCapacity: null, Stroke: null, PersonCapacity: null, TrackWidth: null },
      });
    const questions = await questionsOf(
      standing([bare('TJTH', 'Red'), bare('TJTG', 'Black')], { books: [] }),
    );
    expect(questions).toMatchObject([{ kind: 'book', frees: 2, asks: { values: { book: 'SKI-DOO 2026' } } }]);
    expect(optionOf(questions[0], 'drop')).toMatchObject({ byFile: true, publishes: ['TJTH', 'TJTG'] });
  });

  test('about a word that nobody knows stands for every machine whose name holds it', async () => {
    const brutal = (code: string, changes: Parameters<typeof aListing>[0] = {}) =>
      named(code, {
        ...changes,
        matched: { decision: 'review', reasons: [reason('words-unknown', { words: ['BRUTAL'] })] },
      });
    const [question, ...more] = await asked(brutal('TJTH'), brutal('TJTG', { extracted: { color: 'Red' } }));
    expect(more).toEqual([]);
    expect(question).toMatchObject({ kind: 'name', codes: ['TJTH', 'TJTG'] });
    expect(optionOf(question, 'nothing')?.publishes).toEqual(['TJTH', 'TJTG']);
  });

  test('is not asked again about reasons that a person has accepted, while others are open', async () => {
    const doubtful = named('TJTH', {
      extracted: { flags: ['faint'] },
      values: { TrackWidth: null },
    });
    const before = standing([doubtful]);
    const doubt = allAsked(before).find(({ kind }) => kind === 'doubt');
    const right = doubt?.choices.find(({ name }) => name === 'right');
    const after = await standingWith(before, right?.effects('', hand) ?? [], hand);
    expect(allAsked(before).map(({ kind }) => kind)).toEqual(['doubt', 'value']);
    expect(allAsked(after).map(({ kind }) => kind)).toEqual(['value']);
  });

  test('about a picture takes only an address that the configuration of the dealer takes', async () => {
    const { extracted, ...rest } = named('TJTK', { extracted: { model: 'Renegade X' } });
    const normalized = { ...extracted.normalized, family: 'RENEGADE' };
    const other = { ...rest, extracted: { ...extracted, normalized } };
    const bare = standing([named('TJTH', { matched: { spec: null } }), other]);
    const picture = allAsked(bare)
      .find(({ kind }) => kind === 'picture')
      ?.choices.find(({ name }) => name === 'picture');
    for (const address of ['…', 'http://[', 'ftp://north.example/1.jpg'])
      expect(() => picture?.effects(address, hand)).toThrow('is no value of picture');
    const effects = picture?.effects('https://north.example/1.jpg', hand) ?? [];
    const after = await standingWith(bare, effects, hand);
    expect(after.machines[0]?.product).toMatchObject({
      verdict: 'published',
      ad: { images: ['https://north.example/1.jpg'] },
    });
  });

  test('about a picture is of a family: machines whose names nobody read are asked about at once', async () => {
    const unread = ['TJTH', 'TJTG'].map((code) => {
      const { extracted, ...rest } = named(code, { matched: { spec: null } });
      const normalized = { ...extracted.normalized, family: null };
      return { ...rest, extracted: { ...extracted, model: null, normalized } };
    });
    const lacking = allAsked(standing(unread)).filter(({ because }) =>
      because.some(({ code }) => code === 'picture-missing'),
    );
    expect(lacking.map(({ kind }) => kind)).toEqual(['other']);
  });

  test('says a word once that one column ends in and the next begins with', () => {
    const row = { brand: 'LYNX', model: 'Adventure', package: 'Electric', engine: 'Electric 45/8' };
    expect(printedModel(row)).toBe('LYNX Adventure Electric 45/8');
  });

  test('about a label is judged with words of names as people say that they are meant', async () => {
    const summit = model({ model: 'Summit X with Expert Package', engines: [engine({ name: '850 E-TEC' })] });
    const before = standing([named('TJTH', { extracted: { model: 'Summit Tulikettu' } })], {
      cataloguesWith: async () => [specBook('SKI-DOO', 2026, summit)],
      reword: (text) => text.replace('Tulikettu', ''),
    });
    const meaning = { does: 'meaning', label: 'Leveys', section: '', field: 'track.width' } as const;
    const after = await standingWith(before, [meaning], hand);
    expect(after.machines[0]?.listing.matched.spec).toMatchObject({ document: 'SKI-DOO 2026 book', page: 1 });
  });

  test('about twins offers both with words of their own, or one of them', async () => {
    const [question, ...more] = await asked(
      named('TJTH'),
      named('TJTG', { extracted: { price: { amount: '19000.00', currency: 'EUR' } } }),
    );
    expect(more).toEqual([]);
    expect(question).toMatchObject({ kind: 'alike', asks: { values: { columns: ['price'] } } });
    expect(optionOf(question, 'all')?.publishes).toEqual(['TJTH', 'TJTG']);
    expect(optionOf(question, 'TJTG')).toMatchObject({ publishes: ['TJTG'], removes: [] });
  });

  test('about twins is asked also where their cells are alike as far as words may be long', async () => {
    const section = (end: string) => `Deep snow, spring orders, page ${end}`;
    const [question] = await asked(
      named('TJTH', { extracted: { section: section('one') } }),
      named('TJTG', { extracted: { section: section('two') } }),
    );
    expect(question).toMatchObject({ kind: 'alike', asks: { values: { columns: ['section'] } } });
    expect(optionOf(question, 'all')?.publishes).toEqual(['TJTH', 'TJTG']);
  });

  test('about a currency stands for a whole list', async () => {
    const bare = (code: string, color: string) =>
      named(code, { extracted: { color, price: null, priceText: '18 750,00', flags: ['currency-unknown'] } });
    const [question, ...more] = await asked(bare('TJTH', 'Red'), bare('TJTG', 'Black'));
    expect(more).toEqual([]);
    expect(question).toMatchObject({ kind: 'currency', frees: 2 });
    expect(optionOf(question, 'EUR')?.publishes).toEqual(['TJTH', 'TJTG']);
  });

  test('is one about all machines of a list whose brand or year nobody knows, of which nothing can be kept', async () => {
    const unnamed = (code: string, changes: object) =>
      named(code, {
        extracted: { price: null, priceText: '18 750,00', flags: ['currency-unknown', 'faint'], ...changes },
      });
    const [question, ...more] = await asked(
      unnamed('TJTH', { modelYear: null }),
      unnamed('TJTG', { brand: null, color: 'Black' }),
    );
    expect(more).toEqual([]);
    expect(question).toMatchObject({ kind: 'unnamed', codes: ['TJTH', 'TJTG'], frees: 0 });
    expect(question?.options).toMatchObject([{ name: 'drop', byFile: true }]);
    expect(sentenceOf(question?.asks as Question['asks'])).toContain('brand and model year');
  });

  test('about machines that are sold in spring alone is asked when the dealer can order no more, and would remove their ads', async () => {
    const spring = [named('TJTH', { extracted: { springOnly: true } })];
    const until = (springOrdersUntil: string) =>
      questionsOf(standing(spring, { dealer: aDealer({ springOrdersUntil }) }));
    expect(await until('2026-11-03')).toEqual([]);
    const [question] = await until('2026-11-02');
    expect(question).toMatchObject({ kind: 'spring', codes: ['TJTH'], frees: 0 });
    expect(optionOf(question, 'keep-out')?.removes).toEqual(['TJTH']);
    expect(optionOf(question, 'sell')).toMatchObject({ publishes: [], removes: [] });
  });

  test('of the change guard is one a list, says what goes, and is none of a machine that waits', async () => {
    const item = (modelCode: string): ReviewItem => ({
      ...{
        dealerId: 'north',
        subject: `SKI-DOO#2026#${modelCode}#vanished`,
        kind: 'vanished',
        brand: 'SKI-DOO',
      },
      ...{
        modelYear: 2026,
        market: 'FI',
        modelCode,
        reasons: [reason('ad-vanished')],
        candidates: [],
        proposed: '',
      },
      ...{ documentId: 'd1', document: 'list.pdf', page: null, box: null, order: '1', status: 'open' },
      ...{ openedAt: hand.at, updatedAt: hand.at },
    });
    const questions = await questionsOf(standing([], { guarded: [item('AAAA'), item('BBBB')] }));
    expect(questions).toMatchObject([{ kind: 'guard', frees: 0 }]);
    expect(optionOf(questions[0], 'take-out')?.removes).toEqual(['AAAA', 'BBBB']);
  });

  test('is asked again after an answer that wrote nothing, and not after one that settled it', () => {
    const spring = [named('TJTH', { extracted: { springOnly: true } })];
    const dealer = aDealer({ springOrdersUntil: '2026-11-02' });
    const now = standing(spring, { dealer });
    const [question] = allAsked(now) as [Asked];
    const given = (steps: GivenAnswer['steps']): GivenAnswer => ({
      ...{ dealerId: dealer.id, question: idOf(question, now), kind: 'spring', asks: question.asks },
      ...{ option: 'sell', says: question.asks, codes: ['TJTH'], modelYears: [2026], steps, part: 0 },
      ...{ basis: basisOfAsked(question), ...hand },
    });
    const left = (steps: GivenAnswer['steps']) =>
      allAsked(standing(spring, { dealer, given: [given(steps)] }));
    expect(left([])).toHaveLength(1);
    expect(left([{ does: 'settle' }])).toEqual([]);
  });

  test('keeps its id while list and reasons stay, and its basis changes with what the list says', async () => {
    const without = (color: string) => named('TJTH', { extracted: { color }, values: { TrackWidth: null } });
    const [one, same, other] = [
      await asked(without('Red')),
      await asked(without('Red')),
      await asked(without('Blue')),
    ];
    expect(same).toEqual(one);
    expect(other[0]?.id).toBe(one[0]?.id);
    expect(other[0]?.basis).not.toBe(one[0]?.basis);
  });
});

test('a question whose numbered answers have changed places has another basis', async () => {
  const between = (...names: string[]) => {
    const candidates = names.map((name) => ({ name, confidence: 0.5, against: [] }));
    const reasons = [reason('names-tie', { names: [], by: '', name: '' })];
    return named('TJTH', { matched: { decision: 'review', avitoModel: null, reasons, candidates } });
  };
  const [one, other] = [
    await asked(between('Ski-Doo Summit X', 'Ski-Doo Summit SP')),
    await asked(between('Ski-Doo Summit SP', 'Ski-Doo Summit X')),
  ];
  expect(optionOf(one[0], '1')?.says).not.toEqual(optionOf(other[0], '1')?.says);
  expect(other[0]?.id).toBe(one[0]?.id);
  expect(other[0]?.basis).not.toBe(one[0]?.basis);
});

describe('What a page of a question needs', () => {
  test('rows cell by cell with their places, and the colour as printed', async () => {
    const row = named('AAAA', {
      extracted: { price: null, priceText: 'tba', color: 'Neo Yellow', cells: { price: [400, 10, 440, 20] } },
    });
    const [question] = await asked(row);
    expect(question?.machines[0]?.color).toBe('Neo Yellow');
    expect(question?.evidence[0]?.cells).toContainEqual({
      ...{ name: 'price', text: 'tba', box: [400, 10, 440, 20] },
    });
  });

  test('whether an answer can be limited to some of its machines', async () => {
    const unpriced = { price: null, priceText: 'tba' };
    const [question] = await asked(
      named('AAAA', { extracted: unpriced }),
      named('BBBB', { extracted: unpriced }),
    );
    expect(question?.codes).toEqual(['AAAA', 'BBBB']);
    expect(optionOf(question, 'keep-out')?.ofEach).toBe(true);
    const [alone] = await asked(named('AAAA', { extracted: unpriced }));
    expect(optionOf(alone, 'keep-out')?.ofEach).toBe(false);
  });
});
