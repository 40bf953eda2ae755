import type { Page } from '#pages/page.ts';
import { type PageHead, pageHead } from './page-head.ts';
import { panelsOf } from './panels.ts';
import { type Segment, segmentsOf } from './segments.ts';
import { type SpecTable, specTable } from './spec-table.ts';

/** What a page holds; a model page has a heading over a specification table, any other page has null. */
export interface BookPage {
  page: Page;
  segments: Segment[];
  model: { head: PageHead; table: SpecTable } | null;
}

/** A table with fewer known rows than this is not a model's. */
const LEAST_KNOWN_ROWS = 8;

/** Reads one page and tells a model page by its content. */
export function bookPage(page: Page): BookPage {
  const segments = segmentsOf(page.words);
  const table = specTable(panelsOf(segments, page.rules));
  const known = table.rows.filter(({ field }) => field !== null);
  const isModel = table.engines.length > 0 && known.length >= LEAST_KNOWN_ROWS;
  const head = isModel ? pageHead(segments.filter(({ box }) => box[3] <= table.top)) : null;
  return { page, segments, model: head && { head, table } };
}
