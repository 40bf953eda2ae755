import { describe, expect, test } from 'vitest';
import type { DeskPorts } from '#desk/ports.ts';
import type { Effect } from '#desk/questions/effects.ts';
import { askedByYear, listAnswers, shareAnswers, undoAnswers } from '#desk/questions/given.ts';
import { keepAnswer, keptAnswers } from '#desk/questions/kept-answers.ts';
import type { Standing } from '#desk/questions/standing.ts';
import { planAll, type Writing, writeAll } from '#desk/questions/write.ts';
import { reason } from '#messages/reason.ts';
import { modelAndEngine, modelValuesOf } from '#shared/model-values.ts';
import type { GivenAnswer } from '#shared/table/knowledge-records.ts';
import type { ReviewItem } from '#shared/table/records.ts';
import { meaningScope, meaningsFor } from '#shared/taught-meanings.ts';
import { deskOn } from '../../fakes/desk.ts';
import { aListing } from '../../fakes/listings.ts';
import { addDemoDealer } from '../../fakes/pipeline.ts';
import { testPorts } from '../../fakes/ports.ts';

const BY = { by: 'anna', at: '2026-11-03T10:00:00.000Z' };
const { extracted } = aListing();
const value = {
  ...{ does: 'value', model: modelAndEngine(extracted), value: '406' },
  field: 'TrackWidth' as const,
  printed: 'SKI-DOO Summit X with Expert Pkg 850 E-TEC',
};
const kept = { does: 'keep-out', brand: 'SKI-DOO', modelYear: 2026, modelCode: 'TJTH', why: 'sold out' };

const given = (question: string, step: GivenAnswer['steps'][number]): GivenAnswer => ({
  ...{ dealerId: 'demo', question, kind: 'value', option: 'value', value: '406', codes: ['TJTH'] },
  ...{ asks: reason('ask-picture', { family: 'Summit' }), says: reason('option-name'), modelYears: [2026] },
  ...{ basis: 'b', steps: [step], part: 0, ...BY },
});

const withAnswers = async () => {
  const ports = await testPorts();
  await addDemoDealer(ports);
  const { does: _, ...record } = value;
  await ports.table.modelValues.put({ scope: 'D#demo', ...record, ...BY });
  await ports.table.givenAnswers.put(given('11111111', value));
  await ports.table.givenAnswers.put({ ...given('22222222', kept), at: '2026-11-04T10:00:00.000Z' });
  return { ports, desk: deskOn(ports) };
};

const writing = (hand = BY): Writing => ({
  dealerId: 'demo',
  hand,
  after: { machines: [] } as unknown as Standing,
});

/** Writes effects as one answer. */
const write = async (effects: readonly Effect[], desk: DeskPorts, hand = BY) => {
  const plans = [...(await planAll(effects, writing(hand), desk)).values()];
  const steps = plans.map(({ step }) => step);
  await writeAll(plans, [{ ...given('55555555', kept), steps, ...hand }], writing(hand), desk);
};

const named = (...questions: string[]) => ({ dealerId: 'demo', questions });

