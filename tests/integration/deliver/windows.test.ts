import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Dealer } from '#contracts/dealer.ts';
import { DeliveryRequest, type DueDeliveries } from '#contracts/delivered.ts';
import { EVENTS } from '#contracts/events.ts';
import { asTold } from '#messages/reason.ts';
import { due } from '../../../functions/deliver/due.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { ftpHost } from '../../fakes/ftp-host.ts';
import { timePasses } from '../../fakes/late-table.ts';
import { runs } from '../../matrix.ts';
import { deliveryScene, feedOf, type Scene } from './support.ts';

const FIRST = feedOf('first');
const NEWER = feedOf('newer');

/** Moscow time. */
const moscow = (local: string) => new Date(`${local}:00+03:00`).toISOString();

let scene: Scene;
beforeEach(async () => {
  scene = await deliveryScene();
  scene.secret = scene.use(await ftpHost({ root: scene.root })).secret;
  await scene.dealer();
});
afterEach(() => scene[Symbol.asyncDispose]());

const at = (local: string, mode = 'deliver') => {
  scene.now = new Date(moscow(local));
  return scene.deliver({ mode });
};
const builtAt = (local: string) => ({ builtAt: moscow(local) });

const dealerRecord = (id: string, changes: Partial<Dealer> = {}) => ({
  ...{ dealerId: id, version: '1' },
  configuration: testDealer({ id, ...changes }),
});

/** Dealers before the scene's own in the list of all, for whom nothing is to be done. */
const addIdleDealers = (many: number) =>
  scene.ports.table.dealers.putAll(
    Array.from({ length: many }, (_, n) => dealerRecord(`idle-${n}`, { windows: ['12:00'] })),
  );

/** Dealers with a feed that nobody has brought yet. */
const addDealers = async (ids: readonly string[]) => {
  const { table } = scene.ports;
  await table.dealers.putAll(ids.map((id) => dealerRecord(id)));
  await table.channelStates.putAll(
    ids.map((dealerId) => ({ dealerId, builtRevision: 0, builtFeed: 1, verifiedFeed: 0 })),
  );
  // The index that windows are found by is behind the table for a moment.
  await timePasses();
};

describe('The day of a dealer', () => {
  test('goes over midnight and the end of the month without a miss', async () => {
    await scene.build(1, FIRST, builtAt('2026-11-30T21:00'));
    await at('2026-12-01T02:15');
    await at('2026-12-01T02:59', 'verify');
    expect(await at('2026-12-01T03:02', 'check')).toEqual([
      { version: 1, opened: 1, missed: 0, dealers: [] },
    ]);
    const windows = (await scene.receipts()).map(({ window, outcome }) => [window, outcome]);
    expect(windows).toEqual([
      [moscow('2026-12-01T03:00'), 'delivered'],
      [moscow('2026-12-01T03:00'), 'unchanged'],
    ]);
  });

  test('comes for a dealer behind a page of others too', async () => {
    await addIdleDealers(200);
    await scene.build(1, FIRST, builtAt('2026-11-30T21:00'));
    expect(await at('2026-12-01T02:15')).toMatchObject([{ dealerId: 'north', outcome: 'delivered' }]);
  });

  test('has no window in most hours', async () => {
    await scene.build(1, FIRST, builtAt('2026-11-30T21:00'));
    expect(await at('2026-12-01T05:02', 'check')).toEqual([
      { version: 1, opened: 0, missed: 0, dealers: [] },
    ]);
  });
});

