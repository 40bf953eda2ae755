import { describe, expect, it } from 'vitest';
import { generate } from '#functions/generate/generate.ts';
import { avito } from '#marketplace/avito.ts';
import { reason } from '#messages/reason.ts';
import { validAd } from '../../fakes/ads.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { build, bytesOf, dropList, goLive, idsOf, withAd } from '../../fakes/lists.ts';
import { testPorts } from '../../fakes/ports.ts';
import { offer, runState } from '../../fakes/records.ts';

describe('the dealer’s feed', () => {
  it.each([
    ['2026-11-22T15:10:00.000Z', '2026-11-22T15:10:00.000Z'],
    ['2026-11-22T14:50:00.000Z', undefined],
    ['2026-11-22T16:00:00.000Z', undefined],
  ])('that is built at %s, its window opens at 16:00, goes by itself: %s', async (now, soon) => {
    await using ports = await testPorts();
    await ports.table.dealers.put({ dealerId: 'demo', version: '1', configuration: testDealer() });
    await dropList(ports, '1', [withAd('AAA1')]);
    const { feed } = await build({ ...ports, clock: () => new Date(now) });
    expect(feed?.soon).toBe(soon);
  });

  it('holds every publishable offer of the lists in force, and no other', async () => {
    await using ports = await testPorts();
    await dropList(ports, '1', [withAd('OLD1'), withAd('BOTH')]);
    await dropList(ports, '2', [withAd('BOTH'), withAd('NEW1'), withAd('WAIT', { verdict: 'review' })]);
    await build(ports);
    expect(await idsOf(ports, 1)).toEqual(['BOTH', 'NEW1']);
  });

  it('gets no new version while nothing changes', async () => {
    await using ports = await testPorts();
    await dropList(ports, '1', [withAd('AAA1')]);
    const first = await build(ports);
    await dropList(ports, '1', [withAd('AAA1')]);
    expect((await build(ports, 'run-2')).feed).toEqual(first.feed);
  });

  it('is not built again for a run whose offers another one’s build has taken in, though more have come', async () => {
    await using ports = await testPorts();
    await dropList(ports, '1', [withAd('AAA1')]);
    await build(ports);
    await dropList(ports, '2', [withAd('AAA1'), withAd('BBB1')]);
    const late = await generate(runState({ runId: 'run-2', offersRevision: 1 }), ports, avito);
    expect(late.feed?.version).toBe(1);
    expect((await build(ports)).feed?.version).toBe(2);
  });

  it('returns to the same bytes when the first list is dropped again: A, B, A', async () => {
    await using ports = await testPorts();
    const hashes: (string | undefined)[] = [];
    for (const [order, code] of [
      ['1', 'AAA1'],
      ['2', 'BBB1'],
      ['3', 'AAA1'],
    ] as const) {
      await dropList(ports, order, [withAd(code)]);
      hashes.push((await build(ports)).feed?.sha256);
    }
    expect(hashes[0]).toBe(hashes[2]);
    expect(hashes[0]).not.toBe(hashes[1]);
  });

  it('is not written for a dealer who never had an ad', async () => {
    await using ports = await testPorts();
    await dropList(ports, '1', [withAd('WAIT', { verdict: 'review' })]);
    expect((await build(ports)).feed).toBeNull();
  });

  it('is held back when it would take more live ads away than the dealer allows', async () => {
    await using ports = await testPorts();
    await dropList(ports, '1', [withAd('AAA1'), withAd('BBB1')]);
    await build(ports);
    await goLive(ports, 1);
    await dropList(ports, '2', [withAd('AAA1')]);
    const state = await build(ports, 'run-2');
    expect(state.ending).toMatchObject({ status: 'review', reason: { code: 'feed-held' } });
    expect((await ports.table.feeds.get({ dealerId: 'demo', version: 2 }))?.status).toBe('held');
  });

  it('leaves out an ad that today’s rules forbid, and is held so that a person learns of it', async () => {
    await using ports = await testPorts();
    const broken = { ...validAd('BAD1'), fields: { ...validAd('BAD1').fields, Price: 'cheap' } };
    await dropList(ports, '1', [offer('BAD1', { ad: broken }), withAd('AAA1')]);
    const { ending } = await build(ports);
    expect(await idsOf(ports, 1)).toEqual(['AAA1']);
    expect(ending).toMatchObject({
      reason: { code: 'feed-held', values: { reasons: [reason('rules-broken', { adIds: ['BAD1'] })] } },
    });
  });

  it('keeps the live ad of a machine that waits for a person since', async () => {
    await using ports = await testPorts();
    await dropList(ports, '1', [withAd('AAA1'), withAd('BBB1')]);
    await build(ports);
    const live = await bytesOf(ports, 1);
    await goLive(ports, 1);
    const { ad: _, ...waiting } = withAd('BBB1', { verdict: 'review' });
    await dropList(ports, '2', [withAd('AAA1'), waiting, withAd('CCC1')]);
    await build(ports, 'run-2');
    expect(await idsOf(ports, 2)).toEqual(['AAA1', 'BBB1', 'CCC1']);
    expect(await bytesOf(ports, 2)).toContain(
      live.slice(live.indexOf('<Ad><Id>BBB1'), live.indexOf('</Ads>')),
    );
  });

  it('holds a machine of two markets once, as the newer list has it', async () => {
    await using ports = await testPorts();
    const swedish = { ...validAd('AAA1'), fields: { ...validAd('AAA1').fields, Price: '1999000' } };
    await dropList(ports, '1', [withAd('AAA1'), withAd('BBB1')]);
    await dropList(ports, '2', [withAd('AAA1', { market: 'SE', ad: swedish })], 'SE');
    await build(ports);
    expect(await idsOf(ports, 1)).toEqual(['AAA1', 'BBB1']);
    expect(await bytesOf(ports, 1)).toContain('<Price>1999000</Price>');
  });
});
