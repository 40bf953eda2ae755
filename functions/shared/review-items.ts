import { FIRST_CHANNEL } from '#contracts/channel.ts';
import type { Ports } from './ports.ts';
import type { ReviewItem } from './table/records.ts';

type Named = Pick<ReviewItem, 'brand' | 'modelYear' | 'modelCode' | 'kind'>;

/** What an item of the review queue is called: the same machine waits for the same kind of reason once. */
export const reviewSubject = ({ brand, modelYear, modelCode, kind }: Named): string =>
  [brand, modelYear, modelCode, kind].join('#');

const isOfGuard = ({ kind }: ReviewItem): boolean => kind !== 'product';

/** What the change guard of the table's channel has asked of a dealer, answered or not. */
export const guardItemsOf = async (
  dealerId: string,
  { table }: Pick<Ports, 'table'>,
): Promise<ReviewItem[]> => (await table.guardItems.query({ dealerId })).filter(isOfGuard);

/** A dealer's review queue in the table's channel: its machines, which all channels share, and what the guard there asks. */
export const reviewItems = async (dealerId: string, ports: Pick<Ports, 'table'>): Promise<ReviewItem[]> => {
  const { table } = ports;
  const items = await table.reviews.query({ dealerId });
  if (table.channel === FIRST_CHANNEL) return items;
  return [...items.filter((item) => !isOfGuard(item)), ...(await guardItemsOf(dealerId, ports))];
};