describe('The look ahead', () => {
  /** A list that could not be read waits for a person. */
  const broken = (dealerId: string) => ({
    ...{ dealerId, documentId: 'list', key: `inbox/${dealerId}/list.pdf`, name: 'list.pdf', version: 'v1' },
    ...{ bytes: 10, receivedAt: moscow('2026-11-30T21:00'), claimedBy: 'e', runId: 'r' },
    ...{ status: 'failed' as const, ending: { status: 'failed' as const, reason: asTold('Torn.') } },
  });

  test('tells the bus of each dealer for whom something waits, behind a page of dealers too', async () => {
    await addIdleDealers(50);
    await scene.ports.table.dealers.put(dealerRecord('early'));
    const waiting = ['early', 'north'];
    await scene.ports.table.documents.putAll(waiting.map(broken));
    const told = await at('2026-12-01T01:00', 'remind');
    for (const detail of told) expect(EVENTS.WindowAhead.parse(detail)).toEqual(detail);
    expect(told).toMatchObject(
      waiting.map((dealerId) => ({ dealerId, window: moscow('2026-12-01T03:00'), waiting: 1 })),
    );
    expect(told[0]?.text).toContain('list.pdf');
  });
});

describe('A window that was missed', () => {
  test('is told, and its feed delivered at the next chance', async () => {
    await scene.build(1, FIRST, builtAt('2026-11-30T21:00'));
    expect(await at('2026-12-01T03:02', 'check')).toMatchObject([{ missed: 1, dealers: ['north'] }]);
    await at('2026-12-01T04:00');
    expect(await scene.live()).toBe(FIRST);
    expect(await scene.state()).toMatchObject({ verifiedFeed: 1, queued: false });
  });

  test('is told too where an older feed was seen in time', async () => {
    await scene.build(1, FIRST, builtAt('2026-11-30T12:00'));
    await at('2026-11-30T18:15');
    await scene.build(2, NEWER, builtAt('2026-11-30T21:00'));
    await at('2026-12-01T02:59', 'verify');
    expect(await at('2026-12-01T03:02', 'check')).toMatchObject([{ missed: 1 }]);
    await at('2026-12-01T04:00');
    expect(await scene.live()).toBe(NEWER);
  });

  test('is nobody’s fault where the feed was built just before it', async () => {
    await scene.build(1, FIRST, builtAt('2026-11-30T12:00'));
    await at('2026-11-30T18:15');
    await scene.build(2, NEWER, builtAt('2026-12-01T02:50'));
    await at('2026-12-01T02:59', 'verify');
    expect(await at('2026-12-01T03:02', 'check')).toMatchObject([{ missed: 0 }]);
    await at('2026-12-01T04:00');
    expect(await scene.live()).toBe(FIRST);
  });

  test('is not that of a dealer whose first feed was not there yet', async () => {
    await scene.build(1, FIRST, builtAt('2026-12-01T02:50'));
    expect(await at('2026-12-01T03:02', 'check')).toMatchObject([{ opened: 1, missed: 0 }]);
    await at('2026-12-01T04:00');
    scene.now = new Date(moscow('2026-12-01T08:00'));
    expect(await scene.deliver({ mode: 'check', hours: 24 })).toMatchObject([{ opened: 1, missed: 0 }]);
  });

  test('is not that of a dealer who has no feed yet', async () => {
    await scene.ports.table.channelStates.add({ dealerId: 'north' }, { builtFeed: 0 });
    expect(await at('2026-12-01T03:02', 'check')).toMatchObject([{ opened: 0, missed: 0 }]);
  });

  test('of very many dealers is counted for all of them, and names a hundred', async () => {
    await scene.build(1, FIRST, builtAt('2026-11-30T21:00'));
    await addDealers(Array.from({ length: 101 }, (_, n) => `dealer-${n}`));
    const [told] = await at('2026-12-01T03:02', 'check');
    expect(told).toMatchObject({
      opened: 102,
      missed: 102,
      dealers: expect.toSatisfy((names) => names.length === 100),
    });
  });

  test('is found hours later where nothing ran meanwhile', async () => {
    await scene.build(1, FIRST, builtAt('2026-11-30T12:00'));
    await at('2026-11-30T18:15');
    scene.now = new Date(moscow('2026-12-01T08:00'));
    expect(await scene.deliver({ mode: 'check' })).toMatchObject([{ opened: 0, missed: 0 }]);
    expect(await scene.deliver({ mode: 'check', hours: 24 })).toMatchObject([{ opened: 1, missed: 1 }]);
  });

  test('by a whole day without a machine is delivered as soon as one runs', async () => {
    await scene.build(1, FIRST, builtAt('2026-11-30T21:00'));
    await at('2026-12-02T13:37');
    expect(await scene.live()).toBe(FIRST);
  });
});

