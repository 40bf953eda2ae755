import { describe, expect, it } from 'vitest';
import { decideFeed } from '#desk/feeds/decide.ts';
import { rollBackFeed } from '#desk/feeds/roll-back.ts';
import { bringBack, withdraw } from '#desk/offers/withdraw.ts';
import { avito } from '#marketplace/avito.ts';
import { putDealer } from '#shared/dealers.ts';
import { adsKeptOut, KeptOut } from '#shared/kept-out.ts';
import type { Ports } from '#shared/ports.ts';
import { validAd } from '../../fakes/ads.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { build, bytesOf, dropList, goLive, idsOf, withAd } from '../../fakes/lists.ts';
import { testPorts } from '../../fakes/ports.ts';

const DECISION = { by: 'anna', at: '2026-11-03T10:00:00.000Z', why: 'sold out' };
const restoring = (confirmed = false) => ({ decision: DECISION, marketplace: avito, confirmed });
const version = (number: number) => ({ dealerId: 'demo', version: number });

/** Version 1 is live, version 2 would take one of its two ads away and is held. */
const withHeldFeed = async () => {
  const ports = await testPorts();
  await putDealer(testDealer({ id: 'demo' }), ports, { fromFile: false });
  await dropList(ports, '1', [withAd('AAA1'), withAd('BBB1')]);
  await build(ports);
  await goLive(ports, 1);
  await dropList(ports, '2', [withAd('AAA1')]);
  await build(ports);
  return ports;
};

describe('a version that is held', () => {
  it('may go once a person has approved it, and says who and why', async () => {
    await using ports = await withHeldFeed();
    const approved = await decideFeed('approve', version(2), DECISION, ports);
    expect(approved).toMatchObject({ status: 'approved', decision: DECISION });
    expect(await idsOf(ports, 2)).toEqual(['AAA1']);
  });

  it('stays approved when the same bytes are built again', async () => {
    await using ports = await withHeldFeed();
    await decideFeed('approve', version(2), DECISION, ports);
    await dropList(ports, '3', [withAd('AAA1')]);
    expect((await build(ports)).ending).toBeNull();
    expect((await ports.table.feeds.get(version(2)))?.status).toBe('approved');
  });

  it('is not built again once a person has rejected it', async () => {
    await using ports = await withHeldFeed();
    await decideFeed('reject', version(2), DECISION, ports);
    await dropList(ports, '3', [withAd('AAA1')]);
    expect((await build(ports)).ending).toMatchObject({
      reason: { code: 'feed-rejected', values: { by: 'anna' } },
    });
  });

  it('can be approved once only, and not when another has superseded it', async () => {
    await using ports = await withHeldFeed();
    const other = {
      outcome: 'rejected',
      reason: { code: expect.stringMatching(/^feed-(overtaken|not-open)$/) },
    };
    expect(await decideFeed('approve', version(1), DECISION, ports)).toMatchObject(other);
    await decideFeed('approve', version(2), DECISION, ports);
    expect(await decideFeed('approve', version(2), DECISION, ports)).toMatchObject(other);
    expect(await decideFeed('approve', version(9), DECISION, ports)).toMatchObject({ outcome: 'rejected' });
  });
});

describe('a rollback', () => {
  it('brings the same bytes and Ids back as a new version that may go', async () => {
    await using ports = await withHeldFeed();
    const restored = await rollBackFeed(version(1), restoring(), ports);
    expect(restored).toMatchObject({ version: 3, status: 'approved', restores: 1, decision: DECISION });
    expect(await bytesOf(ports, 3)).toBe(await bytesOf(ports, 1));
    expect((await ports.table.feeds.get(version(2)))?.status).toBe('superseded');
    expect((await build(ports)).feed?.version).toBe(3);
  });

  it('asks once where more ads go than the guard lets go unasked, and says which', async () => {
    await using ports = await testPorts();
    await putDealer(testDealer({ id: 'demo' }), ports, { fromFile: false });
    await dropList(ports, '1', [withAd('AAA1')]);
    await build(ports);
    await goLive(ports, 1);
    await dropList(ports, '2', [withAd('AAA1'), withAd('BBB1')]);
    await build(ports);
    await goLive(ports, 2);
    const asked = await rollBackFeed(version(1), restoring(), ports);
    const values = { version: 1, removed: 1, live: 2, adIds: ['BBB1'], more: 0 };
    expect(asked).toMatchObject({ outcome: 'rejected', reason: { code: 'confirm-rollback', values } });
    expect((await ports.table.channelStates.get({ dealerId: 'demo' }))?.builtFeed).toBe(2);
    expect(await rollBackFeed(version(1), restoring(true), ports)).toMatchObject({ version: 3, restores: 1 });
  });

  it('is refused for a version that nobody built', async () => {
    await using ports = await withHeldFeed();
    expect(await rollBackFeed(version(7), restoring(), ports)).toMatchObject({ outcome: 'rejected' });
  });
});

const codesOf = (count: number) =>
  Array.from({ length: count }, (_, at) => `A${String(at).padStart(3, '0')}`);

const sell = (codes: string[], ports: Ports, confirmed = false) =>
  withdraw({ dealerId: 'demo', codes, keptOut: DECISION, confirmed }, ports);

