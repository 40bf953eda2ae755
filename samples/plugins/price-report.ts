/**
 * A report of one's own (S1-30): the price under which three of four machines are sold, by market and brand, as CSV.
 *
 * plugins.json:  ["./samples/plugins/price-report.ts"]
 *
 * `feedwright report` and the files of an export then hold price-quartiles.csv beside report.html.
 */
import type { ReportPlugin } from '#plugins/plugin.ts';

const QUANTILE = 0.75;

/** By linear interpolation between the nearest ranks, as spreadsheets' PERCENTILE reckons; null of no prices. */
const quantile = (prices: readonly number[], share: number): number | null => {
  const sorted = prices.toSorted((one, other) => one - other);
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below === undefined || above === undefined ? null : below + (above - below) * (at % 1);
};

/** Cells that hold the separator or a quotation mark stand in quotation marks. */
const cell = (value: string | number | null): string => {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const plugin: ReportPlugin = {
  feedwright: 1,
  kind: 'report',
  name: 'price-quartiles',
  write({ products }) {
    const groups = Map.groupBy(products, ({ run, extracted: { brand, price } }) =>
      JSON.stringify([run.extracted.market, brand, price?.currency]),
    );
    const rows = [...groups].flatMap(([key, group]) => {
      const [market, brand, currency] = JSON.parse(key) as (string | null)[];
      // Money in two currencies is never one figure; a machine without a price has none here either.
      const prices = group.flatMap(({ extracted: { price } }) => (price ? Number(price.amount) : []));
      const figure = quantile(prices, QUANTILE);
      return figure === null
        ? []
        : [[market ?? 'unknown', brand ?? 'unknown', prices.length, figure.toFixed(2), currency ?? '']];
    });
    const lines = [['market', 'brand', 'machines', 'p75', 'currency'], ...rows.sort()];
    const text = lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
    return { ending: 'csv', text, mediaType: 'text/csv; charset=utf-8' };
  },
};
export default plugin;
