import { expect, test } from 'vitest';
import { generate } from '#functions/generate/generate.ts';
import { avito } from '#marketplace/avito.ts';
import { reason } from '#messages/reason.ts';
import { putDealer } from '#shared/dealers.ts';
import type { Ports } from '#shared/ports.ts';
import type { Offer } from '#shared/table/records.ts';
import { validAd } from '../../fakes/ads.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { testPorts } from '../../fakes/ports.ts';
import { offer, runState } from '../../fakes/records.ts';

const RATE = { currency: 'EUR', date: '2026-11-01' };

const dealer = testDealer({
  id: 'demo',
  conversion: {
    EUR: {
      rate: '98.50',
      rateDate: RATE.date,
      markupPercent: '0',
      roundTo: 1000,
      staleAfterDays: 10,
      holdAfterDays: 20,
    },
  },
});

const feedOn = async (day: string, changes: Partial<Offer>, ports: Ports) => {
  await putDealer(dealer, ports, { fromFile: false });
  await ports.table.offers.put(offer('AAAA', { ad: validAd('AAAA'), rate: RATE, ...changes }));
  await ports.table.states.add({ dealerId: 'demo' }, { offersRevision: 1 });
  await generate(runState(), { ...ports, clock: () => new Date(`${day}T12:00:00Z`) }, avito);
  return ports.table.feeds.get({ dealerId: 'demo', version: 1 });
};

test('a feed whose prices stand on a fresh rate may go', async () => {
  await using ports = await testPorts();
  expect(await feedOn('2026-11-15', {}, ports)).toMatchObject({ status: 'built', rates: [RATE] });
});

test('an old rate holds the feed, whose bytes are those of the day before', async () => {
  await using fresh = await testPorts();
  await using stale = await testPorts();
  const [before, after] = [await feedOn('2026-11-20', {}, fresh), await feedOn('2026-11-22', {}, stale)];
  expect(after).toMatchObject({
    status: 'held',
    heldFor: [reason('rate-old', { currency: 'EUR', date: '2026-11-01', days: 20 })],
    sha256: before?.sha256,
  });
});

test('of one ad for several codes a published one speaks, whatever waits beside it', async () => {
  await using ports = await testPorts();
  await ports.table.offers.put(offer('ZZZZ', { verdict: 'review', adId: 'AAAA' }));
  expect(await feedOn('2026-11-15', {}, ports)).toMatchObject({ ads: 1 });
});
