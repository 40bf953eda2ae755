/** Sheets of other shops' prices: what each row says, read as strictly as a stock sheet. */
import type { Observation } from '#contracts/market.ts';
import type { Money } from '#contracts/money.ts';
import type { Place, Reason } from '#contracts/reason.ts';
import { currencyIn, moneyUnder, readValue } from '#functions/stock/values.ts';
import { reason } from '#messages/reason.ts';
import type { MarketTable } from '#pages/market-table.ts';
import { modelCode } from '#pages/model-code.ts';
import { columnName, quotedSheet } from '#pages/spreadsheet/address.ts';
import type { SheetCell, SheetRow } from '#pages/spreadsheet/sheet.ts';
import type { MarketHeading } from '#reference/lexicon/market-headings.ts';
import { LONGEST_NAME, linkIn, saysNew, saysUsed, yearIn } from './shop-name.ts';

/** A row that cannot be read, and whose it is. */
export interface UnreadRow {
  source: string;
  problem: Reason;
}

/** What a sheet came to: its rows as far as they can be read, and how many are of used machines. */
export interface MarketSheet {
  observations: Observation[];
  used: number;
  problems: UnreadRow[];
}

/** What holds where a row says nothing: the file's name, and the day on which it came. */
export interface SheetOrigin {
  file: string;
  day: string;
}

/** One row by what its columns are about. */
class Row {
  readonly #table: MarketTable;
  readonly #row: SheetRow;

  constructor(table: MarketTable, row: SheetRow) {
    this.#table = table;
    this.#row = row;
  }

  #cell(heading: MarketHeading): SheetCell | undefined {
    const column = this.#table.columns.find((one) => one.heading === heading);
    return column && this.#row.cells.find((cell) => cell.column === column.column);
  }

  whole(heading: MarketHeading): string {
    return this.#cell(heading)?.text.normalize('NFC').replace(/\s+/g, ' ').trim() ?? '';
  }

  text(heading: MarketHeading): string {
    return this.whole(heading).slice(0, LONGEST_NAME);
  }

  heading(heading: MarketHeading): string {
    return this.#table.columns.find((one) => one.heading === heading)?.text ?? '';
  }

  /** Struck through, hardly seen or behind a picture: it is not sure that it counts. */
  isDoubtful(heading: MarketHeading): boolean {
    const cell = this.#cell(heading);
    return (cell?.doubts?.length ?? 0) > 0 || (cell?.leftOut?.length ?? 0) > 0;
  }

  place(heading: MarketHeading): Place {
    const column = this.#table.columns.find((one) => one.heading === heading)?.column ?? 0;
    const address = `${quotedSheet(this.#table.sheet)}${columnName(column)}${this.#row.number}`;
    return { page: 1, row: this.#row.number, box: null, address };
  }
}

const priceOf = (row: Row): Money | null => {
  const named = row.text('currency').toUpperCase();
  const told = currencyIn(named) ?? (/^[A-Z]{3}$/.test(named) ? named : null);
  const currency = named === '' ? moneyUnder(row.heading('price')) : told;
  const read = readValue('price', row.text('price'), { currency: currency === 'several' ? null : currency });
  return 'values' in read ? (read.values.price ?? null) : null;
};

const DATE_AND_TIME = /^(\S+)[T ]\d{1,2}:\d\d\S*$/;

const dayOf = (row: Row, { day }: SheetOrigin): string | null => {
  const text = row.text('day');
  if (text === '') return day;
  const read = readValue('arrives', DATE_AND_TIME.exec(text)?.[1] ?? text);
  const seen = 'values' in read ? (read.values.arrives ?? null) : null;
  return seen !== null && seen <= day ? seen : null;
};

const sourceOf = (row: Row, { file }: SheetOrigin): string => row.text('source') || file;

const nameOf = (row: Row): string => row.text('name') || row.text('code');

/** What tells the machine, and what is asked for it. */
const TELLING: readonly MarketHeading[] = ['price', 'currency', 'day', 'name', 'code', 'brand', 'year'];