describe('A feed that was built shortly before its window', () => {
  const built = async (time: string) => {
    await scene.build(1, FIRST, builtAt('2026-11-30T12:00'));
    await at('2026-11-30T18:15');
    await scene.build(2, NEWER, builtAt(time));
    scene.now = new Date(moscow(time));
    return scene.deliver({ mode: 'soon', dealerId: 'north' });
  };

  /** While the first question is asked, a newer feed is built, and its delivery finds this one at work. */
  const soonAtFirst = () => {
    const { web } = scene.ports;
    let asked = 0;
    const get: typeof web.get = async (url) => {
      if (++asked === 1) {
        await scene.build(2, NEWER, builtAt('2026-12-01T02:32'));
        expect(await scene.deliver({ mode: 'soon', dealerId: 'north' })).toEqual([]);
      }
      return web.get(url);
    };
    return { web: { get } };
  };

  test('goes at once', async () => {
    expect(await built('2026-12-01T02:50')).toMatchObject([
      { outcome: 'delivered', window: moscow('2026-12-01T03:00'), windowAtRisk: false },
    ]);
    expect(await scene.live()).toBe(NEWER);
    expect(await at('2026-12-01T03:02', 'check')).toMatchObject([{ missed: 0 }]);
  });

  test('waits for what is scheduled where none is near', async () => {
    expect(await built('2026-12-01T01:30')).toEqual([]);
    expect(await scene.live()).toBe(FIRST);
  });

  test.each([
    [
      'another brings the feed before',
      () => scene.deliver({ mode: 'soon', dealerId: 'north' }, soonAtFirst()),
    ],
    ['a window’s start brings it', () => scene.deliver({}, soonAtFirst())],
  ])('goes too where its own delivery came while %s', async (_, deliver) => {
    await scene.build(1, FIRST, builtAt('2026-12-01T02:30'));
    scene.now = new Date(moscow('2026-12-01T02:31'));
    const ended = await deliver();
    expect(ended).toMatchObject([{ outcome: 'delivered' }, { outcome: 'delivered', windowAtRisk: false }]);
    expect(await scene.live()).toBe(NEWER);
  });

  test('and cannot be brought is told of before the window opens', async () => {
    scene.secret = { ...scene.secret, port: '1' };
    await scene.build(1, FIRST, builtAt('2026-12-01T02:50'));
    scene.now = new Date(moscow('2026-12-01T02:50'));
    expect(await scene.deliver({ mode: 'soon', dealerId: 'north' })).toMatchObject([
      { outcome: 'queued', windowAtRisk: true, reason: expect.stringContaining('ECONNREFUSED') },
    ]);
  });
});

/** Two full pages and a part of one, or ten. */
const MANY = runs({ quick: 410, whole: 2000 });

test(`${MANY} dealers of one window are all found, page by page, in states of less than 256 KiB`, async () => {
  const ids = Array.from({ length: MANY }, (_, n) => `dealer-${String(n).padStart(32, '0')}`);
  await addDealers(ids);
  const pages: DueDeliveries[] = [];
  let next: DeliveryRequest | null = DeliveryRequest.parse({ at: moscow('2026-12-01T02:15') });
  while (next) {
    const page: DueDeliveries = await due(next, scene.ports);
    pages.push(page);
    next = page.next?.request ?? null;
  }
  const found = pages.flatMap(({ deliveries }) => deliveries.map(({ dealerId }) => dealerId));
  expect(found.toSorted()).toEqual(ids);
  for (const page of pages) expect(JSON.stringify(page).length).toBeLessThan(256 * 1024);
});
