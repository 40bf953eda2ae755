import type { Box } from '#contracts/box.ts';
import { type EngineAnswer, type Extracted, type TableColumns, UNACCOUNTED } from '#contracts/extracted.ts';
import { rounded } from '#pages/box.ts';
import type { PriceListReading } from './add-table.ts';
import { type PageSources, unsureReadings, withConfidence } from './page-sources.ts';
import { products } from './products.ts';
import { marketOf } from './values/market.ts';

/** Changes whenever the same bytes may give other products. */
const parserVersion = '13';

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

/** The artefact of what was read: its products, and what they have in common. */
export function extracted(
  { rows, problems: found, leftOut, columns, toldHeadings, pages, engine, sources }: Read,
  about: About,
): Extracted {
  const all = products(rows).map((product) => withConfidence(product, sources));
  const problems = [...found, ...unsureReadings(all)];
  return {
    contractVersion: 3,
    document: about.name,
    sha256: about.sha256,
    kind: 'price-list',
    brand: common(all.map(({ brand }) => brand)),
    modelYear: common(all.map(({ modelYear }) => modelYear)),
    market: common(rows.map(({ list }, index) => marketOf(list, all[index]?.price ?? null))),
    printedDate: dateBefore(about.receivedAt, common(rows.map(({ list }) => list.printedDate))),
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

/** The value all rows share; null where they do not. */
function common<Value>(values: (Value | null)[]): Value | null {
  const [first = null] = values;
  return values.every((value) => value === first) ? first : null;
}

function withRoundedBox<Placed extends { box: Box | null }>(placed: Placed): Placed {
  return { ...placed, box: placed.box && rounded(placed.box) };
}

const roundedColumns = ({ columns, ...table }: TableColumns): TableColumns => ({
  ...withRoundedBox(table),
  columns: columns.map(withRoundedBox),
});
