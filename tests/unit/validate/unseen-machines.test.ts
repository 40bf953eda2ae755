import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Reason } from '#contracts/reason.ts';
import { Scratch } from '#functions/generate/compose-feed.ts';
import { gatherOffers, standingOffers } from '#functions/generate/standing-offers.ts';
import { writeOffers } from '#functions/validate/offers.ts';
import { reason } from '#messages/reason.ts';
import { isGone, KeptOut } from '#shared/kept-out.ts';
import type { Ports } from '#shared/ports.ts';
import { validAd } from '../../fakes/ads.ts';
import { testPorts } from '../../fakes/ports.ts';
import { offer, runState } from '../../fakes/records.ts';

const UNREAD = reason('machine-unseen', { page: 2, detail: 'it could not be read' });

/** A list of these codes, each with its ad; `unseen` where a part of it could not be read. */
const listOf = (codes: string[], order: string, unseen: Reason | null, ports: Ports) => {
  const place = { page: 2, box: null };
  const offers = codes.map((code) => offer(code, { order, place, ad: validAd(code) }));
  return writeOffers({ offers, unseen }, runState({ runId: order }), order, ports);
};

/** The machines that the lists in force speak for. */
const inForce = (ports: Ports): Promise<string[]> =>
  Scratch.use(join(tmpdir(), `offers-${randomUUID()}`), async (scratch) => {
    await gatherOffers(
      'demo',
      scratch,
      { keptOut: new KeptOut([]), stocked: (offer) => offer, judge: (offer) => ({ offer, judged: null }) },
      ports,
    );
    const standing = await Array.fromAsync(standingOffers(scratch));
    return standing.filter(({ offer, list }) => !isGone(offer, list)).map(({ id }) => id);
  });

const storedOffer = async (modelCode: string, { table }: Ports) =>
  (await table.offers.query({ dealerId: 'demo' })).find((stored) => stored.modelCode === modelCode);

describe('a machine that a newer list does not name', () => {
  test('is gone when all of the list was read', async () => {
    await using ports = await testPorts();
    await listOf(['AAAA', 'BBBB'], '1', null, ports);
    await listOf(['AAAA'], '2', null, ports);
    expect(await inForce(ports)).toEqual(['AAAA']);
  });

  test('waits for a person when a page of the list could not be read', async () => {
    await using ports = await testPorts();
    await listOf(['AAAA', 'BBBB'], '1', null, ports);
    await listOf(['AAAA'], '2', UNREAD, ports);
    expect(await inForce(ports)).toEqual(['AAAA', 'BBBB']);
    expect(await storedOffer('BBBB', ports)).toMatchObject({
      verdict: 'review',
      reasons: [UNREAD],
      order: '2',
    });
    expect(await storedOffer('BBBB', ports)).not.toHaveProperty('place');
  });

  test('is not brought back when it was gone before', async () => {
    await using ports = await testPorts();
    await listOf(['AAAA', 'BBBB'], '1', null, ports);
    await listOf(['AAAA'], '2', null, ports);
    await listOf(['AAAA'], '3', UNREAD, ports);
    expect((await storedOffer('BBBB', ports))?.order).toBe('1');
    expect(await inForce(ports)).toEqual(['AAAA']);
  });

  test('stays through a second reading of the same list, and leaves with the first whole one', async () => {
    await using ports = await testPorts();
    await listOf(['AAAA', 'BBBB'], '1', null, ports);
    await listOf(['AAAA'], '2', UNREAD, ports);
    await listOf(['AAAA'], '3', UNREAD, ports);
    expect(await inForce(ports)).toEqual(['AAAA', 'BBBB']);
    await listOf(['AAAA'], '4', null, ports);
    expect(await inForce(ports)).toEqual(['AAAA']);
  });
});

describe('a document with two lists', () => {
  const lists = ['SKI-DOO', 'LYNX'].map((brand) => ({ brand, modelYear: 2026, market: 'FI' }));
  const writeBoth = (order: string, ports: Ports) =>
    writeOffers({ offers: [], unseen: null }, runState({ runId: order, lists }), order, ports);

  /** Ports where a newer list of these brands comes between the look whether there is one and the writing. */
  const overtakenAtLast = (ports: Ports, brands: string[]): Ports => {
    const putIf: Ports['table']['lists']['putIf'] = async (list, condition) =>
      !brands.includes(list.brand) && ports.table.lists.putIf(list, condition);
    return { ...ports, table: { ...ports.table, lists: { ...ports.table.lists, putIf } } };
  };

  test.each([
    [['SKI-DOO']],
    [['LYNX']],
  ])('is in force though a newer one has overtaken that of %j', async (brands) => {
    await using ports = await testPorts();
    const written = await writeBoth('1', overtakenAtLast(ports, brands));
    expect([written?.revision, written?.carried.length]).toEqual([1, 0]);
  });

  test('has been overtaken where each of them has', async () => {
    await using ports = await testPorts();
    expect(await writeBoth('1', overtakenAtLast(ports, ['SKI-DOO', 'LYNX']))).toBeNull();
    await writeBoth('3', ports);
    expect(await writeBoth('2', ports)).toBeNull();
  });
});