/** Null where the row says nothing of a machine: a sum, a note, a blank line. */
const readRow = (row: Row, origin: SheetOrigin): Observation | { problem: Reason } | null => {
  const [name, text] = [nameOf(row), row.text('price')];
  const isOfNobody = row.text('source') === '';
  if (isOfNobody && (name === '' || text === '')) return null;
  if (name === '')
    return text === '' ? null : { problem: reason('market-machine-missing', {}, row.place('price')) };
  if (TELLING.some((heading) => row.isDoubtful(heading)))
    return { problem: reason('market-cell-doubtful', { text: text || name }, row.place('price')) };
  const price = priceOf(row);
  if (!price || /^0+\.00$/.test(price.amount))
    return { problem: reason('market-price-unread', { text }, row.place('price')) };
  const day = dayOf(row, origin);
  if (day === null)
    return { problem: reason('market-day-unread', { text: row.text('day') }, row.place('day')) };
  const code = row.text('code');
  return {
    ...{ name, price, day, link: linkIn(row.whole('link')), source: sourceOf(row, origin) },
    code: code === '' ? null : (modelCode(code)?.latin ?? code),
    brand: row.text('brand') || null,
    modelYear: yearIn(row.text('year')) ?? yearIn(name),
    mark: '',
  };
};

const NOTHING_SAID = /^(?:|нет|no|ei|false|0|[-–—])$/i;

/** Under a heading such as "Б/у" a mere "да" says that it is used, and under "Состояние" a mere "хорошее". */
const isUsed = (row: Row): boolean =>
  saysUsed(`${row.text('condition')} ${row.text('name')}`) ||
  !(NOTHING_SAID.test(row.text('condition')) || saysNew(row.text('condition')));

const markOf = ({ day, name, code, modelYear, price }: Observation): string =>
  JSON.stringify([day, code, name, modelYear, price.amount, price.currency]);

/** Links that lead to one offer; one that stands beside several machines is that of a shop, or of a page of its goods. */
const linksOfOffers = (observations: readonly Observation[]): Set<string | null> => {
  const byLink = Map.groupBy(observations, ({ link }) => link);
  const machines = (own: Observation[]) =>
    new Set(own.map(({ code, name, modelYear }) => JSON.stringify([code, name, modelYear])));
  return new Set(
    [...byLink].flatMap(([link, own]) => (link !== null && machines(own).size === 1 ? [link] : [])),
  );
};

/** Rows that say the same without a link of their own are several machines; the same file dropped again says the same of them. */
const withMarks = (observations: readonly Observation[]): Observation[] => {
  const seen = new Map<string, number>();
  const links = linksOfOffers(observations);
  return observations.map((one) => {
    if (one.link && links.has(one.link)) return { ...one, mark: one.link };
    const mark = markOf(one);
    const times = seen.get(`${one.source}\n${mark}`) ?? 0;
    seen.set(`${one.source}\n${mark}`, times + 1);
    return { ...one, mark: times === 0 ? mark : `${mark} ${times}` };
  });
};

/** Whether what is hidden counts nobody knows. */
const hiddenIn = (table: MarketTable, origin: SheetOrigin): UnreadRow[] =>
  table.hidden
    .map((row) => new Row(table, row))
    .filter((row) => nameOf(row) !== '' && row.text('price') !== '')
    .map((row) => ({
      source: sourceOf(row, origin),
      problem: reason('market-cell-doubtful', { text: nameOf(row) }, row.place('name')),
    }));

/** Reads the tables of a sheet. Nothing is written. */
export const readMarketSheet = (tables: readonly MarketTable[], origin: SheetOrigin): MarketSheet => {
  const rows = tables.flatMap((table) => table.rows.map((row) => new Row(table, row)));
  const kept = rows.filter((row) => !isUsed(row));
  const observations: Observation[] = [];
  const problems: UnreadRow[] = [];
  for (const row of kept) {
    const one = readRow(row, origin);
    if (one && 'problem' in one) problems.push({ ...one, source: sourceOf(row, origin) });
    else if (one) observations.push(one);
  }
  problems.push(...tables.flatMap((table) => hiddenIn(table, origin)));
  return { observations: withMarks(observations), used: rows.length - kept.length, problems };
};
