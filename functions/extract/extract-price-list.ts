import type { Extracted, PageProblem } from '#contracts/extracted.ts';
import { isRejection, type Rejection, rejected } from '#contracts/outcome.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { drawsNothing, mayLackContents } from '#pages/blank-pages.ts';
import { type Damage, damageOf } from '#pages/damage.ts';
import { unnamedTableOf } from '#pages/document-kind.ts';
import { openFirst } from '#pages/open-first.ts';
import { type OpenDocument, type Page, type PageReader, UnreadableDocument } from '#pages/page.ts';
import { shellOf } from '#pages/shells.ts';
import { tableInDoubt } from '#pages/unnamed-table.ts';
import { withCodes } from '#pages/with-codes.ts';
import type { TaughtHeadings } from '#reference/lexicon/column-names.ts';
import type { PriceListReading } from './add-table.ts';
import { type ExtractedList, extracted, type Read } from './extracted.ts';
import { type ColumnNamer, type Naming, nameColumns } from './name-columns.ts';
import {
  engineOf,
  explained,
  fromSources,
  type IsBlank,
  noSources,
  type PageSources,
  problemOfPage,
  type RecognizedPages,
} from './page-sources.ts';
import { readPriceList } from './read-rows.ts';
import {
  MOST_PAGES,
  MOST_ROWS,
  NO_CODES,
  NO_PRICE_LIST,
  NO_ROWS,
  NO_TEXT,
  NO_TEXT_SEEN,
  NOTHING_PRINTED,
  notRecognized,
  TOO_MANY_PAGES,
  TOO_MANY_ROWS,
} from './rejections.ts';

/** Who helps with one document, and what came of it so far. */
interface Work {
  recognizedPages: RecognizedPages;
  namers: readonly ColumnNamer[];
  /** Pages without a usable text layer are read from their pictures later. */
  picturesFollow: boolean;
  taught: TaughtHeadings | undefined;
  sources: PageSources;
  /** Pages that may lack what their damage has swallowed. */
  damaged: ReadonlySet<number>;
  scratch: DisposableStack;
  servicesUsd: number;
}

interface NamedReading extends Pick<Naming, 'notes' | 'declined'> {
  reading: PriceListReading;
}

/** Reads the list; where pages have no priced rows, namers are asked about their tables and the list is read again. */
async function readNamed(document: OpenDocument, work: Work): Promise<NamedReading> {
  const read = () => readPriceList(document, work.damaged, work.scratch);
  const reading = await read();
  const waits = work.namers.length === 0 || (work.picturesFollow && work.sources.unread.size > 0);
  const pages = waits ? [] : pagesWithoutPrices(reading, document.pageCount);
  if (pages.length === 0) return { reading, notes: [], declined: [] };
  const { names, notes, declined, servicesUsd, passing } = await nameColumns(document, pages, work.namers);
  work.servicesUsd += servicesUsd;
  if (passing && names.size === 0 && reading.rows.length === 0) throw passing;
  if (names.size === 0) return { reading, notes, declined };
  for (const [heading, column] of names) work.sources.headingNames.set(heading, column);
  reading.rows[Symbol.dispose]();
  return { reading: await read(), notes, declined };
}

function pagesWithoutPrices({ rows }: PriceListReading, pageCount: number): number[] {
  const { pricedPages } = rows.facts;
  return Array.from({ length: pageCount }, (_, index) => index + 1).filter((page) => !pricedPages.has(page));
}

export interface ExtractOptions {
  /** Asked in this order, for the document and for each page that the one before cannot read. */
  readers: readonly PageReader[];
  /** Pages read from their pictures; by default none were. */
  recognizedPages?: RecognizedPages;
  /** Asked in this order about headings that the lexicon does not know; by default nobody is. */
  namers?: readonly ColumnNamer[];
  /** Pages without a usable text layer are read from their pictures later: until then no namer is asked. */
  picturesFollow?: boolean;
  /** What people of the dealer say that headings mean; by default nothing. */
  taught?: TaughtHeadings;
  /** ISO date and time. */
  extractedAt: string;
  /** ISO date and time; by default the file has just come. */
  receivedAt?: string;
}

/** What a document says, and which of its pages only their pictures can tell. Dispose of it when the result is kept. */
export interface Reading extends Disposable {
  result: ExtractedList | Rejection;
  /** Pages whose text layer is of no use. */
  unread: number[];
  /** What namers of columns cost. */
  servicesUsd: number;
}

interface Document {
  name: string;
  sha256: string;
}

/** Reads a price list with the first reader that can; a document that holds none is rejected, never an exception. */
export const extractPriceList = async (
  bytes: Uint8Array,
  document: Document,
  options: ExtractOptions,
): Promise<Extracted | Rejection> => inMemory(await readDocument(bytes, document, options));

/** The result of a reading with all its products, for those who want to have them at once. */
export function inMemory(reading: Reading): Extracted | Rejection {
  using _ = reading;
  const { result } = reading;
  return isRejection(result) ? result : { ...result, products: [...result.products] };
}

