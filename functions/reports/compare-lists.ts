import { COLUMNS, type Extracted, type ExtractedProduct } from '#contracts/extracted.ts';
import { hundredths, type Money } from '#contracts/money.ts';
import type { ColumnQuality, ListComparison } from '#contracts/report.ts';
import { reason } from '#messages/reason.ts';
import { columnQuality } from './column-quality.ts';

/** A column is another than before when its filled, numeric or mixed share has moved by more. */
const MOST_MOVED = 0.25;

const filledShare = ({ filled, of }: ColumnQuality): number => (of === 0 ? 0 : filled / of);

const percent = (share: number): number => Math.round(100 * share);

type Share = [code: 'drift-filled' | 'drift-numbers' | 'drift-mixed', before: number, after: number];

const driftOfColumn = (before: ColumnQuality, after: ColumnQuality): ListComparison['drift'] => {
  const { column } = after;
  const filled: Share[] = [['drift-filled', filledShare(before), filledShare(after)]];
  const kinds: Share[] = [
    ['drift-numbers', before.numeric, after.numeric],
    ['drift-mixed', before.mixed, after.mixed],
  ];
  return [...filled, ...(before.filled && after.filled ? kinds : [])]
    .filter(([, was, is]) => Math.abs(was - is) > MOST_MOVED)
    .map(([code, was, is]) => ({
      column,
      reason: reason(code, { column, percentBefore: percent(was), percentNow: percent(is) }),
    }));
};

const currenciesOf = ({ products }: Extracted): string[] =>
  [...new Set(products.flatMap(({ price }) => price?.currency ?? []))].sort();

const driftOfCurrency = (before: Extracted, after: Extracted): ListComparison['drift'] => {
  const [was, is] = [currenciesOf(before), currenciesOf(after)];
  return String(was) === String(is)
    ? []
    : [{ column: 'price', reason: reason('drift-currency', { currenciesBefore: was, currenciesNow: is }) }];
};

/** Columns and kinds of values that are unlike the list before (S1-27). */
const driftOf = (before: Extracted, after: Extracted): ListComparison['drift'] => {
  const [old, now] = [columnQuality(before.products), columnQuality(after.products)];
  const columns = now.flatMap((column, at) => driftOfColumn(old[at] as ColumnQuality, column));
  return [...columns, ...driftOfCurrency(before, after)];
};

/** Rows by brand, year and code; of a code that stands in several rows the first. */
const byCode = ({ products }: Extracted): Map<string, ExtractedProduct> =>
  new Map(
    products
      .toReversed()
      .map((product) => [[product.brand, product.modelYear, product.modelCode].join('#'), product]),
  );

const money = (price: Money | null, text: string | null): string =>
  price ? `${price.amount} ${price.currency}` : (text ?? 'none');

/** To a tenth of a percent. */
const change = (before: Money | null, after: Money | null): number | null => {
  if (!before || !after || before.currency !== after.currency || hundredths(before) === 0n) return null;
  return Number((1000n * (hundredths(after) - hundredths(before))) / hundredths(before)) / 10;
};

type Pair = [before: ExtractedProduct, after: ExtractedProduct];

const pricesOf = (pairs: Pair[]): ListComparison['prices'] =>
  pairs.flatMap(([before, after]) => {
    const [was, is] = [money(before.price, before.priceText), money(after.price, after.priceText)];
    const { modelCode } = after;
    return was === is
      ? []
      : [{ modelCode, before: was, after: is, percent: change(before.price, after.price) }];
  });

const changedOf = (pairs: Pair[]): ListComparison['changed'] =>
  pairs.flatMap(([before, after]) => {
    const columns = COLUMNS.filter((column) => column !== 'price' && before[column] !== after[column]);
    return columns.length === 0 ? [] : [{ modelCode: after.modelCode, columns }];
  });

const codes = (products: ExtractedProduct[]): string[] => products.map(({ modelCode }) => modelCode).sort();

/** What a list brings that the one before it did not have, what it leaves out, and what it says differently. */
export const compareLists = (before: Extracted, after: Extracted): ListComparison => {
  const [old, now] = [byCode(before), byCode(after)];
  const pairs = [...now].flatMap(([key, product]): Pair[] => {
    const was = old.get(key);
    return was ? [[was, product]] : [];
  });
  return {
    ...{ document: after.document, previous: before.document, sameYear: true },
    added: codes([...now].flatMap(([key, product]) => (old.has(key) ? [] : product))),
    removed: codes([...old].flatMap(([key, product]) => (now.has(key) ? [] : product))),
    ...{ prices: pricesOf(pairs), changed: changedOf(pairs), drift: driftOf(before, after) },
  };
};

/** Of a list of another year only the shape can be compared: its machines are others. */
export const compareShapes = (before: Extracted, after: Extracted): ListComparison => ({
  ...{ document: after.document, previous: before.document, sameYear: false },
  ...{ added: [], removed: [], prices: [], changed: [], drift: driftOf(before, after) },
});
