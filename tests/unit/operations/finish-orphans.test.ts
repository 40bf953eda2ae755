import { expect, test } from 'vitest';
import { actsSince } from '#functions/operations/audit/acts.ts';
import { finishOrphans } from '#functions/operations/audit/finish-orphans.ts';
import { asTold } from '#messages/reason.ts';
import { type Act, audited } from '#shared/audit.ts';
import type { Ports } from '#shared/ports.ts';
import type { GivenAnswer } from '#shared/table/knowledge-records.ts';
import { addDemoDealer } from '../../fakes/pipeline.ts';
import { testPorts } from '../../fakes/ports.ts';

const BEGUN = '2026-11-03T10:00:00.000Z';
const NOW = new Date('2026-11-03T12:00:00.000Z');

const actOf = (changes: Partial<Act>): Act => ({
  id: 'act-1',
  at: BEGUN,
  dealerId: 'demo',
  who: 'anna',
  action: 'match.set',
  subject: 'TJTH',
  details: { name: 'Ski-Doo Summit X', models: [{}, {}] },
  ...changes,
});

const matchOf = (model: string) => ({
  dealerId: 'demo',
  model,
  modelCode: 'TJTH',
  name: 'Ski-Doo Summit X',
  printed: model,
  contradictions: [],
  setBy: 'anna',
  setAt: BEGUN,
});

/** Ports with a list of `demo` in force, at a fixed time; `started` are the executions that were asked for. */
const setUp = async () => {
  const ports = await testPorts();
  await addDemoDealer(ports);
  const place = { dealerId: 'demo', brand: 'SKI-DOO', modelYear: 2026, market: 'FI' };
  await ports.table.lists.put({ ...place, sha256: 'a', documentId: 'a', runId: 'r', order: '1' });
  const started: object[] = [];
  const machines: Ports['machines'] = {
    ...ports.machines,
    start: async (_, __, input) => started.push(input) > 0,
  };
  return Object.assign(ports, { machines, clock: () => NOW, started });
};

/** Records what a killed command leaves: its intent, and what it had done until then. */
const breakOff = async (act: Act, ports: Ports, effect: () => Promise<unknown> = async () => {}) => {
  const intentOnly: Ports['audit'] = {
    ...ports.audit,
    append: (event) => (event.step === 'intended' ? ports.audit.append(event) : Promise.resolve()),
  };
  await audited(act, { audit: intentOnly }, effect);
};

const endings = async (ports: Ports, dealerId: string | null = 'demo') =>
  (await actsSince(dealerId, new Date(BEGUN), ports)).map(({ ending }) => ending);

test('an act that was broken off after its effect is brought to its end, once', async () => {
  await using ports = await setUp();
  await breakOff(actOf({}), ports, async () => {
    for (const model of ['one', 'other']) await ports.table.manualMatches.put(matchOf(model));
  });
  expect(await endings(ports)).toEqual([null]);
  expect([await finishOrphans('demo', NOW, ports), await finishOrphans('demo', NOW, ports)]).toEqual([1, 0]);
  expect(await endings(ports)).toEqual(['done']);
  expect(ports.started).toEqual([
    { dealerId: 'demo', documentId: 'a', from: 'match', reason: 'match.set act-1' },
  ]);
});

test('of an act that was broken off half-way it is said how much the records bear of it', async () => {
  await using ports = await setUp();
  await breakOff(actOf({}), ports, () => ports.table.manualMatches.put(matchOf('one')));
  await finishOrphans('demo', NOW, ports);
  const [act] = await actsSince('demo', new Date(BEGUN), ports);
  expect(act).toMatchObject({
    ending: 'unknown',
    reason: { code: 'act-unknown', values: { found: 1, expected: 2 } },
  });
  expect(ports.started).toHaveLength(1);
});

test('of several plans that were to be put the first alone is not all of them', async () => {
  await using ports = await setUp();
  const act = actOf({ dealerId: null, action: 'plans.put', subject: 'small,large', details: {} });
  const limits = {
    listsAtOnce: 1,
    products: 1,
    storageGb: 1,
    callsAnHour: 1,
    pagesAMonth: 1,
    tokensAMonth: 1,
  };
  await breakOff(act, ports, () =>
    ports.table.plans.put({ name: 'small', ...limits, scope: 'SHARED', putBy: 'anna', putAt: BEGUN }),
  );
  await finishOrphans(null, NOW, ports);
  const [ended] = await actsSince(null, new Date(BEGUN), ports);
  expect(ended).toMatchObject({ ending: 'unknown', reason: { values: { found: 1, expected: 2 } } });
});

test('nothing is taken up for an act that left nothing, and of acts nobody can recognise nobody knows', async () => {
  await using ports = await setUp();
  await breakOff(actOf({}), ports);
  await breakOff(actOf({ id: 'act-2', action: 'feed.deliver', details: {} }), ports);
  expect(await finishOrphans('demo', NOW, ports)).toBe(2);
  expect(await endings(ports)).toEqual(['unknown', 'unknown']);
  expect(ports.started).toEqual([]);
});

test('rules that were put by an act that was broken off reach the lists of every dealer', async () => {
  await using ports = await setUp();
  const act = actOf({ dealerId: null, action: 'rules.put', subject: 'v7', details: {} });
  const pointer = { scope: 'SHARED', name: 'avito', version: 'CURRENT', points: 'v7' };
  await breakOff(act, ports, () => ports.table.rules.put(pointer));
  await finishOrphans(null, NOW, ports);
  expect(await endings(ports, null)).toEqual(['done']);
  expect(ports.started).toMatchObject([{ dealerId: 'demo', from: 'match', reason: 'rules.put act-1' }]);
});

