import type { Box } from '#contracts/box.ts';
import type { ExtractedProduct } from '#contracts/extracted.ts';
import { modelCode } from '#pages/model-code.ts';
import { ScratchLines } from '#shared/scratch-lines.ts';
import type { TableRow } from './table/table.ts';
import { decimalMarkOf } from './values/price.ts';
import type { Title } from './values/title.ts';

/** One list of a file: the title that holds for its rows, and the text of its headings. */
export interface ListTitle extends Title {
  /** The price heading as printed: where cells have no currency sign, it may. */
  priceHeading: string;
  /** The country whose language the headings are in. */
  headingMarket: string | null;
}

/** A row and where it comes from; boxes are those of the page as a reader sees it, and the products' own. */
export interface ListRow extends TableRow {
  page: number;
  row: number;
  section: { text: string; box: Box } | null;
  list: ListTitle;
  /** Where the row comes from a spreadsheet: what that calls its cells. */
  addresses?: ExtractedProduct['addresses'];
  /** What of it a damaged page may have swallowed or changed: a cell of its own, or what holds for it from a page before. */
  damaged?: 'cells' | 'title' | 'section';
}

/** A row outside of the process. Its list is a number there: pages of text may stand in a title, and hold for each row. */
interface RowBehind extends Omit<ListRow, 'list'> {
  list: number;
}

/**
 * The rows of a document in the order of its pages. They leave the process as they come, all but the last, which the
 * next page may go on with; what they say together is noted on the way.
 */
export class ListRows implements Iterable<ListRow>, Disposable {
  readonly facts = new RowFacts();
  readonly #behind = new ScratchLines<RowBehind>();
  readonly #lists: ListTitle[] = [];
  #last: ListRow | null = null;

  get length(): number {
    return this.#behind.length + (this.#last ? 1 : 0);
  }

  /** The row that the next page may go on with. */
  get last(): ListRow | null {
    return this.#last;
  }

  add(rows: readonly ListRow[]): void {
    for (const row of rows) {
      this.end();
      this.#last = row;
    }
  }

  /** No page goes on with the last row. */
  end(): void {
    if (!this.#last) return;
    this.facts.note(this.#last);
    this.#behind.add({ ...this.#last, list: this.#numberOf(this.#last.list) });
    this.#last = null;
  }

  #numberOf(list: ListTitle): number {
    if (this.#lists.at(-1) !== list) this.#lists.push(list);
    return this.#lists.length - 1;
  }

  *[Symbol.iterator](): Generator<ListRow> {
    for (const behind of this.#behind) {
      const row = { ...behind, list: this.#lists[behind.list] as ListTitle };
      yield this.facts.hasSections ? row : withoutLostSection(row);
    }
  }

  [Symbol.dispose](): void {
    this.#behind[Symbol.dispose]();
  }
}

/** A list that parts its rows by no label anywhere has lost none. */
function withoutLostSection(row: ListRow): ListRow {
  const { damaged, ...whole } = row;
  return damaged === 'section' ? whole : row;
}

const hasFourSigns = ({ code }: ListRow): boolean => modelCode(code.printed) !== null;

/** What the rows of a document say together. */
class RowFacts {
  hasSections = false;
  /** Pages with a row that has a price. */
  readonly pricedPages = new Set<number>();
  readonly #pagesWithOtherPrice = new Map<number, boolean>();
  readonly #codes = new Map<string | null, CodesOfBrand>();
  readonly #decimalMarks = new Map<string, Set<string>>();

  note(row: ListRow): void {
    const { cells, list, page } = row;
    this.hasSections ||= row.section !== null;
    if (cells.price) this.pricedPages.add(page);
    const hasOther = cells.otherPrice !== undefined || this.#pagesWithOtherPrice.get(page);
    this.#pagesWithOtherPrice.set(page, hasOther ?? false);
    this.#noteCode(row, list.brand);
    this.#noteDecimalMark(listKey(row), decimalMarkOf(cells.price?.text ?? ''));
  }

  #noteCode(row: ListRow, brand: string | null): void {
    const codes = this.#codes.get(brand) ?? new CodesOfBrand();
    codes.note(row);
    this.#codes.set(brand, codes);
  }

  #noteDecimalMark(key: string, mark: string | null): void {
    if (mark !== null) this.#decimalMarks.set(key, (this.#decimalMarks.get(key) ?? new Set()).add(mark));
  }

  /** What sets decimals off in the row's list, as its unambiguous prices have it. */
  decimalMarksOf(row: ListRow): ReadonlySet<string> | undefined {
    return this.#decimalMarks.get(listKey(row));
  }

  /** Pages of rows, where each has prices of another kind beside those of customers; null where one has none. */
  pagesOfBothPrices(): { has(page: number): boolean } | null {
    const areBoth = this.#pagesWithOtherPrice.values().every((hasOther) => hasOther);
    return areBoth ? this.#pagesWithOtherPrice : null;
  }

  /** Pages with codes of another shape than those of four signs that the rows of their brand have: they are of spare parts. */
  pagesOfOtherCodes(): Set<number> {
    return new Set(this.#codes.values().flatMap((codes) => (codes.areOfFourSigns() ? codes.otherPages : [])));
  }
}

/** The shapes of the codes that the rows of a brand have. */
class CodesOfBrand {
  readonly otherPages = new Set<number>();
  readonly #fourOnPage = new Map<number, number>();
  #four = 0;
  #all = 0;

  note(row: ListRow): void {
    this.#all += 1;
    if (!hasFourSigns(row)) this.otherPages.add(row.page);
    else {
      this.#four += 1;
      this.#fourOnPage.set(row.page, (this.#fourOnPage.get(row.page) ?? 0) + 1);
    }
  }

  /** By chance a code of another system has four signs too, on a page alone. */
  areOfFourSigns(): boolean {
    return 2 * this.#four >= this.#all || this.#fourOnPage.values().some((count) => count > 1);
  }
}

/** Rows of one list for one market: they are in one currency, whatever their headings say. */
export const moneyKey = (row: ListRow): string => {
  const { brand, modelYear, market } = row.list;
  return market === null ? listKey(row) : [brand, modelYear, market].join('#');
};

/** Rows of one list under one price heading: they write amounts in one way. */
const listKey = ({ list: { brand, modelYear, market, priceHeading } }: ListRow): string =>
  [brand, modelYear, market, priceHeading].join('#');
