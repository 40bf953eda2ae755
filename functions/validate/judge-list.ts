import type { ValidatedProduct } from '#contracts/validated.ts';
import { withKnownMachines } from '#reference/rules/known-machines.ts';
import type { ListToJudge } from './read-list.ts';
import { holdUnaccounted } from './unaccounted.ts';
import { type Standards, validateProducts } from './validate-products.ts';

/** What becomes of a list's products under these rules, which its dealer's books extend; nothing is written. */
export const judgeList = (
  { extracted, listings, dealer, catalogues }: ListToJudge,
  { rules, ...standards }: Omit<Standards, 'dealer'>,
): ValidatedProduct[] => {
  const extended = withKnownMachines(rules, catalogues);
  return holdUnaccounted(
    [...validateProducts(listings, { ...standards, rules: extended, dealer })],
    extracted,
  );
};
