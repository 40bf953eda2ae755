import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Catalogue } from '#contracts/catalogue.ts';
import type { Reason } from '#contracts/reason.ts';
import { type Actor, actsOf } from '#desk/acts.ts';
import {
  ForgetMeanings,
  forgetMeanings,
  listKnowledge,
  PromoteMeanings,
  promoteMeanings,
  teachMeanings,
} from '#desk/knowledge/knowledge.ts';
import { TeachMeanings } from '#desk/knowledge/plan.ts';
import type { DeskPorts } from '#desk/ports.ts';
import { Refusal } from '#desk/refusal.ts';
import { catalogue } from '#functions/catalogue/catalogue.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import type { TaughtMeaning } from '#shared/table/knowledge-records.ts';
import type { BookInForce } from '#shared/table/records.ts';
import type { DealerRecord } from '#shared/table/repositories.ts';
import { diceOf } from '../../drawn-books/dice.ts';
import { type DrawnBook, drawBook } from '../../drawn-books/draw.ts';
import { judge } from '../../drawn-books/judge.ts';
import { answersTo } from '../../drawn-books/taught.ts';
import { withoutWords } from '../../drawn-books/without-words.ts';
import type { Told } from '../../drawn-books/wording.ts';
import { addDemoDealer } from '../../fakes/pipeline.ts';
import { testPorts } from '../../fakes/ports.ts';
import { runState } from '../../fakes/records.ts';

let book: DrawnBook;
beforeAll(async () => {
  book = await drawBook(diceOf(1), 'en', 'label above');
});

const deskOf = (ports: Ports): DeskPorts => ({
  ...ports,
  acts: actsOf(ports),
  checkSecret: async () => {},
  forgetSecret: async () => true,
  openInbox: async () => {},
});

/** The book as a dealer drops it, in letters that nobody knows a word of. */
const dropped = async (ports: Ports, dealerId = 'demo', runId = 'run-1') => {
  const key = `inbox/${dealerId}/${runId}.pdf`;
  await ports.inbox.write(key, book.bytes, 'application/pdf');
  const version = (await ports.inbox.head(key))?.version ?? '';
  const inbox = { ...runState().inbox, key, version };
  const reader = withoutWords(pdfiumReader, Object.values(book.style.wording));
  return catalogue(runState({ dealerId, runId, documentId: `d-${runId}`, inbox }), ports, [reader]);
};

const inForce = async (ports: Ports, dealerId = 'demo'): Promise<Catalogue> => {
  const [held] = await ports.table.books.query({ dealerId });
  return readJson(ports.artefacts, held?.key ?? '', Catalogue);
};

/** What the drawn book calls a row, as the reader that knows no words shows it. */
const labelOf = (read: Catalogue, wanted: Told): string =>
  answersTo(read, book).find(({ told }) => told === wanted)?.text ?? '';

const answersIn = (read: Catalogue) => answersTo(read, book).map(({ text, means }) => ({ text, means }));

const teach = (ports: Ports, meanings: readonly object[], actor: Actor = { who: 'anna' }) =>
  teachMeanings(actor, TeachMeanings.parse({ dealerId: 'demo', meanings }), deskOf(ports));

const refusalOf = async (attempt: Promise<unknown>): Promise<Reason> => {
  const error = await attempt.then(
    () => null,
    (thrown) => thrown,
  );
  if (!(error instanceof Refusal)) throw error ?? new Error('It was not refused');
  return error.reason;
};

/** A dealer whose book is in force, and whose file nobody can read any more. */
const withBook = async () => {
  const ports = await testPorts();
  await addDemoDealer(ports);
  await dropped(ports);
  const read = async () => {
    throw new Error('The file was read again');
  };
  return { ...ports, inbox: { ...ports.inbox, read, readStream: read } };
};

