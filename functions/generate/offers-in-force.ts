import type { Ad } from '#contracts/validated.ts';
import type { Ports } from '#shared/ports.ts';
import type { ListInForce, Offer } from '#shared/table/records.ts';

const listKey = ({ brand, modelYear, market }: Pick<Offer, 'brand' | 'modelYear' | 'market'>) =>
  `${brand}#${modelYear}#${market}`;

/** An offer of a list that a newer one has replaced is not in force; its order is below the list's. */
const inForce = (lists: ListInForce[]) => {
  const orders = new Map(lists.map((list) => [listKey(list), list.order]));
  return (offer: Offer): boolean => offer.order >= (orders.get(listKey(offer)) ?? '');
};

const byId = (a: Ad, b: Ad): number => (a.id < b.id ? -1 : 1);

/** The dealer's publishable ads from all his lists in force, ordered by Id: unchanged input, unchanged bytes. */
export const adsInForce = async (dealerId: string, { table }: Pick<Ports, 'table'>): Promise<Ad[]> => {
  const [offers, lists] = [await table.offers.query({ dealerId }), await table.lists.query({ dealerId })];
  const standing = offers.filter(inForce(lists)).filter(({ verdict }) => verdict === 'published');
  return standing.flatMap(({ ad }) => ad ?? []).sort(byId);
};
