import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Delivery } from '#contracts/delivered.ts';
import { avito } from '#marketplace/avito.ts';
import type { Ports } from '#shared/ports.ts';
import { acquire } from '../../../functions/deliver/delivery.ts';
import { receipt } from '../../../functions/deliver/receipt.ts';
import { runStep } from '../../../functions/deliver/steps.ts';
import type { AccessTo } from '../../../functions/deliver/uploader.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { testPorts } from '../../fakes/ports.ts';

const DEALER = { dealerId: 'north' };
const WINDOW = '2026-11-23T00:00:00.000Z';

let ports: Ports & AsyncDisposable;
beforeAll(async () => {
  ports = await testPorts();
  await ports.table.dealers.put({ ...DEALER, version: '1', configuration: testDealer() });
});
afterAll(() => ports[Symbol.asyncDispose]());

beforeEach(async () => {
  await ports.table.channelStates.put({ ...DEALER, builtRevision: 1, builtFeed: 3, verifiedFeed: 2 });
  await ports.table.locks.remove({ ...DEALER, name: 'delivery' });
});

const delivery = (deliveryId: string, changes: Partial<Delivery> = {}) =>
  Delivery.parse({ ...DEALER, deliveryId, window: WINDOW, deadline: WINDOW, mode: 'deliver', ...changes });

const feed = (version: number) => ({ version, key: `feeds/north/${version}.xml`, sha256: 'hash', bytes: 6 });
const state = () => ports.table.channelStates.get(DEALER);
const lock = () => ports.table.locks.get({ ...DEALER, name: 'delivery' });

describe('A delivery that has its lease', () => {
  test('counts as queued, so that a sweep finds it if it dies', async () => {
    expect(await acquire(delivery('1'), ports)).toMatchObject({ route: 'guard' });
    expect(await state()).toMatchObject({ queued: true });
  });

  test('does not, if it only checks', async () => {
    await acquire(delivery('1', { mode: 'verify' }), ports);
    expect((await state())?.queued).toBeUndefined();
  });

  test('may take it again when the step is repeated', async () => {
    await acquire(delivery('1'), ports);
    expect(await acquire(delivery('1'), ports)).toMatchObject({ route: 'guard' });
  });

  test('sends the next one away', async () => {
    await acquire(delivery('1'), ports);
    expect(await acquire(delivery('2'), ports)).toMatchObject({ route: 'busy' });
    expect(await lock()).toMatchObject({ owner: '1' });
  });
});

describe('A delivery whose lease has passed to another', () => {
  const accessTo: AccessTo = async () => ({
    server: 'host',
    open: () => Promise.reject(new Error('the host was asked')),
  });

  test.each(['guard', 'pictures', 'upload', 'verify'] as const)('ends at %s', async (step) => {
    await acquire(delivery('2'), ports);
    const late = { step, delivery: delivery('1', { feed: feed(3) }) };
    await expect(runStep(late, ports, { shape: avito.feed, accessTo })).rejects.toMatchObject({
      name: 'LeaseBusy',
    });
  });
});

describe('A receipt', () => {
  test('of the newer feed moves the proof forwards and gives the lease back', async () => {
    await acquire(delivery('1'), ports);
    await receipt(delivery('1', { feed: feed(3), outcome: 'delivered' }), ports);
    expect(await state()).toMatchObject({ verifiedFeed: 3, queued: false });
    expect(await lock()).toBeNull();
  });

  test('of an older feed never moves it back', async () => {
    await receipt(delivery('1', { feed: feed(1), outcome: 'delivered' }), ports);
    expect(await state()).toMatchObject({ verifiedFeed: 2 });
  });

  test('leaves the lease to whoever has it now, and claims none of his attempts', async () => {
    await acquire(delivery('2'), ports);
    await ports.table.locks.patchIf({ ...DEALER, name: 'delivery' }, { attempts: 2 });
    await receipt(delivery('1', { feed: feed(3), outcome: 'failed' }), ports);
    expect(await lock()).toMatchObject({ owner: '2' });
    const [written] = await ports.table.deliveries.query({ ...DEALER, window: WINDOW });
    expect(written).toMatchObject({ outcome: 'failed', attempts: 0 });
  });

  test('is one, however often the step is repeated', async () => {
    const ended = delivery('once', { feed: feed(3), outcome: 'delivered' });
    await receipt(ended, ports);
    await receipt(ended, ports);
    const written = await ports.table.deliveries.query({ ...DEALER, window: WINDOW });
    expect(written.filter(({ sequence }) => sequence === 'once')).toHaveLength(1);
  });
});

describe('Half an hour before a window, a delivery that has failed', () => {
  const ended = async (changes: Partial<Delivery>) => {
    const built = { status: 'built' as const, ads: 1, revision: 1, builtAt: '2026-11-22T23:20:00.000Z' };
    await ports.table.feeds.put({ ...DEALER, ...feed(3), ...built });
    const given = { ...ports, clock: () => new Date('2026-11-22T23:30:00.000Z') };
    return receipt(delivery('1', { outcome: 'queued', ...changes }), given);
  };

  test.each<[string, Partial<Delivery>]>([
    ['before any feed was chosen', { feed: null }],
    ['over the ads that had to go first', { feed: feed(2), takenOut: 1, withdrawals: 1 }],
    ['with the newest feed', { feed: feed(3) }],
  ])('%s has no other round: it would fail likewise, until the window opens', async (_, changes) => {
    expect(await ended(changes)).toMatchObject({ outcome: 'queued', route: 'receipt' });
  });

  test.each<[string, Partial<Delivery>]>([
    ['an older feed', { feed: feed(2) }],
    ['a withdrawal alone', { feed: feed(2), mode: 'withdraw', takenOut: 1, withdrawals: 1 }],
  ])('with %s has one for the newest', async (_, changes) => {
    expect(await ended(changes)).toMatchObject({ route: 'again', mode: 'deliver', window: WINDOW });
  });
});