/** As `extractPriceList`, with the pages that it could not read and a recogniser may. */
export async function readDocument(
  bytes: Uint8Array,
  document: Document,
  {
    readers,
    extractedAt,
    receivedAt = extractedAt,
    recognizedPages = nothingRecognized,
    namers = [],
    picturesFollow = false,
    taught,
  }: ExtractOptions,
): Promise<Reading> {
  const sources = noSources();
  using scratch = new DisposableStack();
  const given = { recognizedPages, namers, picturesFollow, taught, scratch };
  const work: Work = { ...given, damaged: new Set(), sources, servicesUsd: 0 };
  try {
    const read = await readWith(readers, bytes, work);
    const result = isRejection(read) ? read : extracted(read, { ...document, extractedAt, receivedAt });
    return readingOf(result, [...sources.unread.keys()], work);
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return readingOf(rejected(error.reason), [], work);
  }
}

const readingOf = (result: Reading['result'], unread: number[], { servicesUsd }: Work): Reading => ({
  ...{ result, unread, servicesUsd },
  [Symbol.dispose]: () => {
    if (!isRejection(result)) result.products[Symbol.dispose]();
  },
});

const nothingRecognized: RecognizedPages = async () => null;

/** Rows of damaged pages wait; where the damage may be anywhere, all do. */
function damageProblems(damage: Damage | null): PageProblem[] {
  if (damage === null) return [];
  if (damage === 'anywhere') return [problemOfPage(1, reason('file-part-damaged'))];
  return [...damage].map((page) => problemOfPage(page, reason('page-contents-damaged', { page })));
}

async function readWith(
  readers: readonly PageReader[],
  bytes: Uint8Array,
  work: Work,
): Promise<Read | Rejection> {
  const open = await openFirst(readers, bytes, work.taught);
  try {
    if (open.pageCount > MOST_PAGES) return TOO_MANY_PAGES;
    const { sources, recognizedPages } = work;
    const damage = await damageOf(bytes);
    if (damage !== null && damage !== 'anywhere') work.damaged = damage;
    const named = await readNamed(fromSources(open, recognizedPages, sources, blankness(bytes)), work);
    const engine = engineOf(open.engine(), open.pageCount, sources);
    const declined = [...engine.declined, ...named.declined];
    const judgement = judged(named.reading, open.pageCount, sources);
    if (isRejection(judgement))
      return (await shellRejection(judgement, bytes)) ?? (await withColumns(judgement, open));
    const problems = [...damageProblems(damage), ...named.notes, ...judgement.problems];
    return { ...judgement, problems, sources, engine: { ...engine, declined } };
  } finally {
    open.close();
  }
}

const OF_SHELLS: ReadonlySet<Rejection> = new Set([NO_PRICE_LIST, NO_TEXT, NO_TEXT_SEEN, NOTHING_PRINTED]);

/** Where its pages say nothing of use, what is in a file may be kept elsewhere in it. */
async function shellRejection(rejection: Rejection, bytes: Uint8Array): Promise<Rejection | null> {
  const shell = OF_SHELLS.has(rejection) ? await shellOf(bytes) : null;
  return shell && rejected(reason(shell));
}

const OF_UNREAD_ROWS: ReadonlySet<Rejection> = new Set([NO_ROWS, NO_CODES, NO_PRICE_LIST]);

/** Where there are rows all the same, a person can say what their columns are. */
async function withColumns(rejection: Rejection, document: OpenDocument): Promise<Rejection> {
  if (!OF_UNREAD_ROWS.has(rejection)) return rejection;
  const { code, headings, samples, place } = await unnamedTableOf(document, (page) =>
    tableInDoubt(withCodes(page)),
  );
  return headings.length === 0 ? rejection : rejected(reason(code, { headings, samples }, place));
}

/** Tells blank pages of a document; whether contents may be lost is asked at the first page that draws nothing. */
function blankness(bytes: Uint8Array): IsBlank {
  let lacks: Promise<boolean> | undefined;
  return async (page: Page) => {
    if (!drawsNothing(page)) return false;
    lacks ??= mayLackContents(bytes);
    return !(await lacks);
  };
}

function judged(
  reading: PriceListReading,
  pages: number,
  sources: PageSources,
): PriceListReading | Rejection {
  if (reading.rows.length > MOST_ROWS) return TOO_MANY_ROWS;
  const problems = explained(reading.problems, sources);
  return reading.rows.length === 0
    ? whyNothing(pages, sources, { ...reading, problems })
    : { ...reading, problems };
}

/** What rows that could not be read leave behind. */
const OF_ROWS = new Set(['code-malformed', 'text-without-row', 'price-without-row']);

/** A cover with a few words before the scanned pages makes no text layer. */
function whyNothing(
  pages: number,
  { unread, recognized, blank }: PageSources,
  { problems, hasHeadings }: PriceListReading,
): Rejection {
  if (blank.size === pages) return NOTHING_PRINTED;
  if (unread.size * 2 >= pages) return isAllUnseen(unread) ? NO_TEXT_SEEN : NO_TEXT;
  const failed = problems.find(
    ({ place: { page }, code }) => code === 'page-unreadable' && recognized.has(page),
  );
  if (failed) return notRecognized(failed.values.text as string | Reason);
  const mayHoldRows = problems.some(({ code }) => OF_ROWS.has(code));
  if (!hasHeadings) return NO_PRICE_LIST;
  return mayHoldRows ? NO_CODES : NO_ROWS;
}

const isAllUnseen = (unread: PageSources['unread']): boolean =>
  [...unread.values()].every((layer) => layer === 'unseen');
