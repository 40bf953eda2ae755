import { beforeAll, describe, expect, it } from 'vitest';
import { restoreList, retireList } from '#desk/lists/by-hand.ts';
import { listsOf } from '#desk/lists/lists-of.ts';
import { rerunDocument } from '#functions/operations/refresh/refresh.ts';
import { writeOffers } from '#functions/validate/offers.ts';
import { generatePriceList } from '#samples/generate-price-list.ts';
import { feedStateOf } from '#shared/feed-state.ts';
import type { Ports } from '#shared/ports.ts';
import { documentIdOf } from '#shared/run.ts';
import { withAd } from '../fakes/lists.ts';
import { addDemoDealer, begin, goOn, withWaitingRuns } from '../fakes/pipeline.ts';
import { testPorts } from '../fakes/ports.ts';
import { runState } from '../fakes/records.ts';
import { watched } from '../fakes/watched-ports.ts';

const LIST = {
  layout: 'banded',
  language: 'fi',
  brand: 'SKI-DOO',
  modelYear: 2027,
  productCount: 3,
} as const;
const DATES = { september: '2026-09-01', october: '2026-10-01', november: '2026-11-01' };
type Name = keyof typeof DATES;
const files = {} as Record<Name, Uint8Array>;

beforeAll(async () => {
  for (const [seed, name] of (Object.keys(DATES) as Name[]).entries())
    files[name] = (await generatePriceList({ ...LIST, seed: seed + 1, printedDate: DATES[name] })).bytes;
});

const BY = { dealerId: 'demo', by: 'anna', at: '2026-11-22T10:00:00.000Z' };

/** Runs a file that is dropped now to its end; answers its document. */
const drop = async (name: Name, ports: Ports) => {
  const key = `inbox/demo/${name}.pdf`;
  await ports.inbox.write(key, files[name], 'application/pdf');
  const { version = '' } = (await ports.inbox.head(key)) ?? {};
  await goOn(await begin({ key, version }, `run-${name}`, ports), ports);
  return documentIdOf(key, version);
};

const standing = async (ports: Ports) =>
  Object.fromEntries(
    (await listsOf('demo', ports)).map(({ document, status }) => [document.replace('.pdf', ''), status]),
  );

const scene = async () => {
  const bare = await testPorts();
  await addDemoDealer(bare);
  const { connected, drain } = withWaitingRuns(bare);
  const restore = async (documentId: string) => {
    const refused = await restoreList({ ...BY, documentId }, connected);
    if (refused) return refused;
    await rerunDocument(
      documentId,
      { dealerId: 'demo', from: 'match', cause: `restore ${documentId}` },
      connected,
    );
    await drain(connected);
    return null;
  };
  return { ...bare, ...connected, restore, [Symbol.asyncDispose]: () => bare[Symbol.asyncDispose]() };
};