test('acts that may still be going on are left alone, and what they say of themselves counts', async () => {
  await using ports = await setUp();
  const act = actOf({ action: 'feed.deliver', details: {} });
  await breakOff(act, ports);
  expect(await finishOrphans('demo', new Date(BEGUN), ports)).toBe(0);
  await finishOrphans('demo', NOW, ports);
  await audited(act, ports, async () => {});
  expect(await endings(ports)).toEqual(['done']);
});

test.each<[Partial<Act>, (ports: Ports) => Promise<unknown>]>([
  [{ action: 'dealer.put', details: { version: '1' } }, async () => {}],
  [
    { action: 'dealer.resume', details: { halted: 'AuthRefused' } },
    ({ table }) => table.channelStates.patchIf({ dealerId: 'demo' }, { halted: null }),
  ],
  [
    { action: 'offers.withdraw', details: { codes: ['TJTH'], why: 'sold' } },
    ({ table }) =>
      table.productAnswers.put({
        ...{ dealerId: 'demo', brand: 'SKI-DOO', modelYear: 2026, modelCode: 'TJTH', edits: {} },
        keptOut: { why: 'sold', by: 'anna', at: BEGUN },
      }),
  ],
  [
    { action: 'review.edit', details: { 'SKI-DOO#2026#TJTH#product': {} } },
    ({ table }) =>
      table.productAnswers.put({
        ...{ dealerId: 'demo', brand: 'SKI-DOO', modelYear: 2026, modelCode: 'TJTH' },
        edits: { TrackWidth: { value: '508', insteadOf: '', by: 'anna', at: BEGUN } },
      }),
  ],
  [{ action: 'match.remove', details: { removed: [{ model: 'gone' }] } }, async () => {}],
])('%j is recognised by what it leaves in the records', async (changes, effect) => {
  await using ports = await setUp();
  await breakOff(actOf(changes), ports, () => effect(ports));
  await finishOrphans('demo', NOW, ports);
  expect(await endings(ports)).toEqual(['done']);
});

const givenAnswer = (changes: Partial<GivenAnswer>): GivenAnswer => ({
  ...{ dealerId: 'demo', question: 'q-1', kind: 'value', option: 'value', value: '45000', basis: 'b' },
  ...{ asks: asTold('What is its power?'), says: asTold('It is this'), codes: ['TJTH'], modelYears: [2026] },
  ...{ steps: [], part: 0, by: 'bert', at: '2026-11-01T10:00:00.000Z', ...changes },
});

test.each<[string, string | null, Partial<GivenAnswer>, number]>([
  ['questions.answer', 'demo', { by: 'anna', at: BEGUN }, 2],
  ['questions.answer', 'demo', { by: 'anna', at: BEGUN, unfinished: true }, 1],
  ['questions.undo', 'demo', { takenBack: { by: 'anna', at: BEGUN } }, 2],
  ['questions.undo', 'demo', { unfinished: true }, 1],
  ['questions.undo', null, { takenBack: { by: 'anna', at: BEGUN } }, 2],
  ['questions.share', null, { shared: { by: 'anna', at: BEGUN } }, 2],
])('lists see what %s of %s left when it was broken off, each answer counted once', async (action, dealerId, mark, found) => {
  await using ports = await setUp();
  const { at } = givenAnswer({});
  const answers = ['q-1', 'q-2'].map((question) => ({ question, at }));
  const details = { answers, from: 'validate' };
  await ports.table.givenAnswers.put(givenAnswer({ question: 'q-0' }));
  await breakOff(actOf({ action, dealerId, details }), ports, async () => {
    for (const part of [0, 1]) await ports.table.givenAnswers.put(givenAnswer({ ...mark, part }));
  });
  await finishOrphans(dealerId, NOW, ports);
  const [act] = await actsSince(dealerId, new Date(BEGUN), ports);
  expect(act).toMatchObject({ ending: 'unknown', reason: { values: { found, expected: 4 } } });
  expect(ports.started).toMatchObject([{ documentId: 'a', from: 'validate', reason: `${action} act-1` }]);
});

const belt = { kind: 'label', printed: 'Nominal belt (mm)', section: '', means: 'track.width' } as const;

test.each<[string, string | null, (ports: Ports) => Promise<unknown>]>([
  [
    'knowledge.teach',
    'demo',
    ({ table }) =>
      table.meanings.put({
        ...belt,
        scope: 'D#demo',
        text: 'nominal belt',
        taughtBy: 'anna',
        taughtAt: BEGUN,
      }),
  ],
  [
    'knowledge.promote',
    null,
    ({ table }) =>
      table.meanings.put({
        ...belt,
        scope: 'SHARED',
        text: 'nominal belt',
        taughtBy: 'anna',
        taughtAt: BEGUN,
      }),
  ],
  ['knowledge.forget', 'demo', async () => {}],
])('lists see what %s left, and a person is told to look whether its books do', async (action, dealerId, effect) => {
  await using ports = await setUp();
  await breakOff(actOf({ dealerId, action, details: { meanings: [belt] } }), ports, () => effect(ports));
  await finishOrphans(dealerId, NOW, ports);
  const [act] = await actsSince(dealerId, new Date(BEGUN), ports);
  expect(act).toMatchObject({ ending: 'unknown', reason: { values: { found: 1, expected: 2 } } });
  expect(ports.started).toMatchObject([{ documentId: 'a', from: 'match', reason: `${action} act-1` }]);
});
