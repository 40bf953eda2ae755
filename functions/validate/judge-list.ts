import type { ValidatedProduct } from '#contracts/validated.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { withKnownMachines } from '#reference/rules/known-machines.ts';
import { adIdsOf } from './ad-ids.ts';
import type { ListToJudge } from './read-list.ts';
import { answersByMachine, withAnswer } from './review/apply-answers.ts';
import { holdUnaccounted } from './unaccounted.ts';
import { type Standards, validateProducts } from './validate-products.ts';

/** What becomes of a list's products under these rules, which its dealer's books extend; nothing is written. */
export const judgeList = (
  list: ListToJudge,
  { marketplace, rules }: Pick<Standards, 'marketplace' | 'rules'>,
): ValidatedProduct[] => {
  const { dealer, listings, extracted, catalogues } = list;
  const { adIds } = adIdsOf(list, marketplace);
  const answerOf = answersByMachine(list.answers);
  const standards = { marketplace, rules: withKnownMachines(rules, catalogues), dealer, adIds, answerOf };
  const products = holdUnaccounted([...validateProducts(listings, standards)], extracted);
  return products.map((product, at) => withAnswer(product, listings[at] as Listing, answerOf(product)));
};
