import type { Dealer } from '#contracts/dealer.ts';
import type { Note, ValidatedProduct } from '#contracts/validated.ts';
import { distinctRates, oldRates } from '#shared/rate-age.ts';
import { UNTRANSLATED } from './layers.ts';

type Remark = Omit<Note, 'codes'> & { code: string };

/** A term that only a reviewed entry of the glossary brings into the descriptions. */
const untranslated = ({ modelCode: code, layers }: ValidatedProduct): Remark[] =>
  layers
    .flatMap(({ suggestions }) => suggestions)
    .filter((suggestion) => suggestion.startsWith(UNTRANSLATED))
    .map((text) => ({ category: 'term-untranslated', text, code }));

const stale =
  (dealer: Dealer, now: Date) =>
  ({ modelCode: code, rate }: ValidatedProduct): Remark[] =>
    oldRates(distinctRates([rate]), dealer, 'staleAfterDays', now).map((text) => ({
      category: 'rate-stale',
      text,
      code,
    }));

/** What a person should know of a list though it keeps no ad out: each remark once, with the codes it is about. */
export const notesOf = (products: readonly ValidatedProduct[], dealer: Dealer, now: Date): Note[] => {
  const remarks = products.flatMap((product) => [...stale(dealer, now)(product), ...untranslated(product)]);
  return [...Map.groupBy(remarks, ({ text }) => text).values()].flatMap((same) => {
    const [first] = same;
    return first ? [{ category: first.category, text: first.text, codes: same.map(({ code }) => code) }] : [];
  });
};
