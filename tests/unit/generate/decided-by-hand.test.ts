import { describe, expect, it } from 'vitest';
import { decideFeed } from '#functions/generate/by-hand/decide.ts';
import { rollBackFeed } from '#functions/generate/by-hand/roll-back.ts';
import { withdraw } from '#functions/generate/by-hand/withdraw.ts';
import { avito } from '#marketplace/avito.ts';
import { build, bytesOf, dropList, goLive, idsOf, withAd } from '../../fakes/lists.ts';
import { testPorts } from '../../fakes/ports.ts';

const DECISION = { by: 'anna', at: '2026-11-03T10:00:00.000Z', why: 'sold out' };
const version = (number: number) => ({ dealerId: 'demo', version: number });

/** Version 1 is live, version 2 would take one of its two ads away and is held. */
const withHeldFeed = async () => {
  const ports = await testPorts();
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
      category: 'feed-rejected',
      reason: expect.stringContaining('anna'),
    });
  });

  it('can be approved once only, and not when another has superseded it', async () => {
    await using ports = await withHeldFeed();
    const other = { outcome: 'rejected', reason: expect.stringMatching(/superseded|nothing to approve/) };
    expect(await decideFeed('approve', version(1), DECISION, ports)).toMatchObject(other);
    await decideFeed('approve', version(2), DECISION, ports);
    expect(await decideFeed('approve', version(2), DECISION, ports)).toMatchObject(other);
    expect(await decideFeed('approve', version(9), DECISION, ports)).toMatchObject({ outcome: 'rejected' });
  });
});

describe('a rollback', () => {
  it('brings the same bytes and Ids back as a new version that may go', async () => {
    await using ports = await withHeldFeed();
    const restored = await rollBackFeed(version(1), DECISION, avito, ports);
    expect(restored).toMatchObject({ version: 3, status: 'approved', restores: 1, decision: DECISION });
    expect(await bytesOf(ports, 3)).toBe(await bytesOf(ports, 1));
    expect((await ports.table.feeds.get(version(2)))?.status).toBe('superseded');
    expect((await build(ports)).feed?.version).toBe(3);
  });

  it('is refused for a version that nobody built', async () => {
    await using ports = await withHeldFeed();
    expect(await rollBackFeed(version(7), DECISION, avito, ports)).toMatchObject({ outcome: 'rejected' });
  });
});

describe('a machine that is withdrawn', () => {
  it('leaves the feed, also when the next list still names it', async () => {
    await using ports = await testPorts();
    await dropList(ports, '1', [withAd('AAA1'), withAd('BBB1')]);
    expect(await withdraw({ dealerId: 'demo', codes: ['BBB1'], keptOut: DECISION }, ports)).toBeNull();
    await build(ports);
    expect(await idsOf(ports, 1)).toEqual(['AAA1']);
  });

  it('is refused where the dealer never offered it', async () => {
    await using ports = await testPorts();
    const refused = await withdraw({ dealerId: 'demo', codes: ['NONE'], keptOut: DECISION }, ports);
    expect(refused).toMatchObject({ category: 'unknown-code' });
  });
});
