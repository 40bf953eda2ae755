import type { Dealer } from '#contracts/dealer.ts';
import { reason } from '#messages/reason.ts';
import { allDealers } from '#shared/dealers.ts';
import { leavesSince } from '#shared/leaves-since.ts';
import { wordsMeant } from '#shared/meant.ts';
import type { Ports } from '#shared/ports.ts';
import { Refusal } from '../refusal.ts';

/** Throws `Refusal` naming the dealers there are where none has that id. */
export const refuseUnknownDealer = async (
  dealerId: string,
  { table }: Pick<Ports, 'table'>,
): Promise<void> => {
  if (await table.dealers.get({ dealerId })) return;
  const known = (await table.dealers.queryIndex('GSI1', {})).map((dealer) => dealer.dealerId);
  throw new Refusal(reason('dealer-unknown', { dealerId, known, near: wordsMeant(dealerId, known) }));
};

/** That the dealer leaves, null where it stays; and whether nothing of it was removed yet, so that it can be brought back. */
export const leavingOf = async (dealerId: string, { table }: Pick<Ports, 'table'>) => {
  const leaving = await table.leavings.get({ dealerId });
  return {
    leaves: leaving && leavesSince(leaving),
    canStay: leaving?.counts === undefined,
  };
};

/** Of a dealer that leaves nothing new is begun. Throws `Refusal`. */
export const refuseLeaving = async (dealerId: string, ports: Pick<Ports, 'table'>): Promise<void> => {
  const { leaves } = await leavingOf(dealerId, ports);
  if (leaves) throw new Refusal(leaves);
};

/** The dealer that is named, all of them where none is. Throws `Refusal` for one that nobody knows. */
export const dealersNamed = async (
  dealerId: string | undefined,
  ports: Pick<Ports, 'table'>,
): Promise<string[]> => {
  if (dealerId === undefined)
    return (await ports.table.dealers.queryIndex('GSI1', {})).map((dealer) => dealer.dealerId);
  await refuseUnknownDealer(dealerId, ports);
  return [dealerId];
};

/** The table and the dealers' hosts are asked for as many dealers at once. */
const AT_ONCE = 8;

async function* numbered<Item>(items: Iterable<Item> | AsyncIterable<Item>): AsyncGenerator<[number, Item]> {
  let at = 0;
  for await (const item of items) yield [at++, item];
}

/** What is found at each dealer, in their order, found out a few at a time: a slow one keeps its own place alone. */
export const atEachDealer = async <Item, Found>(
  dealers: Iterable<Item> | AsyncIterable<Item>,
  find: (dealer: Item) => Promise<Found[]>,
): Promise<Found[]> => {
  const found: Found[][] = [];
  const waiting = numbered(dealers);
  const work = async () => {
    // Where one fails its loop ends the queue of all.
    for await (const [at, dealer] of waiting) found[at] = await find(dealer);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found.flat();
};

/** The dealers themselves: the one that is named, all of them where none is. Throws `Refusal` for one that nobody knows. */
export const configuredDealers = async (
  dealerId: string | undefined,
  ports: Pick<Ports, 'table'>,
): Promise<Dealer[]> => {
  if (dealerId === undefined) return allDealers(ports);
  await refuseUnknownDealer(dealerId, ports);
  const record = await ports.table.dealers.get({ dealerId });
  return record ? [record.configuration] : [];
};
