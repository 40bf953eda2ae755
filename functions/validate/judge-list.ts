import type { ValidatedProduct } from '#contracts/validated.ts';
import { withKnownMachines } from '#reference/rules/known-machines.ts';
import { adIdsOf } from './ad-ids.ts';
import type { ListToJudge } from './read-list.ts';
import { holdUnaccounted } from './unaccounted.ts';
import { type Standards, validateProducts } from './validate-products.ts';

/** What becomes of a list's products under these rules, which its dealer's books extend; nothing is written. */
export const judgeList = (
  list: ListToJudge,
  { marketplace, rules }: Pick<Standards, 'marketplace' | 'rules'>,
): ValidatedProduct[] => {
  const { dealer, listings, extracted, catalogues } = list;
  const { adIds } = adIdsOf(list, marketplace);
  const standards = { marketplace, rules: withKnownMachines(rules, catalogues), dealer, adIds };
  return holdUnaccounted([...validateProducts(listings, standards)], extracted);
};
