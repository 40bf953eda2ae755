import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { putDealerInUse } from '#desk/dealers/put-dealer.ts';
import { givePlan, putPlans } from '#desk/plans/plans.ts';
import { usageOf } from '#desk/plans/usage.ts';
import { planTasks } from '#desk/tasks/plan-tasks.ts';
import { showToday } from '#desk/today/today.ts';
import { admit } from '#functions/operations/admit/admit.ts';
import { keepPages } from '#shared/beyond-plan.ts';
import { sha256 } from '#shared/hash.ts';
import { planOf } from '#shared/plans.ts';
import { documentIdOf } from '#shared/run.ts';
import { noteFile, noteUsed } from '#shared/used.ts';
import { counterOn } from '../../../functions/api/limits.ts';
import { type Answered, apiOn, type Sent } from '../../fakes/api.ts';
import { deskOn } from '../../fakes/desk.ts';
import { aDealer } from '../../fakes/listings.ts';
import { addDemoDealer, begin, goOn } from '../../fakes/pipeline.ts';
import { testPorts } from '../../fakes/ports.ts';

/** Figures small enough to be reached here. */
const TINY = {
  name: 'tiny',
  listsAtOnce: 1,
  products: 100,
  storageGb: 1,
  callsAnHour: 30,
  pagesAMonth: 25,
  tokensAMonth: 1_000,
};

const boss = { who: 'boss@example.invalid' };
/** A list of Ski-Doo's of 2026 in Finland. */
const SHEET = new URL('../../../samples/price-lists/ski-doo-2026-fi.csv', import.meta.url);

let ports: Awaited<ReturnType<typeof testPorts>>;

beforeEach(async () => {
  ports = await testPorts();
  await addDemoDealer(ports);
  await putPlans(boss, { plans: [TINY] }, deskOn(ports));
  await givePlan(boss, { dealerId: 'demo', plan: 'tiny' }, deskOn(ports));
  return () => ports[Symbol.asyncDispose]();
});

/** A list in force on which so many products stand. */
const inForce = async (products: number, brand = 'LYNX') => {
  const list = { dealerId: 'demo', brand, modelYear: 2026, market: 'FI' };
  await ports.table.lists.put({ ...list, sha256: 'b', documentId: 'old', runId: 'old', order: '1' });
  await ports.table.documents.put({
    ...{ dealerId: 'demo', documentId: 'old', key: 'inbox/demo/old.pdf', name: 'old.pdf', version: 'v1' },
    ...{ bytes: 1, receivedAt: '2026-11-01T10:00:00.000Z', claimedBy: 'old', runId: 'old' },
    ...{ status: 'published', counts: { products, published: products, review: 0, rejected: 0 } },
  });
};

const held = (bytes: number) =>
  noteFile({ dealerId: 'demo', documentId: 'old', inbox: { key: 'inbox/demo/old.pdf', bytes } }, ports);

/** Its machines. */
const ON_SHEET = 6;

const drop = async (name: string, body: Uint8Array | string) => {
  const key = `inbox/demo/${name}`;
  await ports.inbox.write(key, body, 'text/csv');
  const version = (await ports.inbox.head(key))?.version ?? '';
  return begin({ key, version }, `run-${name}`, ports);
};