test('in words that nobody knows at most 8 answers give at least 98 % of a book, none wrong, without its file', async () => {
  await using ports = await withBook();
  const before = await inForce(ports);
  const answers = answersIn(before);
  const unasked = judge(book, before);
  expect(unasked.empty).toBeGreaterThan(20);
  expect(answers.length).toBeLessThanOrEqual(8);
  const { values } = await teach(ports, answers);
  const { right, empty, wrong } = judge(book, await inForce(ports));
  expect(wrong).toEqual([]);
  expect(right / (right + empty)).toBeGreaterThanOrEqual(0.98);
  expect(values).toBe(unasked.empty - empty);
});

test('what is taught is listed with who said it, and forgotten as if it had never been said', async () => {
  await using ports = await withBook();
  const before = await inForce(ports);
  const answers = answersIn(before);
  await teach(ports, answers);
  const known = await listKnowledge('demo', ports);
  expect(known.map(({ printed }) => printed).sort()).toEqual(answers.map(({ text }) => text).sort());
  expect(known[0]).toMatchObject({ taughtBy: 'anna', by: 'dealer' });
  const meanings = answers.map(({ text }) => ({ text: text.toUpperCase() }));
  const wish = ForgetMeanings.parse({ dealerId: 'demo', meanings });
  const anna = { who: 'anna', key: 'forget-1' };
  const forgotten = await forgetMeanings(anna, wish, deskOf(ports));
  expect(await forgetMeanings(anna, wish, deskOf(ports))).toEqual(forgotten);
  expect(await inForce(ports)).toEqual(before);
  expect(await listKnowledge('demo', ports)).toEqual([]);
  const again = forgetMeanings({ who: 'anna' }, wish, deskOf(ports));
  expect((await refusalOf(again)).code).toBe('meaning-unknown');
});

test('a book that comes later is read by what was taught, of that dealer alone', async () => {
  await using ports = await testPorts();
  await addDemoDealer(ports);
  await dropped(ports);
  await teach(ports, answersIn(await inForce(ports)));
  const { tally, ending } = await dropped(ports, 'demo', 'run-2');
  const later = await inForce(ports);
  expect(judge(book, later)).toMatchObject({ empty: 0, wrong: [] });
  const said = later.models[0]?.rows.filter(({ saidBy }) => saidBy === 'dealer') ?? [];
  expect(ending?.reason).toMatchObject({ values: { answered: said.length } });
  expect(tally.engine).toContain(`${said.length} labels known by your answers`);
  await dropped(ports, 'other');
  expect(judge(book, await inForce(ports, 'other')).empty).toBeGreaterThan(20);
});

test('what is promoted holds for all dealers, and tells nobody who said it and why', async () => {
  await using ports = await testPorts();
  await addDemoDealer(ports);
  const demo = await ports.table.dealers.get({ dealerId: 'demo' });
  await ports.table.dealers.put({ ...(demo as DealerRecord), dealerId: 'other' });
  for (const dealerId of ['demo', 'other']) await dropped(ports, dealerId);
  const [first] = answersIn(await inForce(ports));
  await teach(ports, [{ ...first, note: 'as page 3 of our list has it' }]);
  const wish = PromoteMeanings.parse({ dealerId: 'demo', meanings: [{ text: first?.text }] });
  await promoteMeanings({ who: 'operator' }, wish, deskOf(ports));
  const rows = (await inForce(ports, 'other')).models.flatMap((model) => model.rows);
  expect(rows.filter(({ saidBy }) => saidBy === 'all').map(({ label }) => label)).toContain(first?.text);
  const [shared] = await listKnowledge('other', ports);
  expect(shared).toMatchObject({ by: 'all', taughtBy: 'operator' });
  expect(shared).not.toHaveProperty('note');
});

