import { speaksOf } from '#pages/headings.ts';
import { PRICES_WORDS, TAX_WORDS } from '#reference/lexicon/price-headings.ts';
import {
  GONE_WORDS,
  NO_WORDS,
  OF_BRAND_WORDS,
  OF_SALE_WORDS,
  OF_YEAR_WORDS,
  SHARE_CAPITAL_WORDS,
} from '#reference/lexicon/remarks.ts';
import { brandInTitle } from '#reference/naming/machine.ts';
import type { ListRow } from '../list-rows.ts';
import { bareAmountsIn, type FoundText, machinePricesIn, wholeUnits } from '../values/price.ts';

/** Of the row's price: a fee or a saving beside it is less. */
const PRICE_SHARE = 0.5;
const YEAR = /(?<!\d)20\d\d(?!\d)/g;

type Row = Pick<ListRow, 'remarks' | 'cells' | 'list'>;

/** What of an option is not available says nothing of the machine. */
const textsOnMachine = ({ remarks, cells }: Row): string[] => [
  ...remarks.map(({ text }) => text),
  ...[cells.model, cells.package, cells.color].flatMap((cell) => cell?.text ?? []),
];

const FLAGS: readonly { flag: string; applies(row: Row): boolean }[] = [
  {
    flag: 'model-year-contradicted',
    applies: ({ remarks, list }) =>
      remarks.some(({ heading, text }) => {
        const years = speaksOf(heading, OF_YEAR_WORDS) ? (text.match(YEAR) ?? []) : [];
        return list.modelYear !== null && years.some((year) => Number(year) !== list.modelYear);
      }),
  },
  {
    flag: 'brand-contradicted',
    applies: ({ remarks, list }) =>
      remarks.some(({ heading, text }) => {
        const brand = speaksOf(heading, OF_BRAND_WORDS) ? brandInTitle(text) : null;
        return brand !== null && list.brand !== null && brand !== list.brand;
      }),
  },
  {
    flag: 'said-gone',
    applies: (row) =>
      textsOnMachine(row).some((text) => speaksOf(text, GONE_WORDS)) || saysNoTo(OF_SALE_WORDS, row),
  },
  { flag: 'price-untaxed', applies: (row) => saysNoTo(TAX_WORDS, row) },
  {
    flag: 'price-elsewhere',
    applies: ({ remarks, cells }) => {
      const price = wholeUnits(cells.price?.text ?? '');
      const amounts = remarks
        .flatMap(({ text }) => [...machinePricesIn(text), ...saidPricesIn(text)])
        .map(({ text }) => wholeUnits(text));
      return amounts.some((amount) => amount !== price && amount >= price * PRICE_SHARE);
    },
  },
];

/** "VAT incl.: no", "Active: N". */
const saysNoTo = (words: readonly string[], { remarks }: Row): boolean =>
  remarks.some(({ heading, text }) => NO_WORDS.includes(text.toLowerCase()) && speaksOf(heading, words));

/** "uusi hinta 13 990": amounts that words, and no currency, say to be prices. */
const saidPricesIn = (text: string): FoundText[] => (speaksOf(text, PRICES_WORDS) ? bareAmountsIn(text) : []);

/** Why what a row says beside its fields makes a person look at it. */
export const remarkFlags = (row: Row): string[] =>
  FLAGS.filter(({ applies }) => applies(row)).map(({ flag }) => flag);

const CAPITAL = new RegExp(SHARE_CAPITAL_WORDS.join('|'), 'iu');

/** Small print on a company, with no price before its capital. */
export function isOfCapital(text: string): boolean {
  const at = text.search(CAPITAL);
  return at >= 0 && machinePricesIn(text.slice(0, at)).length === 0;
}