describe('which plan holds', () => {
  test('is the one that was given; of a name that nobody knows the smallest', async () => {
    expect(await planOf('demo', ports)).toEqual(TINY);
    const given = { givenBy: 'boss', givenAt: '2026-11-01T00:00:00.000Z' };
    await ports.table.dealerPlans.put({ dealerId: 'other', plan: 'gold', ...given });
    expect((await planOf('other', ports)).name).toBe('starter');
  });

  test('is for a new dealer the installation’s; one that was there before is limited in nothing', async () => {
    const desk = { ...deskOn(ports), defaultPlan: 'tiny' };
    const put = (id: string, name: string) => {
      const ftp = { secretName: `feedwright/test/${id}` };
      const feed = { ...aDealer().feed, path: `/${id}.xml`, publicUrl: `https://${id}.example/feed.xml` };
      return putDealerInUse(
        boss,
        { configuration: { ...aDealer(), id, feed, name, ftp }, origin: 'a test' },
        desk,
      );
    };
    await put('new', 'X');
    expect((await planOf('new', ports)).name).toBe('tiny');
    await ports.table.dealerPlans.remove({ dealerId: 'new' });
    await put('new', 'Y');
    expect((await planOf('new', ports)).name).toBe('unlimited');
  });

  test('a plan that there is not is refused, and what may be meant is said', async () => {
    const given = givePlan(boss, { dealerId: 'demo', plan: 'starte' }, deskOn(ports));
    await expect(given).rejects.toMatchObject({
      reason: { code: 'plan-unknown', values: { near: ['starter'] } },
    });
    const put = putPlans(boss, { plans: [{ ...TINY, pages: 3 }] }, deskOn(ports));
    await expect(put).rejects.toThrow('pages');
  });
});

describe('the door for files', () => {
  /** A list of Ski-Doo's, read. */
  const read = async () => goOn(await drop('list.csv', await readFile(SHEET)), ports, 'match');

  test('opens for the same list with new prices, though far more is in force than the plan gives', async () => {
    await inForce(1_000, 'SKI-DOO');
    expect(await read()).toMatchObject({ route: 'match', ending: null, counts: { products: ON_SHEET } });
  });

  test('is closed for a list by which more would be in force than the plan gives, and says what to do', async () => {
    await inForce(TINY.products - ON_SHEET);
    expect(await read()).toMatchObject({ route: 'match' });
    await inForce(TINY.products - ON_SHEET + 1);
    expect((await read()).ending).toMatchObject({
      status: 'rejected',
      reason: { code: 'plan-full', values: { plan: 'tiny', limit: 'products', used: 101, most: 100 } },
    });
  });

  /** The same machines in a year of their own, read. */
  const readOf = async (year: number) => {
    const sheet = (await readFile(SHEET, 'utf8')).replaceAll('2026', String(year));
    return goOn(await drop(`list-${year}.csv`, sheet), ports, 'match');
  };

  test('lets in as many lists as have room together, of those that are read at the same moment', async () => {
    await inForce(TINY.products - 2 * ON_SHEET);
    const runs = await Promise.all([2023, 2024, 2025].map((year) => readOf(year)));
    expect(runs.filter(({ route }) => route === 'match')).toHaveLength(2);
    expect(runs.flatMap(({ ending }) => (ending ? [ending.reason] : []))).toMatchObject([
      { code: 'plan-full', values: { used: 106 } },
    ]);
  });

  test('counts a list that is in force and whose run has not ended, and one that came to nothing no more', async () => {
    await inForce(TINY.products - 2 * ON_SHEET);
    const { documentId: judged } = await readOf(2024);
    const list = { dealerId: 'demo', brand: 'SKI-DOO', modelYear: 2024, market: 'FI' };
    await ports.table.lists.put({ ...list, sha256: 'c', documentId: judged, runId: 'new', order: '1' });
    const { documentId } = await readOf(2025);
    expect((await readOf(2027)).ending?.reason?.code).toBe('plan-full');
    await ports.table.documents.patchIf({ dealerId: 'demo', documentId }, { status: 'failed' });
    expect(await readOf(2026)).toMatchObject({ route: 'match' });
  });

  test('is open for a list that an answer reads anew, however much more it is', async () => {
    await inForce(TINY.products + 1);
    const run = await drop('list.csv', await readFile(SHEET));
    const { documentId } = run;
    const list = { dealerId: 'demo', brand: 'SKI-DOO', modelYear: 2026, market: 'FI' };
    await ports.table.lists.put({ ...list, sha256: 'c', documentId, runId: 'old', order: '1' });
    expect(await goOn(run, ports, 'match')).toMatchObject({ route: 'match' });
  });

  test('is open for what was sold, whatever was used', async () => {
    await inForce(1_000);
    const { kind, ending } = await drop('stock.csv', 'code,quantity\nTJTH,0\nTJTJ,1\n');
    expect({ kind, ending }).toEqual({ kind: 'stock-sheet', ending: null });
  });

  test('counts each file once, however often it is taken up', async () => {
    const bytes = await readFile(SHEET);
    await drop('list.csv', bytes);
    const key = 'inbox/demo/list.csv';
    const version = (await ports.inbox.head(key))?.version ?? '';
    await begin({ key, version }, 'run-list.csv', ports);
    expect(await gigabytes()).toBe(bytes.length / 1e9);
  });

  const gigabytes = async () =>
    (await usageOf('demo', ports)).lines.find(({ limit }) => limit === 'storageGb')?.used;

  test('counts what is held: the newest file of a name, and none that was refused', async () => {
    await drop('stock.csv', 'code,quantity\nTJTH,0\nTJTJ,1\n');
    const newer = 'code,quantity\nTJTH,0\n';
    await drop('stock.csv', newer);
    const { documentId } = await goOn(await drop('nothing.csv', 'nothing'), ports);
    expect(await gigabytes()).toBe(newer.length / 1e9);
    const again = await begin(
      { dealerId: 'demo', documentId, from: 'intake', reason: 'said' },
      'again',
      ports,
    );
    expect(await gigabytes()).toBe((newer.length + 'nothing'.length) / 1e9);
    await goOn(again, ports);
    expect(await gigabytes()).toBe(newer.length / 1e9);
  });

  test('of many files takes as many at once as the plan says', async () => {
    const file = (name: string) => {
      const object = {
        key: `inbox/demo/${name}`,
        version: 'v1',
        bytes: 1,
        modifiedAt: '2026-11-22T10:00:00.000Z',
      };
      return { object, dealerId: 'demo', documentId: documentIdOf(object.key, 'v1') };
    };
    expect(await admit(file('a.pdf'), ports)).toBe('started');
    expect(await admit(file('b.pdf'), ports)).toBe('waiting');
  });
});

