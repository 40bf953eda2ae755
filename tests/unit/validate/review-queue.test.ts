import { expect, test } from 'vitest';
import type { ListIdentity } from '#contracts/state.ts';
import { offersOf } from '#functions/validate/offers.ts';
import { queueWaiting } from '#functions/validate/review/waiting-products.ts';
import { validateProducts } from '#functions/validate/validate-products.ts';
import { avito } from '#marketplace/avito.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { asTold, reason } from '#messages/reason.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import type { Ports } from '#shared/ports.ts';
import type { Offer } from '#shared/table/records.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';
import { testPorts } from '../../fakes/ports.ts';
import { offer, runState } from '../../fakes/records.ts';

const standards = { marketplace: avito, rules: bundledRules, dealer: aDealer() };

const judged = (listings: Listing[]) =>
  Array.from(validateProducts(listings, standards), (product, at) => ({
    product,
    listing: listings[at] as Listing,
  }));

const queue = (
  listings: Listing[],
  order: string,
  ports: Ports,
  { carried = [], ...of }: { documentId?: string; lists?: ListIdentity[]; carried?: Offer[] } = {},
) => {
  const at = `2026-11-0${order}T10:00:00.000Z`;
  return queueWaiting({ state: runState(of), rows: judged(listings), order, at }, carried, ports);
};

const coded = (modelCode: string, changes: Parameters<typeof aListing>[0] = {}) =>
  aListing({ ...changes, extracted: { modelCode, color: modelCode, ...changes.extracted } });

const powerless = (modelCode: string) =>
  coded(modelCode, {
    values: { Power: null },
    extracted: {
      cells: { section: [0, 0, 500, 10], modelCode: [20, 30, 60, 40], price: [400, 28, 450, 42] },
    },
  });

const stored = ({ table }: Ports, subject: string) => table.reviews.get({ dealerId: 'demo', subject });

test('what waits is an item with its reasons, its row on the page and what might be meant', async () => {
  await using ports = await testPorts();
  await queue([powerless('AAAA'), coded('BBBB')], '1', ports);
  expect(await ports.table.reviews.query({ dealerId: 'demo' })).toMatchObject([
    {
      subject: 'SKI-DOO#2026#AAAA#product',
      reasons: [reason('field-missing', { field: 'Power' })],
      page: 1,
      box: [20, 28, 450, 42],
      status: 'open',
    },
  ]);
});

test('an offer knows the page and the box of its row, for what may be asked of it later', () => {
  const state = runState({ lists: [{ brand: 'SKI-DOO', modelYear: 2026, market: 'FI' }] });
  const listings = [powerless('AAAA'), coded('BBBB')];
  expect(
    Array.from(
      offersOf({ state, rows: judged(listings), order: '1', at: '2026-11-01T10:00:00.000Z' }),
      ({ place }) => place,
    ),
  ).toEqual([
    { page: 1, box: [20, 28, 450, 42] },
    { page: 1, box: null },
  ]);
});

test('an item is closed when its reason is gone or its machine is off the list, and opened again when it is back', async () => {
  await using ports = await testPorts();
  await queue([powerless('AAAA'), powerless('BBBB')], '1', ports);
  await queue([coded('AAAA')], '2', ports, { documentId: 'd2' });
  expect((await stored(ports, 'SKI-DOO#2026#AAAA#product'))?.status).toBe('closed');
  expect((await stored(ports, 'SKI-DOO#2026#BBBB#product'))?.status).toBe('closed');
  await queue([powerless('AAAA')], '3', ports, { documentId: 'd2' });
  expect(await stored(ports, 'SKI-DOO#2026#AAAA#product')).toMatchObject({
    status: 'open',
    openedAt: '2026-11-03T10:00:00.000Z',
  });
});

test('an item that goes on waiting keeps the time since when it waits', async () => {
  await using ports = await testPorts();
  await queue([powerless('AAAA')], '1', ports);
  await queue([powerless('AAAA')], '2', ports);
  expect(await stored(ports, 'SKI-DOO#2026#AAAA#product')).toMatchObject({
    openedAt: '2026-11-01T10:00:00.000Z',
    updatedAt: '2026-11-02T10:00:00.000Z',
  });
});

test('a slow old run changes nothing of what a newer one has asked', async () => {
  await using ports = await testPorts();
  await queue([powerless('AAAA')], '2', ports, { documentId: 'd2' });
  await queue([coded('AAAA'), powerless('BBBB')], '1', ports);
  expect((await stored(ports, 'SKI-DOO#2026#AAAA#product'))?.status).toBe('open');
});

test('a machine that may stand on a page nobody could read waits without a place', async () => {
  await using ports = await testPorts();
  const reasons = [asTold('page 2 could not be read')];
  const carried = [offer('CCCC', { verdict: 'review', reasons })];
  await queue([coded('AAAA')], '1', ports, { carried });
  expect(await ports.table.reviews.query({ dealerId: 'demo' })).toMatchObject([
    { subject: 'SKI-DOO#2026#CCCC#product', reasons, page: null, box: null, status: 'open' },
  ]);
});

test('a machine that a rule forbids waits for nobody because it is off the list', async () => {
  await using ports = await testPorts();
  const carried = [offer('CCCC', { verdict: 'rejected', reasons: [asTold('page 2 could not be read')] })];
  await queue([coded('AAAA')], '1', ports, { carried });
  expect(await ports.table.reviews.query({ dealerId: 'demo' })).toEqual([]);
});

test('what waits of another list goes on waiting, whatever this one says', async () => {
  await using ports = await testPorts();
  await queue([powerless('AAAA')], '1', ports, { documentId: 'd1' });
  const lists = [{ brand: 'LYNX', modelYear: 2026, market: 'FI' }];
  await queue([coded('BBBB')], '2', ports, { documentId: 'd2', lists });
  expect((await stored(ports, 'SKI-DOO#2026#AAAA#product'))?.status).toBe('open');
});
