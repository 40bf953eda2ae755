import type { ValidatedProduct } from '#contracts/validated.ts';
import { adIdsOf } from './ad-ids.ts';
import type { ListToJudge } from './read-list.ts';
import { holdUnaccounted } from './unaccounted.ts';
import { type Standards, validateProducts } from './validate-products.ts';

/** What becomes of a list's products under these rules; nothing is written. */
export const judgeList = (list: ListToJudge, standards: Omit<Standards, 'dealer'>): ValidatedProduct[] => {
  const { adIds } = adIdsOf(list, standards.marketplace);
  const { dealer, listings, extracted } = list;
  return holdUnaccounted([...validateProducts(listings, { ...standards, dealer, adIds })], extracted);
};
