import type { Catalogue } from '#contracts/catalogue.ts';
import { type Reason, reasonKey } from '#contracts/reason.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import { reason } from '#messages/reason.ts';
import { commonReason } from '#shared/common-reason.ts';

/** A list of which fewer machines wait for one cause is a list with exceptions. */
const MOST = 0.5;

/** The field that only a spec book gives, where that is what a product lacks. */
const lackedField = ({ code, values }: Reason): string | null => {
  if (code === 'picture-missing') return 'Images';
  return code === 'field-missing' ? String(values.field) : null;
};

type Waiting = readonly ValidatedProduct[];

const isMost = (some: Waiting, all: Waiting): boolean => some.length > 0 && some.length >= all.length * MOST;

const bookOf = ({ brand, modelYear }: Pick<ValidatedProduct, 'brand' | 'modelYear'>): string | null =>
  brand && modelYear ? `${brand} ${modelYear}` : null;

const lacksBookValues = ({ reasons }: ValidatedProduct): boolean =>
  reasons.some((reason) => lackedField(reason) !== null);

/** The list came without its book: each of its machines says so in its own missing values, and the list once. */
const bookMissing = (waiting: Waiting, all: Waiting, catalogues: readonly Catalogue[]): Reason | null => {
  const known = new Set(catalogues.map(bookOf));
  const without = waiting.filter((product) => lacksBookValues(product) && !known.has(bookOf(product)));
  const books = [...new Set(without.flatMap((product) => bookOf(product) ?? []))].sort();
  if (!isMost(without, all) || books.length === 0) return null;
  return reason('book-missing', { waiting: without.length, of: all.length, books });
};

const fieldMissing = (waiting: Waiting, all: Waiting): Reason | null => {
  const missing = waiting.flatMap((product) =>
    product.reasons.flatMap((reason) => {
      const field = lackedField(reason);
      return field && field !== 'Images' ? [{ field, product }] : [];
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
  const fields = groups.map(([field]) => field);
  return reason('book-values-missing', { waiting: held.size, of: all.length, fields });
};

const oneReason = (waiting: Waiting, all: Waiting): Reason | null => {
  const pairs = waiting.flatMap((product) =>
    product.reasons.map((cause) => ({ cause: commonReason(cause), product })),
  );
  const groups = [...Map.groupBy(pairs, ({ cause }) => reasonKey(cause)).values()];
  const [most = []] = groups.toSorted((one, other) => other.length - one.length);
  const [first] = most;
  const some = most.map(({ product }) => product);
  if (!first || !isMost(some, all)) return null;
  return reason('one-cause', { waiting: some.length, of: all.length, cause: first.cause });
};

/** The one cause for which at least half of a list waits, with its remedy; null where there is none. */
export const sharedCause = (
  products: readonly ValidatedProduct[],
  catalogues: readonly Catalogue[],
): Reason | null => {
  const waiting = products.filter(({ verdict }) => verdict !== 'published');
  return (
    bookMissing(waiting, products, catalogues) ??
    fieldMissing(waiting, products) ??
    oneReason(waiting, products)
  );
};
