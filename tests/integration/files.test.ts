import { beforeAll, describe, expect, it } from 'vitest';
import { Matched } from '#contracts/matched.ts';
import type { RunState } from '#contracts/state.ts';
import { type Plan, planByHand, setByHand } from '#desk/matches/set-by-hand.ts';
import { avitoNames } from '#functions/match/names.ts';
import { sentenceOf, told } from '#messages/say.ts';
import { generateSpecBook } from '#samples/generate-spec-book.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { artefactKey } from '#shared/run.ts';
import { beginWith, type DroppedFile, droppedFiles, newestFeedOf } from '../fakes/dropped-files.ts';
import { addDemoDealer, begin, goOn, withWaitingRuns } from '../fakes/pipeline.ts';
import { testPorts } from '../fakes/ports.ts';

const files = await droppedFiles();

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

const PACKED_PAGE = /<<\s*\/Length \d{4,}\s*\/Filter \/FlateDecode\s*>>/g;

/** Bytes in the middle of the last packed page are others. */
const withDamagedPage = (bytes: Uint8Array): Uint8Array => {
  const file = Buffer.from(bytes);
  const at = [...file.toString('latin1').matchAll(PACKED_PAGE)].at(-1)?.index ?? 0;
  return file.fill(0xff, at + 600, at + 700);
};

it('a name that is set by hand while a list waits between match and validate is not lost', async () => {
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
    await ports.inbox.write(`inbox/demo/${files.list.name}`, files.list.bytes, 'application/pdf');
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
  let damaged: DroppedFile;
  beforeAll(async () => {
    const { bytes } = await generateSpecBook({ brand: 'SKI-DOO', modelYear: 2027, compress: true });
    damaged = { name: 'damaged.pdf', bytes: withDamagedPage(bytes) };
  });

  it('is read where there is no other, and its damage is counted; a whole book takes its place', async () => {
    await using ports = await testPorts();
    await addDemoDealer(ports);
    const { connected } = withWaitingRuns(ports);
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
    const before = await newestFeedOf(connected);
    const { ending } = await goOn(await beginWith(damaged, connected), connected);
    expect(ending).toMatchObject({ status: 'rejected', reason: { code: 'book-damaged' } });
    await drain(connected);
    expect(await newestFeedOf(connected)).toBe(before);
  });
});
