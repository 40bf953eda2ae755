import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DeliveryRequest } from '#contracts/delivered.ts';
import { reason } from '#messages/reason.ts';
import type { Ports } from '#shared/ports.ts';
import type { ChannelState } from '#shared/table/feed-records.ts';
import { due } from '../../../functions/deliver/due.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { testPorts } from '../../fakes/ports.ts';

let ports: Ports & AsyncDisposable;
beforeAll(async () => {
  ports = await testPorts();
  await dealer('default');
  await dealer('evening', ['20:20']);
  await dealer('halted', undefined, { halted: reason('login-refused', { detail: '530 Login incorrect' }) });
  await dealer('queued', ['23:00'], { queued: true });
  await dealer('without-feed', undefined, { builtFeed: 0 });
});
afterAll(() => ports[Symbol.asyncDispose]());

const dealer = async (
  id: string,
  windows = ['03:00', '11:00', '19:00'],
  state: Partial<ChannelState> = {},
) => {
  const configuration = { ...testDealer({ windows }), id };
  await ports.table.dealers.put({ dealerId: id, version: '1', configuration });
  const nothing = { builtRevision: 1, verifiedFeed: 0 };
  await ports.table.channelStates.put({ dealerId: id, builtFeed: 1, ...nothing, ...state });
};

/** Moscow time on 22 November 2026. */
const instant = (time: string) => new Date(`2026-11-22T${time}:00+03:00`).toISOString();

const dueAt = async (time: string, request: Partial<DeliveryRequest> = {}) => {
  const whole = DeliveryRequest.parse({ at: instant(time), ...request });
  return (await due(whole, ports)).deliveries;
};
const idsAt = async (time: string, request: Partial<DeliveryRequest> = {}) =>
  (await dueAt(time, request)).map(({ dealerId }) => dealerId);

describe('Due are', () => {
  test('the dealers of the window ahead, and those not yet proven', async () => {
    expect(await idsAt('18:15')).toEqual(['default', 'queued']);
  });

  test('the dealers with windows of their own, by an hourly sweep', async () => {
    expect(await idsAt('20:00')).toEqual(['evening', 'queued']);
  });

  test('at least ten minutes ahead, whatever the minute of the window', async () => {
    await dealer('five-past', ['14:05']);
    expect(await idsAt('13:00')).toContain('five-past');
  });

  test('nobody but the queued between the windows', async () => {
    expect(await idsAt('15:00')).toEqual(['queued']);
  });

  test('those whose window is opening, for the opening check', async () => {
    expect(await idsAt('18:59', { mode: 'verify' })).toEqual(['default']);
  });

  test('the one asked for by hand, at any time', async () => {
    const [item] = await dueAt('15:00', { dealerId: 'evening' });
    expect(item).toMatchObject({ dealerId: 'evening', window: 'manual', deadline: instant('15:02') });
  });

  test('never a dealer who is halted', async () => {
    expect(await idsAt('15:00', { dealerId: 'halted' })).toEqual([]);
  });
});

describe('The deadline', () => {
  test("is the window's first second", async () => {
    const [item] = await dueAt('18:15');
    expect(item).toMatchObject({ window: instant('19:00'), deadline: instant('19:00') });
  });

  test('is little over an hour for a queued delivery whose window is far', async () => {
    const [item] = await dueAt('15:00');
    expect(item).toMatchObject({ window: instant('23:00'), deadline: instant('16:10') });
  });
});

test('A dealer nobody knows is a matter of configuration', async () => {
  await expect(dueAt('15:00', { dealerId: 'nobody' })).rejects.toMatchObject({ name: 'ConfigurationError' });
});
