import type { ExtractedProduct } from '#contracts/extracted.ts';
import { ScratchLines } from '#shared/scratch-lines.ts';
import { Consistency } from './accounting/consistency.ts';
import type { ListRow, ListRows } from './list-rows.ts';
import { type Draft, doubtOf, draftOf, flagged } from './products.ts';

/** Products that have left the process: they come back one after the other, as often as they are asked for. */
export interface Products extends Iterable<ExtractedProduct>, Disposable {
  length: number;
}

/**
 * Products as the contract carries them, in the order of the pages. All rows are heard first, `hear` is told of each,
 * and then each is judged by the others of its list.
 */
export function products(
  rows: ListRows,
  hear: (row: ListRow, product: ExtractedProduct) => void = () => {},
): Products {
  using scratch = new DisposableStack();
  const drafts = scratch.use(new ScratchLines<Draft>());
  const list = new WholeList();
  for (const row of rows) {
    const draft = draftOf(row, rows.facts.decimalMarksOf(row));
    list.hear(draft);
    hear(row, draft.product);
    drafts.add(draft);
  }
  const kept = scratch.move();
  return {
    length: drafts.length,
    [Symbol.iterator]: () => list.judged(drafts),
    [Symbol.dispose]: () => kept.dispose(),
  };
}

const DAMAGE_FLAGS: Readonly<Record<NonNullable<ListRow['damaged']>, string>> = {
  cells: 'page-damaged',
  title: 'title-damaged',
  section: 'section-damaged',
};

/** What the rows of a document say of one another. */
class WholeList {
  readonly #prices = new UsualPrices();
  readonly #currencies = new Currencies();
  readonly #codes = new Codes();
  readonly #consistency = new Consistency();

  hear(draft: Draft): void {
    this.#prices.hear(draft);
    this.#currencies.hear(draft);
    this.#codes.hear(draft);
    this.#consistency.hear(draft.product);
  }

  *judged(drafts: Iterable<Draft>): Generator<ExtractedProduct> {
    let above: Draft | undefined;
    let one: Draft | undefined;
    for (const below of drafts) {
      if (one) yield this.#judge(one, [above, below]);
      [above, one] = [one, below];
    }
    if (one) yield this.#judge(one, [above]);
  }

  #judge(draft: Draft, beside: readonly (Draft | undefined)[]): ExtractedProduct {
    const { flags, doubts } = this.#consistency.judge(
      draft.product,
      beside.flatMap((other) => other?.product ?? []),
    );
    const absurd = this.#prices.isUnlikely(draft) ? ['price-absurd'] : [];
    const all = [...absurd.map((code) => doubtOfPrice(code, draft)), ...draft.doubts, ...doubts];
    return flagged({ ...draft.product, ...(all.length > 0 && { doubts: all }) }, [
      ...absurd,
      ...(this.#currencies.isForeign(draft) ? ['currency-mixed'] : []),
      ...this.#codes.flagsOf(draft),
      ...flags,
      ...(draft.damaged ? [DAMAGE_FLAGS[draft.damaged]] : []),
    ]);
  }
}

const doubtOfPrice = (code: string, { product: { priceText: text, cells } }: Draft) =>
  doubtOf(code, 'price', { text, box: cells.price ?? null });

/**
 * Shares of the middle price of a list between which machines cost: from children's ones to twice the dearest. A figure
 * more or less in a price, as where a file was cut off, makes it ten times as much or a tenth.
 */
const LIKELY = [1 / 6, 4] as const;
/** Of fewer prices none is the usual. */
const FEWEST_PRICES = 5;

/** The prices of a list in one currency. */
interface Prices {
  ofMachines: number[];
  ofAll: number[];
}

/** What has no engine where others have one waits for that: accessories, however many, are not what a machine costs. */
class UsualPrices {
  readonly #lists = new Map<string, Prices>();
  readonly #middles = new Map<string, number | null>();

  hear({ product: { price, engine }, moneyKey }: Draft): void {
    if (!price) return;
    const key = `${moneyKey} ${price.currency}`;
    const prices = this.#lists.get(key) ?? { ofMachines: [], ofAll: [] };
    if (engine !== null) prices.ofMachines.push(Number(price.amount));
    prices.ofAll.push(Number(price.amount));
    this.#lists.set(key, prices);
  }

  isUnlikely({ product: { price, engine }, moneyKey }: Draft): boolean {
    if (!price) return false;
    const key = `${moneyKey} ${price.currency}`;
    if (engine === null && this.#lists.get(key)?.ofMachines.length) return false;
    const middle = this.#middles.get(key) ?? this.#middleOf(key);
    const [least, most] = LIKELY.map((share) => share * (middle ?? 0)) as [number, number];
    return middle !== null && (Number(price.amount) < least || Number(price.amount) > most);
  }

  #middleOf(key: string): number | null {
    const { ofMachines, ofAll } = this.#lists.get(key) ?? { ofMachines: [], ofAll: [] };
    const judged = ofMachines.length > 0 ? ofMachines : ofAll;
    const middle = judged.toSorted((one, other) => one - other)[judged.length >> 1] ?? 0;
    const usual = judged.length < FEWEST_PRICES ? null : middle;
    this.#middles.set(key, usual);
    return usual;
  }
}

/** Tells a price in another currency than most of its list; where no currency has most, none is believed. */
class Currencies {
  readonly #counts = new Map<string, Map<string, number>>();

  hear({ product: { price }, moneyKey }: Draft): void {
    if (!price) return;
    const own = this.#counts.get(moneyKey) ?? new Map<string, number>();
    this.#counts.set(moneyKey, own.set(price.currency, (own.get(price.currency) ?? 0) + 1));
  }

  isForeign({ product: { price }, moneyKey }: Draft): boolean {
    const own = [...(this.#counts.get(moneyKey) ?? [])].sort(([, one], [, other]) => other - one);
    const hasMost = own.length === 1 || (own[0]?.[1] ?? 0) > (own[1]?.[1] ?? 0);
    return price !== null && !(hasMost && own[0]?.[0] === price.currency);
  }
}

/** Tells codes that several rows of a list share. */
class Codes {
  readonly #rows = new Map<string, { amount: string | null; times: number; areAtOnePrice: boolean }>();

  hear({ product: { price }, codeKey }: Draft): void {
    const amount = price?.amount ?? null;
    const same = this.#rows.get(codeKey);
    if (!same) this.#rows.set(codeKey, { amount, times: 1, areAtOnePrice: true });
    else {
      same.times += 1;
      same.areAtOnePrice &&= same.amount === amount;
    }
  }

  flagsOf({ codeKey }: Draft): string[] {
    const same = this.#rows.get(codeKey);
    if (!same || same.times < 2) return [];
    return [same.areAtOnePrice ? 'repeated-code' : 'duplicate-code-other-price'];
  }
}