describe('an answer that was given', () => {
  test('is shared with all dealers without who gave it; one about a machine of its own list is not', async () => {
    const { ports, desk } = await withAnswers();
    await using _ = ports;
    expect(await modelValuesOf('other', ports)).toEqual([]);
    await shareAnswers({ who: 'olga' }, named('1111'), desk);
    expect(await modelValuesOf('other', ports)).toMatchObject([
      { model: value.model, value: '406', by: 'olga' },
    ]);
    expect(JSON.stringify(await modelValuesOf('other', ports))).not.toMatch(/anna|demo|TJTH/);
    expect(await modelValuesOf('demo', ports)).toMatchObject([{ by: 'anna' }]);
    expect((await listAnswers('demo', desk))[0]?.shared?.by).toBe('olga');
    await expect(shareAnswers({ who: 'olga' }, named('2222'), desk)).rejects.toMatchObject({
      reason: { code: 'answer-not-shareable' },
    });
  });

  test('that named a model is shared as that name, and taken back from all dealers', async () => {
    const { ports, desk } = await withAnswers();
    await using _ = ports;
    const name = { does: 'name', name: 'Ski-Doo MXZ X-RS 600', models: ['SKI DOO MXZ'], printed: ['MXZ'] };
    const match = { dealerId: 'demo', model: 'SKI DOO MXZ', modelCode: 'TJTH', printed: 'MXZ' };
    const set = { name: name.name, contradictions: [], setBy: BY.by, setAt: BY.at };
    await ports.table.manualMatches.put({ ...match, ...set });
    await ports.table.givenAnswers.put(given('66666666', { ...name, stood: [] }));
    await shareAnswers({ who: 'olga' }, named('6666'), desk);
    expect(await ports.table.sharedMatches.query({})).toMatchObject([
      { model: match.model, name: name.name, printed: 'MXZ', setBy: 'olga' },
    ]);
    await undoAnswers({ who: 'anna' }, named('6666'), desk);
    expect(await ports.table.sharedMatches.query({})).toEqual([]);
    expect(await ports.table.manualMatches.query({ dealerId: 'demo' })).toEqual([]);
  });

  test('is shared over nothing that holds for all already: the same stays whose it is, another is told of', async () => {
    const { ports, desk } = await withAnswers();
    await using _ = ports;
    const theirs = { ...BY, by: 'boris', at: '2026-11-01T10:00:00.000Z' };
    const { does: __, ...record } = value;
    const held = { scope: 'SHARED', ...record, value: '508', ...theirs };
    await ports.table.modelValues.put(held);
    await expect(shareAnswers({ who: 'olga' }, named('1111'), desk)).rejects.toMatchObject({
      reason: { code: 'shared-otherwise', values: { says: '508', by: 'boris' } },
    });
    expect(await modelValuesOf('other', ports)).toEqual([held]);
    expect((await listAnswers('demo', desk))[0]?.shared).toBeUndefined();
    await ports.table.modelValues.put({ ...held, value: '406' });
    await shareAnswers({ who: 'olga' }, named('1111'), desk);
    await undoAnswers({ who: 'anna' }, named('1111'), desk);
    expect(await modelValuesOf('other', ports)).toEqual([{ ...held, value: '406' }]);
  });

  test('that is named twice is taken back once', async () => {
    const { ports, desk } = await withAnswers();
    await using _ = ports;
    const machine = { ...{ dealerId: 'demo', brand: 'SKI-DOO' }, modelYear: 2026, modelCode: 'TJTH' };
    const keptOut = { why: 'sold out', by: 'anna', at: '2026-11-04T10:00:00.000Z' };
    await ports.table.productAnswers.put({ ...machine, edits: {}, keptOut });
    const { answers } = await undoAnswers({ who: 'anna' }, named('2222', '22222222'), desk);
    expect(answers).toHaveLength(1);
    expect(await ports.table.productAnswers.query({ dealerId: 'demo' })).toEqual([]);
  });

  test('is taken back, unless something else was said since', async () => {
    const { ports, desk } = await withAnswers();
    await using _ = ports;
    await ports.table.modelValues.put({ scope: 'D#demo', ...value, value: '508', ...BY, by: 'boris' });
    await expect(undoAnswers({ who: 'anna' }, named('1111'), desk)).rejects.toMatchObject({
      reason: { code: 'changed-meanwhile' },
    });
    await ports.table.modelValues.put({ scope: 'D#demo', ...value, ...BY });
    await undoAnswers({ who: 'anna' }, named('1111'), desk);
    expect(await modelValuesOf('demo', ports)).toEqual([]);
    expect((await listAnswers('demo', desk)).map(({ question }) => question)).toEqual(['22222222']);
    await expect(undoAnswers({ who: 'anna' }, named('1111'), desk)).rejects.toMatchObject({
      reason: { code: 'answer-unknown' },
    });
  });

  test('that was shared is taken back from all dealers, unless another was shared in its place since', async () => {
    const { ports, desk } = await withAnswers();
    await using _ = ports;
    await shareAnswers({ who: 'olga' }, named('1111'), desk);
    const [shared] = await modelValuesOf('other', ports);
    await undoAnswers({ who: 'anna' }, named('1111'), desk);
    expect(await modelValuesOf('other', ports)).toEqual([]);
    expect(await modelValuesOf('demo', ports)).toEqual([]);
    await ports.table.modelValues.put({ scope: 'D#demo', ...value, ...BY });
    await ports.table.givenAnswers.put({
      ...given('11111111', value),
      shared: { by: 'olga', at: shared?.at ?? '' },
    });
    await ports.table.modelValues.put({ scope: 'SHARED', ...value, ...BY, by: 'boris', value: '508' });
    await undoAnswers({ who: 'anna' }, named('1111'), desk);
    expect(await modelValuesOf('demo', ports)).toMatchObject([{ by: 'boris', value: '508' }]);
  });

  test('that was shared can be taken back once more where that was broken off at the books', async () => {
    const { ports, desk } = await withAnswers();
    await using _ = ports;
    const { meanings, books } = ports.table;
    const said = {
      kind: 'label',
      text: 'bredd',
      section: '',
      printed: 'Bredd',
      means: 'track.width',
    } as const;
    const own = { scope: meaningScope('demo'), ...said };
    await meanings.put({ ...own, taughtBy: BY.by, taughtAt: BY.at });
    await ports.table.givenAnswers.put(given('99999999', { does: 'meaning', ...own }));
    await shareAnswers({ who: 'olga' }, named('9999'), desk);
    const away = async () => {
      throw new Error('The table is away');
    };
    const broken = { ...desk, table: { ...ports.table, books: { ...books, query: away } } };
    await expect(undoAnswers({ who: 'anna' }, named('9999'), broken)).rejects.toThrow('The table is away');
    await undoAnswers({ who: 'anna' }, named('9999'), desk);
    expect(await meaningsFor('demo', ports)).toEqual([]);
    expect((await listAnswers('demo', desk)).map(({ question }) => question)).not.toContain('99999999');
  });

  test('is taken back with others and told of, though one record would not hold all that they did', async () => {
    const { ports, desk } = await withAnswers();
    await using _ = ports;
    const questions = ['66666666', '77777777', '88888888'];
    const large = { ...value, was: 'a reason '.repeat(16_000) };
    for (const question of questions) await keepAnswer(given(question, large), ports);
    const again = () => undoAnswers({ who: 'anna', key: 'wish-1' }, named(...questions), desk);
    const { answers } = await again();
    expect(answers.map(({ question, codes }) => [question, codes])).toEqual(
      questions.map((question) => [question, ['TJTH']]),
    );
    expect((await again()).answers).toEqual(answers);
  });

  test('is taken back whole or not at all', async () => {
    const { ports, desk } = await withAnswers();
    await using _ = ports;
    const machine = (modelCode: string) => ({
      ...{ dealerId: 'demo', brand: 'SKI-DOO' },
      modelYear: 2026,
      modelCode,
    });
    const keptOut = { why: 'sold out', ...BY };
    const both = { ...given('44444444', kept), steps: [{ ...kept, modelCode: 'TJTG' }, kept] };
    await ports.table.givenAnswers.put(both);
    for (const code of ['TJTG', 'TJTH'])
      await ports.table.productAnswers.put({ ...machine(code), edits: {}, keptOut });
    await ports.table.productAnswers.put({
      ...machine('TJTG'),
      edits: {},
      keptOut: { ...keptOut, by: 'boris' },
    });
    await expect(undoAnswers({ who: 'anna' }, named('1111', '4444'), desk)).rejects.toMatchObject({
      reason: { code: 'changed-meanwhile', values: { subject: 'TJTG' } },
    });
    expect((await ports.table.productAnswers.get(machine('TJTH')))?.keptOut).toEqual(keptOut);
    expect(await modelValuesOf('demo', ports)).toHaveLength(1);
  });

  test('that kept out what somebody else had kept out leaves that when it is taken back', async () => {
    const { ports, desk } = await withAnswers();
    await using _ = ports;
    const machine = { ...{ dealerId: 'demo', brand: 'SKI-DOO' }, modelYear: 2026, modelCode: 'TJTH' };
    const earlier = { why: 'broken', by: 'boris', at: '2026-11-01T10:00:00.000Z' };
    await ports.table.productAnswers.put({ ...machine, edits: {}, keptOut: earlier });
    await write([kept as Effect], desk);
    await undoAnswers({ who: 'anna' }, named('5555'), desk);
    expect((await ports.table.productAnswers.get(machine))?.keptOut).toEqual(earlier);
  });

  test('goes over no withdrawal that comes while it is written, and what was written before it is as it was', async () => {
    const { ports, desk } = await withAnswers();
    await using _ = ports;
    const machine = { ...{ dealerId: 'demo', brand: 'SKI-DOO' }, modelYear: 2026, modelCode: 'TJTH' };
    const keptOut = { why: 'sold', by: 'boris', at: '2026-11-03T09:59:59.000Z' };
    const { productAnswers } = ports.table;
    const get: typeof productAnswers.get = async (key) => {
      const found = await productAnswers.get(key);
      if (key.modelCode === machine.modelCode) await productAnswers.put({ ...machine, edits: {}, keptOut });
      return found;
    };
    const late = { ...desk, table: { ...ports.table, productAnswers: { ...productAnswers, get } } };
    const edit = { ...kept, does: 'edit', field: 'Price', value: '18750 EUR', insteadOf: '' } as Effect;
    const stood = await modelValuesOf('demo', ports);
    const hand = { by: 'olga', at: '2026-11-03T10:00:01.000Z' };
    const effects = [{ ...value, value: '508' } as Effect, { ...kept, modelCode: 'TJTG' } as Effect, edit];
    await expect(write(effects, late, hand)).rejects.toMatchObject({
      reason: { code: 'changed-meanwhile' },
    });
    expect(await productAnswers.query({ dealerId: 'demo' })).toEqual([{ ...machine, edits: {}, keptOut }]);
    expect(await modelValuesOf('demo', ports)).toEqual(stood);
    expect((await listAnswers('demo', desk)).map(({ question }) => question)).not.toContain('55555555');
  });

  test('that was broken off while it was written is kept as begun, and what of it was written is taken back', async () => {
    const { ports, desk } = await withAnswers();
    await using _ = ports;
    const machine = (modelCode: string) => ({
      dealerId: 'demo',
      brand: 'SKI-DOO',
      modelYear: 2026,
      modelCode,
    });
    const { productAnswers } = ports.table;
    const dies = async () => {
      throw new Error('The power is gone');
    };
    // Nothing can be written or taken back from the third machine on, as where the process is killed.
    const dying = (modelCode: string) => (modelCode === 'TJTF' ? dies() : undefined);
    const put: typeof productAnswers.put = async (record) =>
      (await dying(record.modelCode)) ?? productAnswers.put(record);
    const get: typeof productAnswers.get = async (key, ...rest) =>
      isDead ? dies() : productAnswers.get(key, ...rest);
    let isDead = false;
    const die: typeof put = (record) =>
      put(record).catch((error) => {
        isDead = true;
        throw error;
      });
    const killed = {
      ...desk,
      table: { ...ports.table, productAnswers: { ...productAnswers, put: die, get } },
    };
    const effects = ['TJTH', 'TJTG', 'TJTF', 'TJTE'].map((modelCode) => ({ ...kept, modelCode }) as Effect);
    await expect(write(effects, killed)).rejects.toThrow('The power is gone');
    expect((await productAnswers.query({ dealerId: 'demo' })).map(({ modelCode }) => modelCode)).toEqual([
      'TJTG',
      'TJTH',
    ]);
    const begun = (await listAnswers('demo', desk)).find(({ question }) => question === '55555555');
    expect(begun).toMatchObject({ unfinished: true, steps: effects });
    await undoAnswers({ who: 'anna' }, named('5555'), desk);
    expect(await productAnswers.query({ dealerId: 'demo' })).toEqual([]);
    expect(await productAnswers.get(machine('TJTH'))).toBeNull();
  });

  test('of which a part was taken back before that was broken off can be taken back once more', async () => {
    const { ports, desk } = await withAnswers();
    await using _ = ports;
    const effects = ['TJTH', 'TJTG'].map((modelCode) => ({ ...kept, modelCode }) as Effect);
    await write([value as Effect, ...effects], desk);
    const { productAnswers } = ports.table;
    const remove: typeof productAnswers.remove = async (key) => {
      if (key.modelCode === 'TJTH') throw new Error('The power is gone');
      return productAnswers.remove(key);
    };
    const killed = { ...desk, table: { ...ports.table, productAnswers: { ...productAnswers, remove } } };
    await expect(undoAnswers({ who: 'anna' }, named('5555'), killed)).rejects.toThrow('The power is gone');
    expect(await productAnswers.query({ dealerId: 'demo' })).toHaveLength(1);
    await undoAnswers({ who: 'anna' }, named('5555'), desk);
    expect(await productAnswers.query({ dealerId: 'demo' })).toEqual([]);
  });

  test("of the change guard goes over nobody else's that came meanwhile", async () => {
    const { ports, desk } = await withAnswers();
    await using _ = ports;
    const item: ReviewItem = {
      ...{ dealerId: 'demo', subject: 'SKI-DOO#2026#TJTH#vanished', kind: 'vanished', brand: 'SKI-DOO' },
      ...{ modelYear: 2026, market: 'FI', modelCode: 'TJTH', reasons: [], candidates: [], proposed: '' },
      ...{ documentId: 'd1', document: 'list.pdf', page: null, box: null, order: '1', status: 'open' },
      ...{ openedAt: BY.at, updatedAt: BY.at },
    };
    await ports.table.reviews.put({ ...item, status: 'rejected', answeredBy: 'boris' });
    await expect(write([{ does: 'guard', item, status: 'accepted' }], desk)).rejects.toMatchObject({
      reason: { code: 'changed-meanwhile' },
    });
    expect(await ports.table.reviews.get(item)).toMatchObject({ status: 'rejected', answeredBy: 'boris' });
  });

  test('about very many rows is kept and read whole', async () => {
    await using ports = await testPorts();
    const steps = Array.from({ length: 600 }, (_, at) => ({ ...kept, modelCode: `A${at}` }));
    const answer = { ...given('33333333', kept), steps };
    await keepAnswer(answer, ports);
    await keepAnswer({ ...answer, takenBack: BY }, ports);
    expect(await keptAnswers('demo', ports)).toEqual([{ ...answer, takenBack: BY }]);
    expect(await ports.table.givenAnswers.query({ dealerId: 'demo' })).toHaveLength(3);
  });

  test('counts for the model years it was about, beside what is open', () => {
    const past = [given('1', value), given('2', value), { ...given('3', value), takenBack: BY }];
    expect(askedByYear(past, [{ modelYears: [2027] }, { modelYears: [2027, 2026] }])).toEqual([
      { modelYear: 2027, answered: 0, open: 2 },
      { modelYear: 2026, answered: 2, open: 1 },
    ]);
  });
});
