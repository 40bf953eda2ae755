import type { Catalogue } from '#contracts/catalogue.ts';
import { type Reason, reasonKey } from '#contracts/reason.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import { reason } from '#messages/reason.ts';
import { commonReason } from '#shared/common-reason.ts';

/** A list of which fewer machines wait for one cause is a list with exceptions. */
const MOST = 0.5;

const isMost = (some: number, all: number): boolean => some > 0 && some >= all * MOST;

/** The field that only a spec book gives, where that is what a product lacks. */
const lackedField = ({ code, values }: Reason): string | null => {
  if (code === 'picture-missing') return 'Images';
  return code === 'field-missing' ? String(values.field) : null;
};

const bookOf = ({ brand, modelYear }: Pick<ValidatedProduct, 'brand' | 'modelYear'>): string | null =>
  brand && modelYear ? `${brand} ${modelYear}` : null;

const isOfMaker = ({ code, values }: Reason): boolean =>
  code === 'value-unlisted' && values.field === 'Brand';

const counted = (counts: Map<string, number>, key: string): void =>
  void counts.set(key, (counts.get(key) ?? 0) + 1);

/** Reasons, each with what machines have of it in common. */
class Reasons {
  readonly #counts = new Map<string, { cause: Reason; waiting: number }>();

  hear(reasons: readonly Reason[]): void {
    for (const cause of reasons.map(commonReason)) {
      const key = reasonKey(cause);
      const same = this.#counts.get(key);
      if (same) same.waiting += 1;
      else this.#counts.set(key, { cause, waiting: 1 });
    }
  }

  /** The one that most wait for, if at least half of all do. */
  oneOf(all: number): Reason | null {
    const [most] = [...this.#counts.values()].toSorted((one, other) => other.waiting - one.waiting);
    if (!most || !isMost(most.waiting, all)) return null;
    return reason('one-cause', { waiting: most.waiting, of: all, cause: most.cause });
  }
}

/** The one cause for which at least half of a list waits, with its remedy; it hears of one product after the other. */
export class SharedCause {
  readonly #known: ReadonlySet<string | null>;
  readonly #reasons = new Reasons();
  readonly #ofMaker = new Reasons();
  readonly #lacked = new Map<string, number>();
  /** How many lack those very fields. */
  readonly #together = new Map<string, number>();
  readonly #books = new Set<string>();
  #withoutBook = 0;
  #all = 0;

  constructor(catalogues: readonly Catalogue[]) {
    this.#known = new Set(catalogues.map(bookOf));
  }

  hear(product: ValidatedProduct): void {
    this.#all += 1;
    if (product.verdict === 'published') return;
    this.#reasons.hear(product.reasons);
    this.#ofMaker.hear(product.reasons.filter(isOfMaker));
    this.#hearLacked(product);
  }

  #hearLacked(product: ValidatedProduct): void {
    const lacked = product.reasons.flatMap((reason) => lackedField(reason) ?? []);
    if (lacked.length === 0) return;
    const fields = lacked.filter((field) => field !== 'Images');
    for (const field of fields) counted(this.#lacked, field);
    counted(this.#together, JSON.stringify(fields));
    const book = bookOf(product);
    if (this.#known.has(book)) return;
    this.#withoutBook += 1;
    if (book) this.#books.add(book);
  }

  /** Null where there is none. Of a maker whose machines are not offered no book or value helps. */
  get found(): Reason | null {
    return (
      this.#ofMaker.oneOf(this.#all) ??
      this.#bookMissing() ??
      this.#fieldMissing() ??
      this.#reasons.oneOf(this.#all)
    );
  }

  /** The list came without its book: each of its machines says so in its own missing values, and the list once. */
  #bookMissing(): Reason | null {
    if (!isMost(this.#withoutBook, this.#all) || this.#books.size === 0) return null;
    const books = [...this.#books].sort();
    return reason('book-missing', { waiting: this.#withoutBook, of: this.#all, books });
  }

  #fieldMissing(): Reason | null {
    const fields = [...this.#lacked].flatMap(([field, count]) => (isMost(count, this.#all) ? [field] : []));
    if (fields.length === 0) return null;
    const lacks = (own: string): boolean => (JSON.parse(own) as string[]).some((one) => fields.includes(one));
    const waiting = [...this.#together].reduce((sum, [own, count]) => sum + (lacks(own) ? count : 0), 0);
    return reason('book-values-missing', { waiting, of: this.#all, fields });
  }
}