describe('pages that are paid for', () => {
  const keep = (unit: string, pages: number, on = ports) => keepPages({ dealerId: 'demo', unit, pages }, on);

  test('are never more than the plan gives a month, however many chunks ask at once and how often each', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 8 }),
        async (chunks) => {
          await using own = await testPorts();
          const at = '2026-11-01T00:00:00.000Z';
          await own.table.plans.put({ ...TINY, scope: 'SHARED', putBy: 'boss', putAt: at });
          await own.table.dealerPlans.put({ dealerId: 'demo', plan: 'tiny', givenBy: 'boss', givenAt: at });
          const asked = () => Promise.all(chunks.map((pages, at) => keep(`run#${at}`, pages, own)));
          for (const allowed of [await asked(), await asked()])
            expect(allowed.reduce((sum, { pages }) => sum + pages, 0)).toBeLessThanOrEqual(TINY.pagesAMonth);
        },
      ),
      { numRuns: 5, seed: 24 },
    );
  });

  test('of one chunk after the other are given to the last one, and then it is said why not', async () => {
    expect(await keep('run#1', 10)).toEqual({ pages: 10, why: null });
    expect(await keep('run#11', 10)).toEqual({ pages: 10, why: null });
    expect(await keep('run#21', 10)).toMatchObject({ pages: 5, why: { code: 'plan-pages-used' } });
    // Asked again, it has what it had.
    expect(await keep('run#21', 10)).toMatchObject({ pages: 5 });
  });

  test('begin anew with the month, in Moscow', async () => {
    const at = (iso: string) => ({ ...ports, clock: () => new Date(iso) });
    await keep('run#1', 25, at('2026-11-30T20:59:00Z'));
    expect(await keep('run#26', 1, at('2026-11-30T20:59:59Z'))).toMatchObject({ pages: 0 });
    expect(await keep('run#26', 1, at('2026-11-30T21:00:00Z'))).toEqual({ pages: 1, why: null });
  });

  test('end with the tokens too', async () => {
    await noteUsed('tokens', { dealerId: 'demo', unit: 'run#match', amount: 1_000 }, ports);
    expect(await keep('run#1', 1)).toMatchObject({ pages: 0, why: { values: { limit: 'tokensAMonth' } } });
  });
});

