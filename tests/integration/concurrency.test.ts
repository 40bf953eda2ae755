import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { writeOffers } from '#functions/validate/offers.ts';
import { LeaseBusy } from '#shared/errors.ts';
import type { Ports } from '#shared/ports.ts';
import type { Offer } from '#shared/table/records.ts';
import { build, bytesOf, dropList, idsOf, pricesOf, withAd } from '../fakes/lists.ts';
import { testPorts } from '../fakes/ports.ts';
import { runState } from '../fakes/records.ts';
import { watched } from '../fakes/watched-ports.ts';
import { everyNth, runs } from '../matrix.ts';

/** How far one list is behind the other. */
const ROUNDS = Array.from({ length: 10 }, (_, round) => round);

const pause = async (turns: number): Promise<void> => {
  for (let turn = 0; turn < turns; turn++) await setImmediate();
};

/** As the machine does: another execution builds, so wait and ask again. */
const buildWhenFree = async (ports: Ports, runId: string): Promise<void> => {
  for (;;) {
    const busy = await build(ports, runId).then(
      () => false,
      (error) => {
        if (error instanceof LeaseBusy) return true;
        throw error;
      },
    );
    if (!busy) return;
    await pause(20);
  }
};

const writeList = async (ports: Ports, order: string, offers: Offer[]): Promise<void> => {
  const listed = { offers: offers.map((offer) => ({ ...offer, order })), unseen: null };
  await writeOffers(listed, runState({ runId: order }), order, ports);
  await buildWhenFree(ports, order);
};

const newestFeed = async ({ table }: Ports): Promise<number> =>
  (await table.channelStates.get({ dealerId: 'demo' }))?.builtFeed ?? 0;

describe('lists of one dealer', () => {
  it('dropped in turn, A, B, A, give the same bytes and Ids for A again', async () => {
    await using ports = await testPorts();
    const [a, b] = [
      [withAd('AAA1'), withAd('AAA2')],
      [withAd('AAA1', { price: '2600000' }), withAd('BBB1')],
    ];
    const bytes: string[] = [];
    for (const [at, offers] of [a, b, a].entries()) {
      await writeList(ports, `2026-0${at + 1}-01`, offers);
      bytes.push(await bytesOf(ports, await newestFeed(ports)));
    }
    expect(bytes[2]).toBe(bytes[0]);
    expect(bytes[1]).not.toBe(bytes[0]);
    expect(await idsOf(ports, 3)).toEqual(['AAA1', 'AAA2']);
  });

  it('coming at once, the newest wins however slow the old one is', async () => {
    for (const round of everyNth(ROUNDS, 4)) {
      await using ports = await testPorts();
      const slowed = watched(ports, (_, method) => pause(method.startsWith('put') ? (round * 7) % 60 : 0));
      await Promise.all([
        writeList(slowed, '2026-01-01', [withAd('AAA1'), withAd('OLD1')]),
        writeList(ports, '2026-02-01', [withAd('AAA1', { price: '2600000' }), withAd('NEW1')]),
      ]);
      const version = await newestFeed(ports);
      expect(await idsOf(ports, version), `round ${round}`).toEqual(['AAA1', 'NEW1']);
      expect((await pricesOf(ports, version))[0]).toBe('2600000');
    }
  });

  it('coming many at once, are in the feed by at most three builds, one at a time', async () => {
    await using ports = await testPorts();
    const codes = Array.from(
      { length: runs({ quick: 30, whole: 100 }) },
      (_, index) => `L${String(index).padStart(3, '0')}`,
    );
    let [building, most] = [0, 0];
    const counted = watched(ports, async (repository, method) => {
      if (repository === 'channelStates' && method === 'patchIf') building -= 1;
      if (repository === 'guardItems' && method === 'query') building += 1;
      most = Math.max(most, building);
    });
    const shared = withAd('BOTH');
    await Promise.all(
      codes.map(async (code) => {
        await dropList(ports, '1', [withAd(code, { market: code }), { ...shared, market: code }], code);
        await buildWhenFree(counted, code);
      }),
    );
    expect(await idsOf(ports, await newestFeed(ports))).toEqual(['BOTH', ...codes]);
    expect(most).toBe(1);
    expect(await newestFeed(ports)).toBeLessThanOrEqual(3);
  });
});
