import type { Dealer } from '#contracts/dealer.ts';
import { type Reason, reasonKey } from '#contracts/reason.ts';
import type { Note, ValidatedProduct } from '#contracts/validated.ts';
import { distinctRates, oldRates } from '#shared/rate-age.ts';

/** Terms that only a reviewed entry of the glossary brings into the descriptions. */
const untranslated = ({ layers }: ValidatedProduct): Reason[] =>
  layers.flatMap(({ suggestions }) => suggestions).filter(({ code }) => code === 'term-untranslated');

/** What a person should know of a list though it keeps no ad out: each remark once, with the codes it is about. */
export const notesOf = (products: readonly ValidatedProduct[], dealer: Dealer, now: Date): Note[] => {
  const remarks = products.flatMap((product) => [
    ...oldRates(distinctRates([product.rate]), dealer, 'staleAfterDays', now).map((reason) => ({
      reason,
      product,
    })),
    ...untranslated(product).map((reason) => ({ reason, product })),
  ]);
  return [...Map.groupBy(remarks, ({ reason }) => reasonKey(reason)).values()].flatMap((same) => {
    const [first] = same;
    return first ? [{ reason: first.reason, codes: same.map(({ product }) => product.modelCode) }] : [];
  });
};
