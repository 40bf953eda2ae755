import { beforeAll, describe, expect, it } from 'vitest';
import { Matched } from '#contracts/matched.ts';
import type { RunState } from '#contracts/state.ts';
import { type Plan, planByHand, setByHand } from '#desk/matches/set-by-hand.ts';
import { avitoNames } from '#functions/match/names.ts';
import { sentenceOf, told } from '#messages/say.ts';
import { generatePriceList } from '#samples/generate-price-list.ts';
import { generateSpecBook } from '#samples/generate-spec-book.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { artefactKey } from '#shared/run.ts';
import { addDemoDealer, begin, goOn, withWaitingRuns } from '../fakes/pipeline.ts';
import { testPorts } from '../fakes/ports.ts';
import { everyNth } from '../matrix.ts';

type File = { name: string; bytes: Uint8Array };
const files: Record<'list' | 'book' | 'otherList', File> = {} as never;

const MACHINE = { brand: 'SKI-DOO', modelYear: 2027 } as const;
const LIST = { layout: 'banded', language: 'fi', ...MACHINE, productCount: 20, seed: 1 } as const;

beforeAll(async () => {
  files.list = await generatePriceList(LIST);
  files.book = await generateSpecBook(MACHINE);
  files.otherList = await generatePriceList({
    ...LIST,
    brand: 'LYNX',
    layout: 'ruled',
    language: 'en',
    seed: 2,
  });
});

const drop = ({ name, bytes }: File, ports: Ports) =>
  ports.inbox.write(`inbox/demo/${name}`, bytes, 'application/pdf');

const beginWith = async (file: File, ports: Ports) => {
  await drop(file, ports);
  return begin({ key: `inbox/demo/${file.name}` }, `run-${file.name}`, ports);
};

const PACKED_PAGE = /<<\s*\/Length \d{4,}\s*\/Filter \/FlateDecode\s*>>/g;

/** Bytes in the middle of the last packed page are others. */
const withDamagedPage = (bytes: Uint8Array): Uint8Array => {
  const file = Buffer.from(bytes);
  const at = [...file.toString('latin1').matchAll(PACKED_PAGE)].at(-1)?.index ?? 0;
  return file.fill(0xff, at + 600, at + 700);
};

const feedOf = async ({ table, artefacts }: Ports) => {
  const state = await table.channelStates.get({ dealerId: 'demo' });
  const feed = await table.feeds.get({ dealerId: 'demo', version: state?.builtFeed ?? 0 });
  return feed ? Buffer.from(await artefacts.read(feed.key)).toString() : '';
};

const ORDERS = [
  ['book', 'otherList', 'list'],
  ['list', 'book', 'otherList'],
  ['list', 'otherList', 'book'],
  ['otherList', 'book', 'list'],
  ['otherList', 'list', 'book'],
] as const;

const STAGES = ['match', 'validate', 'generate'] as const;

/** A machine for which its next best name would do as well. */
const correctable = async ({ artefacts }: Ports, state: RunState) => {
  const { products } = await readJson(artefacts, artefactKey(state, 'matched'), Matched);
  for (const { modelCode, candidates } of products) {
    const other = candidates.find(
      ({ against }) => against.map(sentenceOf).join() === 'says less of the engine',
    );
    if (other) return { dealerId: 'demo', modelCode, name: other.name };
  }
  throw new Error('The list has no such machine');
};

const feedOfFiles = async (given: readonly File[]) => {
  await using ports = await testPorts();
  await addDemoDealer(ports);
  const { connected, drain } = withWaitingRuns(ports);
  for (const file of given) await goOn(await beginWith(file, connected), connected);
  await drain(connected);
  return feedOf(connected);
};

const feedAfter = (names: readonly (keyof typeof files)[]) => feedOfFiles(names.map((name) => files[name]));

/** What all feeds are compared with: of files that came one after the other, each book before its lists. */
const inOrder = async (...names: (keyof typeof files)[]) => {
  const known = feedsInOrder.get(names.join()) ?? feedAfter(names);
  feedsInOrder.set(names.join(), known);
  return known;
};
const feedsInOrder = new Map<string, Promise<string>>();