describe('calls of programs', () => {
  const token = `fwt_demo_${'x'.repeat(43)}`;
  let ask: (path: string, sent?: Sent) => Promise<Answered>;

  beforeEach(async () => {
    await ports.table.dealerTokens.put({
      ...{ digest: sha256(token), dealerId: 'demo', name: '1C', role: 'dealer-admin', createdBy: 'test' },
      ...{ createdAt: '2026-11-01T00:00:00.000Z', expiresAt: '2999-01-01T00:00:00.000Z' },
    });
    ({ ask } = apiOn(ports));
  });

  const statuses = async (calls: number, path = '/dealers/demo/revision') => {
    const answers = [];
    for (let at = 0; at < calls; at++) answers.push((await ask(path, { token })).status);
    return answers;
  };

  test('end with what the plan gives an hour, and a sale is taken all the same', async () => {
    expect(await statuses(TINY.callsAnHour + 1)).toEqual([...Array(TINY.callsAnHour).fill(200), 429]);
    const refused = await ask('/dealers/demo/revision', { token });
    expect(refused.headers.get('retry-after')).toBe('120');
    expect(refused.body.detail).toContain('larger plan');
    const sold = {
      method: 'POST',
      token,
      headers: { prefer: 'wait=10' },
      body: { codes: ['TJTH'], why: 'sold' },
    };
    expect((await ask('/dealers/demo/offers/withdraw', sold)).status).not.toBe(429);
    // Who decides about it has to look at it first.
    expect((await ask('/dealers/demo', { token })).status).toBe(200);
  });

  test('are shown beside all else that is used, and an upload beyond the plan is 429', async () => {
    await inForce(101);
    const { body } = await ask('/dealers/demo/usage', { token });
    expect(body).toMatchObject({ dealerId: 'demo', plan: 'tiny' });
    expect(body.lines).toContainEqual({ limit: 'products', used: 101, most: 100 });
    const upload = (bytes: number) => ({
      method: 'POST',
      token,
      body: { files: [{ name: 'a.pdf', bytes }] },
    });
    // It may be a list that is there already, with new prices.
    expect((await ask('/dealers/demo/uploads', upload(10))).status).toBe(200);
    await held(1e9 - 9);
    expect((await ask('/dealers/demo/uploads', upload(10))).status).toBe(429);
  });

  test('let in what may tell a sale, though everything that the plan gives is used', async () => {
    await held(1e9);
    await statuses(TINY.callsAnHour + 1);
    const upload = (...names: string[]) =>
      ask('/dealers/demo/uploads', {
        ...{ method: 'POST', token },
        body: { files: names.map((name) => ({ name, bytes: 2e6 })) },
      });
    expect((await upload('stock.csv')).status).toBe(200);
    expect((await upload('list.pdf', 'stock.xlsx')).status).toBe(200);
    expect((await upload('list.PDF')).body.type).toBe('plan-full');
  });

  test('are all given though several processes count them', async () => {
    const [one, other] = [counterOn(ports), counterOn(ports)];
    await one.takeOfPlan('demo', TINY.callsAnHour);
    for (let call = 2; call <= TINY.callsAnHour; call++) await other.takeOfPlan('demo', TINY.callsAnHour);
    await expect(one.takeOfPlan('demo', TINY.callsAnHour)).rejects.toMatchObject({
      problem: { status: 429 },
    });
  });
});

test('who has used four fifths is told, and who is limited in nothing is not', async () => {
  await inForce(79);
  expect(await planTasks('demo', ports)).toEqual([]);
  await inForce(80);
  expect(await planTasks('demo', ports)).toMatchObject([
    { reason: { code: 'plan-nearly-used', values: { limit: 'products', used: 80, most: 100 } } },
  ]);
  expect((await showToday('demo', ports)).tasks.map(({ reason }) => reason.code)).toContain(
    'plan-nearly-used',
  );
  await givePlan(boss, { dealerId: 'demo', plan: 'unlimited' }, deskOn(ports));
  expect(await planTasks('demo', ports)).toEqual([]);
});