const feedVersion = (number: number, { table }: Ports) => table.feeds.get(version(number));

describe('a machine that is withdrawn', () => {
  /** Version 1 with this many ads is live. */
  const liveWith = async (count: number) => {
    const ports = await testPorts();
    await dropList(
      ports,
      '1',
      codesOf(count).map((code) => withAd(code)),
    );
    await build(ports);
    await goLive(ports, 1);
    return ports;
  };

  it('takes its ad along where the ad’s other code is on no list any more', async () => {
    await using ports = await liveWith(3);
    const both = ['A001', 'B001'].map((code) => withAd(code, { adId: 'A001' }));
    await dropList(ports, '2', [withAd('A000'), withAd('A002'), ...both]);
    expect(await sell(['A001'], ports)).toMatchObject({ leaving: [{ ads: [] }] });
    await dropList(ports, '3', [withAd('A000'), withAd('A001'), withAd('A002')]);
    const out = new KeptOut([{ brand: 'SKI-DOO', modelYear: 2026, modelCode: 'A001' }]);
    expect([...(await adsKeptOut('demo', out, ports))]).toEqual(['A001']);
  });

  it('leaves the feed, also when the next list still names it, until somebody brings it back', async () => {
    await using ports = await liveWith(3);
    expect(await sell(['A001'], ports)).toMatchObject({ leaving: [{ ads: ['A001'] }] });
    await build(ports);
    expect(await idsOf(ports, 2)).toEqual(['A000', 'A002']);
    await dropList(
      ports,
      '2',
      codesOf(4).map((code) => withAd(code)),
    );
    await build(ports);
    expect(await idsOf(ports, 3)).toEqual(['A000', 'A002', 'A003']);
    expect(await bringBack({ dealerId: 'demo', codes: ['A001'] }, ports)).toBeNull();
    await build(ports);
    expect(await idsOf(ports, 4)).toEqual(codesOf(4));
    expect(await bringBack({ dealerId: 'demo', codes: ['A001'] }, ports)).toMatchObject({
      reason: { code: 'not-withdrawn', values: { codes: ['A001'] } },
    });
  });

  it('is refused where the dealer never offered it', async () => {
    await using ports = await testPorts();
    expect(await sell(['NONE'], ports)).toMatchObject({ reason: { code: 'unknown-code' } });
  });

  it.each([
    [49, 6],
    [9, 1],
  ])('of %i ads %i hold no feed', async (live, sold) => {
    await using ports = await liveWith(live);
    await sell(codesOf(sold), ports);
    await build(ports);
    expect(await feedVersion(2, ports)).toMatchObject({ status: 'built', ads: live - sold });
  });

  it('does not make room for what a list drops by itself', async () => {
    await using ports = await liveWith(20);
    await sell(codesOf(6), ports);
    await dropList(
      ports,
      '2',
      codesOf(18).map((code) => withAd(code)),
    );
    await build(ports);
    expect(await feedVersion(2, ports)).toMatchObject({
      status: 'held',
      heldFor: [{ code: 'many-would-go', values: { removed: 2, live: 14, percent: 0 } }],
    });
  });

  it.each([
    [1, 1],
    [5, 3],
  ])('asks once where of %i ads %i would go', async (live, sold) => {
    await using ports = await liveWith(live);
    expect(await sell(codesOf(sold), ports)).toMatchObject({
      reason: { code: 'confirm-withdrawal', values: { going: sold, of: live } },
    });
    expect(await ports.table.productAnswers.query({ dealerId: 'demo' })).toEqual([]);
    expect(await sell(codesOf(sold), ports, true)).toMatchObject({ leaving: [{ ads: codesOf(sold) }] });
    await build(ports);
    expect(await feedVersion(2, ports)).toMatchObject({ status: 'built', ads: live - sold });
  });

  it('asks nobody for half of them', async () => {
    await using ports = await liveWith(4);
    expect(await sell(codesOf(2), ports)).toMatchObject({ leaving: [{ ads: codesOf(2) }] });
  });

  it('leaves an ad that stands for another code too', async () => {
    await using ports = await testPorts();
    const second = withAd('A001', { adId: 'A000', ad: validAd('A000') });
    await dropList(ports, '1', [withAd('A000'), second, withAd('A002')]);
    await build(ports);
    await goLive(ports, 1);
    expect(await sell(['A000'], ports)).toMatchObject({ leaving: [{ ads: [] }] });
    expect((await build(ports)).feed?.version).toBe(1);
    expect(await sell(['A001'], ports)).toMatchObject({ leaving: [{ ads: ['A000'] }] });
  });

  it('keeps what was said of it before, and what is said of it meanwhile is not lost', async () => {
    await using ports = await liveWith(3);
    const machine = { dealerId: 'demo', brand: 'SKI-DOO', modelYear: 2026, modelCode: 'A001' };
    const edits = { Power: { value: '111', insteadOf: '165', by: 'anna', at: DECISION.at } };
    await ports.table.productAnswers.put({ ...machine, edits });
    await sell(['A001'], ports);
    expect(await ports.table.productAnswers.get(machine)).toMatchObject({ edits, keptOut: DECISION });
  });
});