describe('the order in which files come', () => {
  it('changes no byte of the feed', async () => {
    const expected = await inOrder('book', 'list', 'otherList');
    expect(expected.match(/<Ad>/g)?.length).toBeGreaterThan(10);
    for (const order of everyNth(ORDERS, 6)) expect(await feedAfter(order), order.join()).toBe(expected);
  });

  it.each(
    everyNth(STAGES, 3, 1),
  )('changes nothing when all come at once and %s has to be waited for', async (stage) => {
    await using ports = await testPorts();
    await addDemoDealer(ports);
    const { connected, drain } = withWaitingRuns(ports);
    const all = Object.values(files);
    const begun = await Promise.all(all.map((file) => beginWith(file, connected)));
    // A run whose route never is that stage (the book's) goes on to its end.
    const waiting = await Promise.all(begun.map((state) => goOn(state, connected, stage)));
    for (const state of waiting.filter(({ ending }) => ending === null)) await goOn(state, connected);
    await drain(connected);
    expect(await feedOf(connected)).toBe(await inOrder('book', 'list', 'otherList'));
  });

  it('changes nothing for many lists of other years, wherever the book stands among them', async () => {
    const years = everyNth([2023, 2024, 2025, 2026, 2028, 2029], 3);
    const ofYear = (modelYear: number) =>
      generatePriceList({ ...LIST, modelYear, productCount: 5, seed: modelYear });
    const lists = [files.list, ...(await Promise.all(years.map(ofYear)))];
    const expected = await feedOfFiles([files.book, ...lists]);
    expect(expected.match(/<Ad>/g)?.length).toBeGreaterThan(10);
    expect(await feedOfFiles([...lists.slice(2), files.book, ...lists.slice(0, 2)])).toBe(expected);
    expect(await feedOfFiles([...lists, files.book])).toBe(expected);
  });

  it('does not lose a name that is set by hand while a list waits between match and validate', async () => {
    await using ports = await testPorts();
    await addDemoDealer(ports);
    const { connected } = withWaitingRuns(ports);
    for (const file of [files.book, files.list]) await goOn(await beginWith(file, connected), connected);
    const [document] = (await connected.table.documents.query({ dealerId: 'demo' })).filter(
      ({ kind }) => kind === 'price-list',
    );
    const again = {
      dealerId: 'demo',
      documentId: document?.documentId ?? '',
      from: 'match',
      reason: 'again',
    } as const;
    const waiting = await goOn(await begin(again, 'run-again', connected), connected, 'validate');
    const wish = await correctable(connected, waiting);
    const plan = (await planByHand(wish, avitoNames, connected)) as Plan;
    const act = {
      id: '1',
      at: '2026-11-03T10:00:00.000Z',
      dealerId: 'demo',
      who: 'anna',
      action: '',
      subject: '',
      details: {},
    };
    await setByHand(plan, act, connected);
    await goOn(waiting, connected);
    const { products } = await readJson(connected.artefacts, artefactKey(waiting, 'matched'), Matched);
    expect(products.find(({ modelCode }) => modelCode === wish.modelCode)).toMatchObject({
      method: 'manual',
      avitoModel: plan.name,
    });
  });

  it.each(
    everyNth(STAGES, 3, 2),
  )('changes nothing when the book comes while the list waits for %s', async (stage) => {
    await using ports = await testPorts();
    await addDemoDealer(ports);
    const { connected, drain } = withWaitingRuns(ports);
    const waiting = await goOn(await beginWith(files.list, connected), connected, stage);
    await goOn(await beginWith(files.book, connected), connected);
    await drain(connected);
    await goOn(waiting, connected);
    expect(await feedOf(connected)).toBe(await inOrder('book', 'list'));
  });
});

