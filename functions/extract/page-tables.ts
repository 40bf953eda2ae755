import type { PageProblem } from '#contracts/extracted.ts';
import { findHeaders, type Header } from '#pages/header.ts';
import type { Page, Word } from '#pages/page.ts';
import { linesOf, lineText, middle } from '#pages/text.ts';
import { unaccounted } from './accounting.ts';
import { readTable, type Table } from './table.ts';
import { readTitle, type Title } from './title.ts';

/** A table and the title that stands above it, if one does. */
export interface TitledTable {
  table: Table;
  title: Title | null;
}

/** What one upright page holds of price lists. */
export interface PageTables {
  tables: TitledTable[];
  problems: PageProblem[];
  /** The header that the next page goes on with where it has none. */
  header: Header | null;
}

/** A title is at least this much larger than the rows where no header stands between them. */
const TITLE_SIZE = 1.15;
/** Small print between two tables is smaller than a heading. */
const SMALL_PRINT = 0.95;

/** The tables of a page; one without a header of its own goes on with that of the page before. */
export function readPageTables(page: Page, carried: Header | null): PageTables {
  const words = page.words.filter((word) => word.visible && word.turns === 0);
  const own = findHeaders(page);
  const headers = own.length > 0 ? own : carried ? [atTop(carried)] : [];
  const tables = headers.flatMap((header, index) => {
    const between = wordsBetween(words, header.box[3], headers[index + 1]?.box[1] ?? Infinity);
    const table = readTable(page, header, between);
    const from = headers[index - 1]?.box[3] ?? -Infinity;
    return table
      ? [
          {
            table,
            title: titleOver(table, own.length > 0, wordsBetween(words, from, header.box[1]), between),
          },
        ]
      : [];
  });
  const problems = [
    ...unaccounted(
      page,
      tables.map(({ table }) => table),
    ),
    ...tables.flatMap(({ table }) => unknownHeadings(page, table)),
  ];
  return { tables, problems, header: tables.at(-1)?.table.header ?? carried };
}

function atTop(header: Header): Header {
  const flat = ([x0, , x1]: Header['box']): Header['box'] => [x0, 0, x1, 0];
  return { box: flat(header.box), cells: header.cells.map((cell) => ({ ...cell, box: flat(cell.box) })) };
}

function wordsBetween(words: readonly Word[], top: number, bottom: number): Word[] {
  return words.filter((word) => middle(word) > top && middle(word) < bottom);
}

/** Above a header stands the title; on a page without one, what is larger than the rows and above them. */
function titleOver(
  table: Table,
  hasHeader: boolean,
  above: readonly Word[],
  inside: readonly Word[],
): Title | null {
  const code = table.rows[0]?.cells.modelCode;
  if (!code) return null;
  const rowSize = inside.find(({ box }) => box[1] === code.box[1])?.fontSize ?? 0;
  const words = hasHeader
    ? above.filter(({ fontSize }) => fontSize > rowSize * SMALL_PRINT)
    : inside.filter((word) => middle(word) < code.box[1] && word.fontSize > rowSize * TITLE_SIZE);
  if (words.length === 0) return null;
  return readTitle(linesOf(words).map(lineText));
}

function unknownHeadings(page: Page, { header }: Table): PageProblem[] {
  const unknown = header.cells.filter(({ heading, text }) => heading === null && /\p{L}/u.test(text));
  return unknown.map(({ text, box }) => ({ page: page.number, box, category: 'unknown-heading', text }));
}
