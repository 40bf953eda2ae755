import type { Box } from '#contracts/box.ts';
import {
  type EngineAnswer,
  type Extracted,
  type ExtractedProduct,
  type TableColumns,
  UNACCOUNTED,
} from '#contracts/extracted.ts';
import { rounded } from '#pages/box.ts';
import type { PriceListReading } from './add-table.ts';
import type { ListRow } from './list-rows.ts';
import { type PageSources, unsureReadings, withConfidence } from './page-sources.ts';
import { marketOf } from './values/market.ts';
import { type Products, products } from './whole-list.ts';

/** Changes whenever the same bytes may give other products. */
const parserVersion = '14';

/** What was read, by whom, and where it came from. */
export interface Read extends PriceListReading {
  engine: EngineAnswer;
  sources: PageSources;
}

interface About extends Pick<Extracted, 'extractedAt'> {
  receivedAt: string;
  name: string;
  sha256: string;
}

/** The artefact, its products still outside of the process: dispose of them when it is written. */
export interface ExtractedList extends Omit<Extracted, 'products'> {
  products: Products;
}

/** The artefact of what was read: its products, and what they have in common. */
export function extracted(
  { rows, problems: found, leftOut, columns, toldHeadings, pages, engine, sources }: Read,
  about: About,
): ExtractedList {
  const common = inCommon();
  const read = products(rows, common.hear);
  const all: Products = {
    ...read,
    [Symbol.iterator]: () => Iterator.from(read).map((product) => withConfidence(product, sources)),
  };
  const problems = [...found, ...(sources.recognized.size > 0 ? unsureReadings(all) : [])];
  return {
    contractVersion: 3,
    document: about.name,
    sha256: about.sha256,
    kind: 'price-list',
    brand: common.brand.value,
    modelYear: common.modelYear.value,
    market: common.market.value,
    printedDate: dateBefore(about.receivedAt, common.printedDate.value),
    pages,
    engine,
    products: all,
    accounted: !problems.some(({ code }) => UNACCOUNTED.has(code)),
    problems: problems.map((found) => ({ ...found, place: withRoundedBox(found.place) })),
    leftOut: leftOut.map(withRoundedBox),
    ...(columns.length > 0 && { columns: columns.map(roundedColumns) }),
    toldHeadings: [...toldHeadings],
    parserVersion,
    extractedAt: about.extractedAt,
  };
}

/** A list may be dated a little ahead, for the day it comes into force. */
const DAYS_AHEAD = 7;

/** The printed date; null for one so much later than the file came that it is that of something else. */
function dateBefore(receivedAt: string, printedDate: string | null): string | null {
  const latest = new Date(Date.parse(receivedAt) + DAYS_AHEAD * 86_400_000).toISOString();
  return printedDate !== null && printedDate <= latest ? printedDate : null;
}

/** The value that all rows share; null where they do not. */
class Shared<Value> {
  #first: Value | null | undefined;
  #isShared = true;

  note(value: Value | null): void {
    if (this.#first === undefined) this.#first = value;
    this.#isShared &&= value === this.#first;
  }

  get value(): Value | null {
    return this.#isShared ? (this.#first ?? null) : null;
  }
}

/** Hears all rows of a document, and tells what they have in common. */
function inCommon() {
  const [brand, modelYear] = [new Shared<string>(), new Shared<number>()];
  const [market, printedDate] = [new Shared<string>(), new Shared<string>()];
  const hear = ({ list }: ListRow, product: ExtractedProduct): void => {
    brand.note(product.brand);
    modelYear.note(product.modelYear);
    market.note(marketOf(list, product.price));
    printedDate.note(list.printedDate);
  };
  return { brand, modelYear, market, printedDate, hear };
}

function withRoundedBox<Placed extends { box: Box | null }>(placed: Placed): Placed {
  return { ...placed, box: placed.box && rounded(placed.box) };
}

const roundedColumns = ({ columns, ...table }: TableColumns): TableColumns => ({
  ...withRoundedBox(table),
  columns: columns.map(withRoundedBox),
});
