import type { BookPage, PagePart } from './book-page.ts';
import type { PageHead } from './page-head.ts';
import { knownRows, type SpecTable } from './spec-table.ts';

/** A model's heading and its whole table, which may go on over the next page. */
export interface ModelPage extends PagePart {
  head: PageHead;
}

/** What looks like a model's page and is not read as one. */
export interface Doubt {
  page: number;
  text: string;
}

/** A table with fewer known rows than this is not a model's. */
const LEAST_KNOWN_ROWS = 8;
/** A heading so much smaller than the model's is none of another model. */
const SMALLER = 0.7;

/** The models of a book; what is nearly one is named among the doubts. */
export function modelPagesOf(pages: readonly BookPage[]): { models: ModelPage[]; doubts: Doubt[] } {
  const wholes: PagePart[] = [];
  for (const part of pages.flatMap(({ parts }) => parts)) {
    const last = wholes.at(-1);
    if (last && goesOn(last, part)) wholes.splice(-1, 1, { ...last, table: joined(last.table, part.table) });
    else wholes.push(part);
  }
  const models = wholes.filter(isModel);
  return { models, doubts: wholes.filter((part) => !isModel(part)).map(doubtOf) };
}

const isModel = (part: PagePart): part is ModelPage =>
  part.head !== null && knownRows(part.table) >= LEAST_KNOWN_ROWS;

const doubtOf = ({ page, head, table }: PagePart): Doubt => ({
  page: page.number,
  text: `${knownRows(table)} rows of a specification table stand here ${head ? `under "${head.title}"` : 'without a heading'}: no model could be read`,
});

/** The next page without engines of its own, under no heading or the same. */
function goesOn(last: PagePart, part: PagePart): boolean {
  if (part.page.number !== last.page.number + 1 || part.table.engines.length > 0 || !last.head) return false;
  const { head } = part;
  return head === null || head.title === last.head.title || head.fontSize < SMALLER * last.head.fontSize;
}

const joined = (table: SpecTable, more: SpecTable): SpecTable => ({
  ...table,
  rows: [...table.rows, ...more.rows.map((row) => ({ ...row, cells: row.cells.map(forAll(table)) }))],
  colours: [...table.colours, ...more.colours],
});

/** Rows of a page that names no engine hold for all. */
const forAll =
  ({ engines }: SpecTable) =>
  <Cell extends { from: number; to: number }>(cell: Cell): Cell => ({
    ...cell,
    from: 0,
    to: Math.max(0, engines.length - 1),
  });
