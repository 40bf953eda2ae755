import type { Catalogue } from '#contracts/catalogue.ts';
import type { Cause } from '#contracts/state.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import { causeOf } from './flag-reasons.ts';

/** A list of which fewer machines wait for one cause is a list with exceptions. */
const MOST = 0.5;

/** What only a spec book gives; the words are those of the rules and of the marketplace's composer. */
const FROM_A_BOOK = /^(?<field>[A-Za-z]+) is missing$|^Images: no picture/;

type Waiting = readonly ValidatedProduct[];

const isMost = (some: Waiting, all: Waiting): boolean => some.length > 0 && some.length >= all.length * MOST;

const machines = (some: Waiting, all: Waiting): string =>
  `${some.length} of ${all.length} ${all.length === 1 ? 'machine waits' : 'machines wait'}`;

const bookOf = ({ brand, modelYear }: Pick<ValidatedProduct, 'brand' | 'modelYear'>): string | null =>
  brand && modelYear ? `${brand} ${modelYear}` : null;

const lacksBookValues = ({ reasons }: ValidatedProduct): boolean =>
  reasons.some((reason) => FROM_A_BOOK.test(reason));

/** The list came without its book: each of its machines says so in its own missing values, and the list once. */
const bookMissing = (waiting: Waiting, all: Waiting, catalogues: readonly Catalogue[]): Cause | null => {
  const known = new Set(catalogues.map(bookOf));
  const without = waiting.filter((product) => lacksBookValues(product) && !known.has(bookOf(product)));
  const books = [...new Set(without.flatMap((product) => bookOf(product) ?? []))].sort().join(' and of ');
  if (!isMost(without, all) || !books) return null;
  return {
    reason: `${machines(without, all)} because no spec book of ${books} is known.`,
    whatToDo: `Drop the book of ${books}: the list is then matched again by itself.`,
  };
};

const NOT_UNDERSTOOD = 'See "When a document is not understood" in README.md.';

const fieldMissing = (waiting: Waiting, all: Waiting): Cause | null => {
  const missing = waiting.flatMap((product) =>
    product.reasons.flatMap((reason) => {
      const field = FROM_A_BOOK.exec(reason)?.groups?.field;
      return field ? [{ field, product }] : [];
    }),
  );
  const groups = [...Map.groupBy(missing, ({ field }) => field)].filter(([, some]) =>
    isMost(
      some.map(({ product }) => product),
      all,
    ),
  );
  if (groups.length === 0) return null;
  const held = new Set(groups.flatMap(([, some]) => some.map(({ product }) => product)));
  return {
    reason: `${machines([...held], all)} because ${groups.map(([field]) => field).join(', ')} could not be read, though their spec book is known.`,
    whatToDo: NOT_UNDERSTOOD,
  };
};

const oneReason = (waiting: Waiting, all: Waiting): Cause | null => {
  const pairs = waiting.flatMap((product) =>
    product.reasons.map((reason) => ({ reason: causeOf(reason), product })),
  );
  const groups = [...Map.groupBy(pairs, ({ reason }) => reason)];
  const [most] = groups.toSorted(([, one], [, other]) => other.length - one.length);
  if (
    !most ||
    !isMost(
      most[1].map(({ product }) => product),
      all,
    )
  )
    return null;
  const [reason, some] = most;
  return {
    reason: `${machines(
      some.map(({ product }) => product),
      all,
    )} for one cause: ${reason.replace(/\.$/, '')}.`,
    whatToDo: `Mend that, and drop the list again. ${NOT_UNDERSTOOD}`,
  };
};

/** The one cause for which at least half of a list waits, with its remedy; null where there is none. */
export const sharedCause = (
  products: readonly ValidatedProduct[],
  catalogues: readonly Catalogue[],
): Cause | null => {
  const waiting = products.filter(({ verdict }) => verdict !== 'published');
  return (
    bookMissing(waiting, products, catalogues) ??
    fieldMissing(waiting, products) ??
    oneReason(waiting, products)
  );
};