test('what holds for all dealers is not promoted over: it is said who said what', async () => {
  await using ports = await withBook();
  const [first] = answersIn(await inForce(ports));
  await teach(ports, [first as object]);
  const [own] = await ports.table.meanings.query({ scope: 'D#demo' });
  const held = { ...(own as TaughtMeaning), scope: 'SHARED', means: null, taughtBy: 'boris' };
  await ports.table.meanings.put(held);
  const wish = PromoteMeanings.parse({ dealerId: 'demo', meanings: [{ text: first?.text }] });
  await expect(promoteMeanings({ who: 'operator' }, wish, deskOf(ports))).rejects.toMatchObject({
    reason: { code: 'shared-otherwise', values: { says: 'nothing', by: 'boris' } },
  });
  expect(await ports.table.meanings.query({ scope: 'SHARED' })).toEqual([held]);
});

test('several answers are one act, and the lists are matched once; asked again under its key nothing is done', async () => {
  await using ports = await withBook();
  const list = { dealerId: 'demo', brand: 'LYNX', modelYear: 2027, market: 'FI', documentId: 'd-list' };
  await ports.table.lists.put({ ...list, sha256: '', runId: 'r', order: '1' });
  const begun: object[] = [];
  const machines: Ports['machines'] = {
    start: async (_machine, _name, input) => begun.push(input) > 0,
    status: async () => 'SUCCEEDED',
  };
  const answers = answersIn(await inForce(ports));
  for (const _ of [1, 2]) await teach({ ...ports, machines }, answers, { who: 'anna', key: 'wish-1' });
  expect(begun).toMatchObject([{ documentId: 'd-list', from: 'match' }]);
});

describe('refused, and nothing is kept:', () => {
  let ports: Awaited<ReturnType<typeof withBook>>;
  beforeAll(async () => {
    ports = await withBook();
  });
  afterAll(() => ports[Symbol.asyncDispose]());

  test.each([
    ['values that cannot be that', 'width', 'fuel tank', 'answer-refused'],
    ['what another row is already', 'width', 'machine length', 'answer-refused'],
    ['a field that nobody knows', 'width', 'trak widht', 'field-unknown'],
  ] as const)('%s', async (_, told, means, code) => {
    const before = await inForce(ports);
    const text = labelOf(before, told);
    expect((await refusalOf(teach(ports, [{ text, means }]))).code).toBe(code);
    expect(await inForce(ports)).toEqual(before);
    expect(await listKnowledge('demo', ports)).toEqual([]);
  });

  test.each([
    ['a word of names that is known', 'word', 'Expert', 'nothing', 'word-known'],
    ['a word for one that nobody knows either', 'word', 'Znatok', 'Tulikettu', 'word-unknown'],
    ['a word that no document prints', 'word', 'Znatok', 'Expert', 'word-unprinted'],
    ['a unit that is known', 'unit', 'mm', 'in', 'word-known'],
    ['two words', 'unit', 'long feet', 'ft', 'word-several'],
  ] as const)('%s', async (_, kind, text, name, code) => {
    const means = name === 'nothing' ? null : name;
    expect((await refusalOf(teach(ports, [{ kind, text, means }]))).code).toBe(code);
    expect(await listKnowledge('demo', ports)).toEqual([]);
  });

  test('two labels of one page that are said to be the same', async () => {
    const read = await inForce(ports);
    const both = (['width', 'height'] as const).map((told) => ({
      text: labelOf(read, told),
      means: 'machine width',
    }));
    expect((await refusalOf(teach(ports, both))).code).toBe('answer-refused');
  });

  test('a label that no book prints; those like it are named', async () => {
    const label = labelOf(await inForce(ports), 'width');
    const why = await refusalOf(teach(ports, [{ text: `${label.slice(0, -1)}q`, means: 'power' }]));
    expect(why).toMatchObject({ code: 'label-unprinted', values: { near: [label] } });
  });

  test('a label of a book of which only the entries were kept', async () => {
    const [held] = await ports.table.books.query({ dealerId: 'demo' });
    const { printed: _, ...older } = held as BookInForce;
    await ports.table.books.put(older);
    const why = await refusalOf(teach(ports, [{ text: 'Anything', means: 'power' }]));
    expect(why.code).toBe('book-rows-missing');
  });
});
