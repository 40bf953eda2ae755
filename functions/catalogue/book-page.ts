import type { Box } from '#contracts/box.ts';
import type { Page } from '#pages/page.ts';
import { upright } from '#pages/upright.ts';
import { headWith, type PageHead, pageHead } from './page-head.ts';
import { EVERYWHERE, type Region, regionsOf } from './regions.ts';
import { type Segment, segmentsOf } from './segments.ts';
import { sidewaysTitle } from './sideways-title.ts';
import { type PrintedTable, printedTableOf, wholeRows } from './spec-table.ts';

/** A table of a page and the heading above it, null where there is none. */
export interface PagePart {
  /** Turned as its text is read. */
  page: Page;
  /** The part of the page that is this model's alone. */
  box: Box;
  head: PageHead | null;
  table: PrintedTable;
  /** The text of this part. */
  segments: readonly Segment[];
}

/** What a page says: its text, and a part for each specification table on it. */
export interface BookPage {
  page: Page;
  segments: Segment[];
  parts: PagePart[];
}

/** Fewer rows with a label and a value than this are no part of a model's table. */
const LEAST_ROWS = 3;

/** Reads one page; where several models share it, each is a part of its own. */
export function bookPage(seen: Page): BookPage {
  const { page } = upright(seen);
  const segments = segmentsOf(page.words);
  const whole: Region = { box: EVERYWHERE, segments, rules: page.rules };
  const regions = regionsOf(whole, hasTable);
  const sideways = regions.length === 1 ? sidewaysTitle(page, segments) : null;
  const parts = regions.map((region) => partOf(page, region, sideways));
  return { page, segments, parts: parts.filter(({ table }) => wholeRows(table) >= LEAST_ROWS) };
}

/** Fewer rows than this are a few labelled words of a model's own table. */
const LEAST_OF_MODEL = 6;
const hasTable = ({ segments, rules }: Region): boolean =>
  wholeRows(printedTableOf(segments, rules)) >= LEAST_OF_MODEL;

function partOf(page: Page, { box: own, segments, rules }: Region, sideways: Segment | null): PagePart {
  const table = printedTableOf(segments, rules);
  const around = segments.filter(({ box }) => isAroundTable(box, table.box));
  const head = sideways ? headWith(sideways, around) : pageHead(around);
  return { page, box: own, head, table, segments };
}

/** Headings, lists and pictures of a page stand above its table or beside it. */
const isAroundTable = (box: Box, table: Box): boolean =>
  box[3] <= table[1] || box[2] <= table[0] || box[0] >= table[2];
