import type { PageProblem, TableColumns } from '#contracts/extracted.ts';
import { reason } from '#messages/reason.ts';
import { type OpenDocument, type Page, UnreadableDocument } from '#pages/page.ts';
import { withRuled } from '#pages/ruled-words.ts';
import { upright } from '#pages/upright.ts';
import { withCodes } from '#pages/with-codes.ts';
import { plainHeading } from '#reference/lexicon/column-names.ts';
import { hiddenRows, UNKNOWN_CODE } from './accounting/accounting.ts';
import { withoutOptions } from './accounting/option-pages.ts';
import {
  addTable,
  BEGINNING,
  type Place,
  type PriceListReading,
  type Progress,
  placedAsSeen,
} from './add-table.ts';
import { ListRows } from './list-rows.ts';
import { problemOfPage } from './page-sources.ts';
import { readPageTables, type TitledTable } from './page-tables.ts';
import { MOST_ROWS } from './rejections.ts';

/** Work goes on in chunks of so many pages; between chunks nothing of a page is kept but its rows. */
const CHUNK_PAGES = 10;

/**
 * Reads every page of a document as a price list, up to more rows than one may have; rows that the damage of some pages
 * may concern say so. A list that has codes of four signs has no others, whichever come first. Throws `UnreadableDocument`
 * when the engine gives up on all of it.
 */
export async function readPriceList(
  document: OpenDocument,
  damaged: ReadonlySet<number>,
  scratch: DisposableStack,
): Promise<PriceListReading> {
  const reading = await readPages({ document, damaged, scratch, besideFourSigns: new Set() });
  const besideFourSigns = reading.rows.facts.pagesOfOtherCodes();
  if (besideFourSigns.size === 0) return reading;
  reading.rows[Symbol.dispose]();
  return readPages({ document, damaged, scratch, besideFourSigns });
}

async function readPages(source: Source): Promise<PriceListReading> {
  const { document, scratch } = source;
  const reading: PriceListReading = {
    rows: scratch.use(new ListRows()),
    problems: [],
    leftOut: [],
    columns: [],
    optionPages: new Set(),
    toldHeadings: new Set(),
    hasHeadings: false,
    words: 0,
    pages: 0,
  };
  let progress = BEGINNING;
  for (let first = 1; first <= document.pageCount && reading.rows.length <= MOST_ROWS; first += CHUNK_PAGES) {
    progress = await readChunk(source, first, progress, reading);
  }
  reading.rows.end();
  const asked = withoutAnswered(reading.rows, withoutKnownWords(reading));
  const { problems, options } = withoutOptions(asked, reading.optionPages, reading.rows);
  return { ...reading, problems, leftOut: [...reading.leftOut, ...options] };
}

/** A list of dealers' prices beside those of customers, on every page of rows, may say so on its cover. */
function withoutAnswered({ facts }: ListRows, problems: PageProblem[]): PageProblem[] {
  const pages = facts.pagesOfBothPrices();
  if (!pages) return problems;
  return problems.filter(({ code, place }) => code !== 'prices-said-otherwise' || pages.has(place.page));
}

interface Source {
  document: OpenDocument;
  damaged: ReadonlySet<number>;
  /** Holds the rows that have left the process until all has been read. */
  scratch: DisposableStack;
  /** Pages whose other codes stand beside those of four signs. */
  besideFourSigns: ReadonlySet<number>;
}

/** A note may name the codes of rows of any page, and what their cells say ("600R"). */
function withoutKnownWords({ rows, problems }: PriceListReading): PageProblem[] {
  const asked = problems.filter(({ code }) => code === UNKNOWN_CODE);
  if (asked.length === 0) return problems;
  const unknown = new Set(asked.map(({ values }) => String(values.text)));
  for (const { cells } of rows)
    for (const { text } of Object.values(cells))
      for (const word of text.split(/[^\p{L}\p{N}]+/u)) unknown.delete(word);
  return problems.filter(({ code, values }) => code !== UNKNOWN_CODE || unknown.has(String(values.text)));
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
  const { last } = reading.rows;
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
    reading.problems.push(problemOfPage(number, reason('page-unreadable', { text: error.message })));
    return progress;
  }
}

async function addPage(
  { document, damaged, besideFourSigns }: Source,
  number: number,
  progress: Progress,
  reading: PriceListReading,
): Promise<Progress> {
  const { page: standing, asSeen } = upright(await document.readPage(number));
  const read = withRuled(standing);
  const before = read.sheet?.isFirst ? BEGINNING : progress;
  const page = withCodes(read, before.header, besideFourSigns.has(number));
  const onPage = readPageTables(page, before.header, before.list.market);
  const { tables, problems, ofCover, leftOut, columns, header, hasHeadings } = onPage;
  const visible = page.words.filter((word) => word.visible).length;
  const place: Place = { page: page.number, sheet: page.sheet, isDamaged: damaged.has(number), asSeen };
  reading.words += visible;
  reading.hasHeadings ||= hasHeadings;
  if (onPage.listsOptions) reading.optionPages.add(page.number);
  reading.pages = page.number;
  const said = reading.rows.length === 0 ? [...problems, ...ofCover] : problems;
  reading.problems.push(...said.map((found) => ({ ...found, place: placedAsSeen(found.place, place) })));
  reading.leftOut.push(...leftOut.map((found) => placedAsSeen(found, place)));
  reading.columns.push(
    ...columns.filter((one) => !isAsked(one, reading)).map((one) => columnsAsSeen(one, asSeen)),
  );
  if (visible === 0) reading.problems.push(pageWithoutText(page));
  reading.problems.push(...hiddenRows(page));
  reading.leftOut.push(...(page.sheet?.leftOut ?? []));
  let reached: Progress = { ...before, header };
  for (const table of tables) {
    for (const told of toldIn(table)) reading.toldHeadings.add(told);
    reached = addTable(table, place, reached, reading);
  }
  return reached;
}

const toldIn = ({ table: { header } }: TitledTable): string[] =>
  header.cells.flatMap(({ text, isTold }) => (isTold ? plainHeading(text) : []));

/** Tables with the same headings are asked about once, and of more kinds than these nobody wants to be. */
const MOST_ASKED = 3;
const headingsOf = ({ columns }: TableColumns): string => columns.map(({ heading }) => heading).join('\n');
const isAsked = (one: TableColumns, { columns }: PriceListReading): boolean =>
  columns.length >= MOST_ASKED || columns.some((other) => headingsOf(other) === headingsOf(one));

function columnsAsSeen({ page, box, columns }: TableColumns, asSeen: Place['asSeen']): TableColumns {
  return { page, box: asSeen(box), columns: columns.map((one) => ({ ...one, box: asSeen(one.box) })) };
}

/** A damaged content stream reads as an empty page: so an empty page is never passed over. */
function pageWithoutText({ number, images }: Page): PageProblem {
  return problemOfPage(number, reason(images.length > 0 ? 'page-only-picture' : 'page-blank'));
}