describe('the same file again', () => {
  it('is a duplicate while it is in force, and leaves feed and record as they are', async () => {
    await using ports = await testPorts();
    await addDemoDealer(ports);
    await goOn(await beginWith(files.list, ports), ports);
    await ports.inbox.write('inbox/demo/copy.pdf', files.list.bytes, 'application/pdf');
    const copy = await goOn(await begin({ key: 'inbox/demo/copy.pdf' }, 'run-copy', ports), ports);
    expect(copy.ending).toMatchObject({ status: 'duplicate', reason: { code: 'list-in-force' } });
  });

  it('is taken again when its first run failed after putting it in force', async () => {
    await using ports = await testPorts();
    await addDemoDealer(ports);
    const waiting = await goOn(await beginWith(files.list, ports), ports, 'generate');
    const { dealerId, documentId } = waiting;
    await ports.table.documents.patchIf({ dealerId, documentId }, { status: 'failed' });
    await ports.inbox.write('inbox/demo/again.pdf', files.list.bytes, 'application/pdf');
    const again = await goOn(await begin({ key: 'inbox/demo/again.pdf' }, 'run-again', ports), ports);
    expect(again.ending).toMatchObject({ status: 'review', reason: { code: 'book-missing' } });
  });

  it('told of twice is taken by one run only', async () => {
    await using ports = await testPorts();
    await addDemoDealer(ports);
    await drop(files.list, ports);
    const [first, second] = await Promise.all(
      ['one', 'two'].map((execution) => begin({ key: `inbox/demo/${files.list.name}` }, execution, ports)),
    );
    expect([first?.route, second?.route].sort()).toEqual(['close', 'extract']);
  });
});

describe('bad input', () => {
  it.each([
    ['empty.pdf', new Uint8Array(), 'empty'],
    ['words.pdf', Buffer.from('a letter to the dealer'), 'not-a-pdf'],
    ['broken.pdf', Buffer.from('%PDF-1.7\nnothing else'), 'unreadable'],
  ])('%s is rejected with its reason and what to do, and stays in the inbox', async (name, bytes, code) => {
    await using ports = await testPorts();
    await addDemoDealer(ports);
    const { ending } = await goOn(await beginWith({ name, bytes }, ports), ports);
    expect(ending).toMatchObject({ status: 'rejected', reason: { code } });
    expect(told(ending?.reason ?? null).whatToDo).not.toBe('');
    expect(await ports.inbox.head(`inbox/demo/${name}`)).not.toBeNull();
  });

  it('of a dealer nobody knows is rejected, not lost', async () => {
    await using ports = await testPorts();
    await ports.inbox.write('inbox/nobody/list.pdf', files.list.bytes, 'application/pdf');
    const { ending } = await goOn(await begin({ key: 'inbox/nobody/list.pdf' }, 'run', ports), ports);
    expect(ending).toMatchObject({ status: 'rejected', reason: { code: 'unknown-dealer' } });
    expect((await ports.table.documents.query({ dealerId: 'nobody' }))[0]?.status).toBe('rejected');
  });
});

describe('a damaged spec book', () => {
  it('is read where there is no other, and its damage is counted; a whole book takes its place', async () => {
    await using ports = await testPorts();
    await addDemoDealer(ports);
    const { connected } = withWaitingRuns(ports);
    const packed = await generateSpecBook({ brand: 'SKI-DOO', modelYear: 2027, compress: true });
    const damaged = { name: 'damaged.pdf', bytes: withDamagedPage(packed.bytes) };
    const { ending } = await goOn(await beginWith(damaged, connected), connected);
    expect(ending).toMatchObject({ status: 'catalogued', reason: { code: 'book-partly-damaged' } });
    await goOn(await beginWith(files.book, connected), connected);
    const books = await connected.table.books.query({ dealerId: 'demo' });
    expect(books.map(({ document }) => document)).toEqual([files.book.name]);
  });

  it('is rejected where another is in force, and that one stays', async () => {
    await using ports = await testPorts();
    await addDemoDealer(ports);
    const { connected, drain } = withWaitingRuns(ports);
    for (const file of [files.book, files.list]) await goOn(await beginWith(file, connected), connected);
    const before = await feedOf(connected);
    const packed = await generateSpecBook({ brand: 'SKI-DOO', modelYear: 2027, compress: true });
    const damaged = { name: 'damaged.pdf', bytes: withDamagedPage(packed.bytes) };
    const { ending } = await goOn(await beginWith(damaged, connected), connected);
    expect(ending).toMatchObject({ status: 'rejected', reason: { code: 'book-damaged' } });
    await drain(connected);
    expect(await feedOf(connected)).toBe(before);
  });
});
