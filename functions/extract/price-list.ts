import type { PageProblem } from '#contracts/extracted.ts';
import { reason } from '#messages/reason.ts';
import { type OpenDocument, type Page, UnreadableDocument } from '#pages/page.ts';
import { upright } from '#pages/upright.ts';
import { UNKNOWN_CODE } from './accounting/accounting.ts';
import { hiddenRows } from './accounting/hidden-rows.ts';
import {
  addTable,
  BEGINNING,
  type ListRow,
  type Place,
  type PriceListReading,
  type Progress,
  placedAsSeen,
} from './add-table.ts';
import { readPageTables } from './page-tables.ts';
import { MOST_ROWS } from './rejections.ts';

/** Work goes on in chunks of so many pages; between chunks nothing of a page is kept but its rows. */
const CHUNK_PAGES = 10;

/**
 * Reads every page of a document as a price list, up to more rows than one may have; rows that the damage of some pages
 * may concern say so. Throws `UnreadableDocument` when the engine gives up on all of it.
 */
export async function readPriceList(
  document: OpenDocument,
  damaged: ReadonlySet<number> = new Set(),
): Promise<PriceListReading> {
  const reading: PriceListReading = {
    rows: [],
    problems: [],
    leftOut: [],
    hasHeadings: false,
    words: 0,
    pages: 0,
  };
  let progress = BEGINNING;
  for (let first = 1; first <= document.pageCount && reading.rows.length <= MOST_ROWS; first += CHUNK_PAGES) {
    progress = await readChunk({ document, damaged }, first, progress, reading);
  }
  if (!reading.rows.some(({ section }) => section)) for (const row of reading.rows) forgetSections(row);
  return { ...reading, problems: withoutKnownWords(reading) };
}

interface Source {
  document: OpenDocument;
  damaged: ReadonlySet<number>;
}

/** A list that parts its rows by no label anywhere has lost none. */
function forgetSections(row: ListRow): void {
  if (row.damaged === 'section') delete row.damaged;
}

/** A note may name the codes of rows of any page, and what their cells say ("600R"). */
function withoutKnownWords({ rows, problems }: PriceListReading): PageProblem[] {
  if (!problems.some(({ category }) => category === UNKNOWN_CODE)) return problems;
  const texts = rows.flatMap(({ cells }) => Object.values(cells).map(({ text }) => text));
  const known = new Set(texts.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u)));
  return problems.filter(({ category, text }) => category !== UNKNOWN_CODE || !known.has(String(text)));
}

async function readChunk(
  source: Source,
  first: number,
  progress: Progress,
  reading: PriceListReading,
): Promise<Progress> {
  const last = Math.min(first + CHUNK_PAGES - 1, source.document.pageCount);
  let reached = progress;
  for (let number = first; number <= last; number++)
    reached = await readPage(source, number, reached, reading);
  return reached;
}

async function readPage(
  source: Source,
  number: number,
  progress: Progress,
  reading: PriceListReading,
): Promise<Progress> {
  const isDamaged = source.damaged.has(number);
  const last = reading.rows.at(-1);
  if (isDamaged && last) last.damaged = 'cells';
  const reached = await addReadable(source, number, progress, reading);
  return isDamaged ? { ...reached, unsure: ALL_UNSURE } : reached;
}

const ALL_UNSURE: Progress['unsure'] = { list: true, header: true, section: true };

async function addReadable(
  source: Source,
  number: number,
  progress: Progress,
  reading: PriceListReading,
): Promise<Progress> {
  try {
    return await addPage(source, number, progress, reading);
  } catch (error) {
    if (!(error instanceof UnreadableDocument) || error.category === 'too-costly') throw error;
    reading.pages = number;
    reading.problems.push({ page: number, box: null, category: 'page-unreadable', text: error.message });
    return progress;
  }
}

async function addPage(
  { document, damaged }: Source,
  number: number,
  progress: Progress,
  reading: PriceListReading,
): Promise<Progress> {
  const { page, asSeen } = upright(await document.readPage(number));
  const before = page.sheet?.isFirst ? BEGINNING : progress;
  const { tables, problems, leftOut, header, hasHeadings } = readPageTables(page, before.header);
  const visible = page.words.filter((word) => word.visible).length;
  const place: Place = { page: page.number, sheet: page.sheet, isDamaged: damaged.has(number), asSeen };
  reading.words += visible;
  reading.hasHeadings ||= hasHeadings;
  reading.pages = page.number;
  reading.problems.push(...problems.map((problem) => placedAsSeen(problem, place)));
  reading.leftOut.push(...leftOut.map((found) => placedAsSeen(found, place)));
  if (visible === 0) reading.problems.push(pageWithoutText(page));
  reading.problems.push(...hiddenRows(page));
  reading.leftOut.push(...(page.sheet?.leftOut ?? []));
  let reached: Progress = { ...before, header };
  for (const table of tables) reached = addTable(table, place, reached, reading);
  return reached;
}

/** A damaged content stream reads as an empty page: so an empty page is never passed over. */
function pageWithoutText({ number, images }: Page): PageProblem {
  const text = reason(images.length > 0 ? 'page-only-picture' : 'page-blank');
  return { page: number, box: null, category: 'page-without-text', text };
}