describe('of the lists of one brand, year and market', () => {
  it('the one with the latest printed date is in force, in whatever order they come', async () => {
    await using ports = await scene();
    await drop('october', ports);
    await drop('september', ports);
    expect(await standing(ports)).toEqual({ october: 'in force', september: 'superseded' });
    await drop('november', ports);
    expect((await listsOf('demo', ports)).map(({ printedDate, status }) => [printedDate, status])).toEqual([
      ['2026-11-01', 'in force'],
      ['2026-10-01', 'superseded'],
      ['2026-09-01', 'superseded'],
    ]);
  });

  it('an older one is put back in force by hand, and a newer one wins over it all the same', async () => {
    await using ports = await scene();
    const september = await drop('september', ports);
    await drop('october', ports);
    expect(await ports.restore(september)).toBeNull();
    expect(await standing(ports)).toEqual({ september: 'in force', october: 'superseded' });
    const [list] = await listsOf('demo', ports);
    expect(list).toMatchObject({ printedDate: '2026-09-01', byHand: { by: 'anna' } });
    expect(await ports.restore(september)).toMatchObject({ reason: { code: 'in-force' } });
    await drop('november', ports);
    expect((await standing(ports)).november).toBe('in force');
  });

  it('one is put back in force by hand though its run broke off before it kept anything', async () => {
    await using ports = await scene();
    const documentId = await drop('september', ports);
    await drop('october', ports);
    expect(await restoreList({ ...BY, documentId }, ports)).toBeNull();
    const broken = watched(ports, async (repository, method) => {
      if (repository === 'dealers' && method === 'get') throw new Error('The table is away');
    });
    const restoring = { dealerId: 'demo', documentId, from: 'match', reason: 'restored' } as const;
    await expect(begin(restoring, 'restoring', broken)).rejects.toThrow('The table is away');
    const redrive = { dealerId: 'demo', documentId, leftBy: 'restoring', redrives: 1 };
    await goOn(await begin(redrive, 'redrive-1', ports), ports);
    expect(await standing(ports)).toEqual({ september: 'in force', october: 'superseded' });
  });

  it('one that is retired offers nothing, and is in force again when it is restored', async () => {
    await using ports = await scene();
    const documentId = await drop('october', ports);
    const offered = async () => {
      const [list] = await ports.table.lists.query({ dealerId: 'demo' });
      const offers = await ports.table.offers.query({ dealerId: 'demo' });
      return offers.filter(({ order }) => order >= (list?.order ?? '')).length;
    };
    const before = await offered();
    expect(await retireList({ ...BY, documentId }, ports)).toBeNull();
    expect(await standing(ports)).toEqual({ october: 'retired' });
    expect([before > 0, await offered()]).toEqual([true, 0]);
    const state = await feedStateOf('demo', ports);
    expect(state?.offersRevision).toBeGreaterThan(state?.builtRevision ?? 0);
    expect(await retireList({ ...BY, documentId }, ports)).toMatchObject({
      reason: { code: 'not-in-force' },
    });
    expect(await ports.restore(documentId)).toBeNull();
    expect(await standing(ports)).toEqual({ october: 'in force' });
    expect(await offered()).toBe(before);
  });

  it('what was decided by hand holds against a run of before, whichever ends first, and a later run against one of before', async () => {
    await using ports = await scene();
    const september = await drop('september', ports);
    const october = await drop('october', ports);
    const newBook = (documentId: string, name: string) =>
      begin({ dealerId: 'demo', documentId, from: 'match', reason: 'a new book' }, name, ports);
    const before = await newBook(october, 'before-the-restoring');
    expect(await ports.restore(september)).toBeNull();
    expect((await goOn(before, ports)).ending?.reason?.code).toBe('list-superseded');
    expect(await standing(ports)).toEqual({ september: 'in force', october: 'superseded' });
    const meanwhile = await newBook(september, 'before-the-retiring');
    expect(await retireList({ ...BY, documentId: september }, ports)).toBeNull();
    await goOn(meanwhile, ports);
    expect(await standing(ports)).toEqual({ september: 'retired', october: 'superseded' });
    expect(await ports.restore(october)).toBeNull();
    expect(await standing(ports)).toEqual({ september: 'superseded', october: 'in force' });
    const [earlier, later] = [await newBook(october, 'a-book'), await newBook(october, 'the-next')];
    await goOn(later, ports);
    expect((await goOn(earlier, ports)).ending).toMatchObject({
      ...{ status: 'duplicate', reason: { code: 'list-in-force' } },
    });
  });

  it('one that a run puts in force anew at that moment is retired all the same', async () => {
    await using ports = await scene();
    const documentId = await drop('october', ports);
    const again = await begin(
      { dealerId: 'demo', documentId, from: 'match', reason: 'a book' },
      'again',
      ports,
    );
    let races = 0;
    const racing = watched(ports, async (repository, method) => {
      if (repository !== 'lists' || method !== 'putIf' || races > 0) return;
      races += 1;
      await goOn(again, ports);
    });
    expect(await retireList({ ...BY, documentId }, racing)).toBeNull();
    expect([races, await standing(ports)]).toEqual([1, { october: 'retired' }]);
  });

  it('one that was never judged is not restored', async () => {
    await using ports = await scene();
    expect(await ports.restore('nobody knows it')).toMatchObject({ reason: { code: 'never-judged' } });
  });
});

it('a list is in force only once all of its offers are written', async () => {
  await using bare = await testPorts();
  const written: string[] = [];
  const ports = watched(bare, async (repository, method) => {
    if (method.startsWith('put')) written.push(repository);
  });
  const offers = ['AAA1', 'BBB1', 'CCC1'].map((code) => withAd(code));
  await writeOffers({ offers, unseen: null }, runState(), '2026-01-01#1', ports);
  expect(written.at(-1)).toBe('lists');
  expect(written.filter((repository) => repository === 'lists')).toHaveLength(1);
  expect(await bare.table.offers.query({ dealerId: 'demo' })).toHaveLength(3);
});
