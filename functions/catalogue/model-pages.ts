import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import type { BookPage, PagePart } from './book-page.ts';
import { comparesMachines, isOfFamily, machinesIn } from './machine-columns.ts';
import { fieldsOfMachine, namesMachine, tellsOfMachine } from './machine-evidence.ts';
import type { PageHead } from './page-head.ts';
import { isWhole, type PrintedTable, wholeRows } from './spec-table.ts';

/** A model's heading and its whole table, which may go on over the next page. */
export interface ModelPage extends PagePart {
  head: PageHead;
}

/** A table with fewer rows than this is not a model's. */
const LEAST_MODEL_ROWS = 8;
/** A heading so much smaller than the model's is none of another model. */
const SMALLER = 0.7;

/**
 * The models of a book, a page each; what is nearly one is named among the doubts. Charts that compare machines are
 * their pages only where the book has no others; else they are told apart, machine by machine.
 */
export function modelPagesOf(pages: readonly BookPage[]): {
  models: readonly ModelPage[];
  charted: readonly ModelPage[];
  doubts: Reason[];
} {
  const wholes: PagePart[] = [];
  for (const part of pages.flatMap(({ parts }) => parts)) {
    const last = wholes.at(-1);
    if (last && goesOn(last, part)) wholes.splice(-1, 1, { ...last, table: joined(last.table, part.table) });
    else wholes.push(part);
  }
  const charts = new Map(wholes.filter(isChart).map((part) => [part, machinesIn(part)]));
  const charted = [...charts].flatMap(([part, machines]) => (isOfFamily(part) ? [] : machines));
  const pagesOfOne = ofMachines(wholes.flatMap(machinesOf), charted);
  const read = new Set<PagePart>(pagesOfOne);
  const doubts = wholes.filter((part) => !read.has(part) && !charts.get(part)?.length).map(doubtOf);
  return pagesOfOne.length > 0
    ? { models: pagesOfOne, charted, doubts }
    : { models: charted, charted: [], doubts };
}

/** A page's one machine, or each package of its one family. */
const machinesOf = (part: PagePart): readonly ModelPage[] =>
  isModel(part) ? [part] : isOfFamily(part) && isChart(part) ? machinesIn(part) : [];

const isModel = (part: PagePart): part is ModelPage =>
  part.head !== null &&
  wholeRows(part.table) >= LEAST_MODEL_ROWS &&
  !comparesMachines(part) &&
  measures(part.table);

/**
 * Without those that are set like a model's and tell of none, as accessories and clothes are; where no page of the book
 * tells of one, nobody knows which these are.
 */
function ofMachines(pages: readonly ModelPage[], charted: readonly ModelPage[]): readonly ModelPage[] {
  const own = pages.filter((page) => namesMachine(page) || tellsOfMachine(page));
  return own.length > 0 || charted.some(tellsOfMachine) ? own : pages;
}

const isChart = (part: PagePart): boolean => comparesMachines(part) && measures(part.table);

/** A machine's table holds numbers; columns of text do not. */
const LEAST_NUMBERS = 0.2;
const measures = ({ rows }: PrintedTable): boolean => {
  const whole = rows.filter(isWhole);
  return (
    whole.filter(({ values }) => values.some(({ text }) => /\d/.test(text))).length >=
    LEAST_NUMBERS * whole.length
  );
};

/** What looks like a model's page and is not read as one. */
const doubtOf = ({ page, head, table }: PagePart): Reason =>
  reason(
    'model-unread',
    { rows: wholeRows(table), title: head?.title ?? null },
    { page: page.number, box: null },
  );

/** The next page without engines of its own, under no heading, the same, or a smaller one over rows of a machine. */
function goesOn(last: PagePart, part: PagePart): boolean {
  if (part.page.number !== last.page.number + 1 || part.table.engines.length > 0 || !last.head) return false;
  const { head } = part;
  if (saysTheSame(last.table, part.table)) return false;
  if (head === null || head.title === last.head.title) return true;
  return head.fontSize < SMALLER * last.head.fontSize && fieldsOfMachine(part).size > 0;
}

/** A page under the labels of the one before is another's: a table that goes on has other rows. */
const MOST_REPEATED = 0.3;
function saysTheSame(table: PrintedTable, more: PrintedTable): boolean {
  const before = new Set(table.rows.map(({ label }) => label));
  const repeated = more.rows.filter(({ label }) => label !== '' && before.has(label)).length;
  return repeated > MOST_REPEATED * more.rows.length;
}

/** Rows of a page that names no engine hold for all, and its tables are others than those before. */
function joined(table: PrintedTable, more: PrintedTable): PrintedTable {
  const panels = 1 + Math.max(0, ...table.rows.map(({ panel }) => panel));
  return {
    ...table,
    rows: [...table.rows, ...more.rows.map((row) => ({ ...row, panel: row.panel + panels }))],
  };
}
