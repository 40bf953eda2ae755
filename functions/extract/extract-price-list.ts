import type { Box } from '#contracts/box.ts';
import { type EngineAnswer, type Extracted, type PageProblem, UNACCOUNTED } from '#contracts/extracted.ts';
import { isRejection, type Rejection, rejected } from '#contracts/outcome.ts';
import { reason } from '#messages/reason.ts';
import { drawsNothing, mayLackContents } from '#pages/blank-pages.ts';
import { type Damage, damageOf } from '#pages/damage.ts';
import { openFirst } from '#pages/open-first.ts';
import { type Page, type PageReader, UnreadableDocument } from '#pages/page.ts';
import type { PriceListReading } from './add-table.ts';
import { engineOf } from './engine-answer.ts';
import { readNamed, type Work } from './named-reading.ts';
import type { ColumnNamer } from './naming/column-namer.ts';
import {
  explained,
  fromSources,
  type IsBlank,
  noSources,
  type PageSources,
  type RecognizedPages,
} from './page-sources.ts';
import { products } from './products.ts';
import { unsureReadings, withConfidence } from './reading-confidence.ts';
import {
  MOST_PAGES,
  MOST_ROWS,
  NO_PRICE_LIST,
  NO_ROWS,
  NO_TEXT,
  NO_TEXT_SEEN,
  NOTHING_PRINTED,
  notRecognized,
  TOO_MANY_PAGES,
  TOO_MANY_ROWS,
} from './rejections.ts';
import { marketOf } from './values/market.ts';

/** Changes whenever the same bytes may give other products. */
export const parserVersion = '8';

export interface ExtractOptions {
  /** Asked in this order, for the document and for each page that the one before cannot read. */
  readers: readonly PageReader[];
  /** Pages read from their pictures; by default none were. */
  recognizedPages?: RecognizedPages;
  /** Asked in this order about headings that the lexicon does not know; by default nobody is. */
  namers?: readonly ColumnNamer[];
  /** Pages without a usable text layer are read from their pictures later: until then no namer is asked. */
  picturesFollow?: boolean;
  /** ISO date and time. */
  extractedAt: string;
  /** ISO date and time; by default the file has just come. */
  receivedAt?: string;
}

/** What a document says, and which of its pages only their pictures can tell. */
export interface Reading {
  result: Extracted | Rejection;
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
): Promise<Extracted | Rejection> => (await readDocument(bytes, document, options)).result;

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
  }: ExtractOptions,
): Promise<Reading> {
  const sources = noSources();
  const work: Work = { damaged: new Set(), recognizedPages, namers, picturesFollow, sources, servicesUsd: 0 };
  try {
    const read = await readWith(readers, bytes, work);
    const result = isRejection(read) ? read : extracted(read, { ...document, extractedAt, receivedAt });
    return { result, unread: [...sources.unread.keys()], servicesUsd: work.servicesUsd };
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return { result: rejected(error.reason), unread: [], servicesUsd: work.servicesUsd };
  }
}

const nothingRecognized: RecognizedPages = async () => null;

/** Rows of damaged pages wait; where the damage may be anywhere, all do. */
function damageProblems(damage: Damage | null): PageProblem[] {
  if (damage === null) return [];
  if (damage === 'anywhere')
    return [{ page: 1, box: null, category: 'file-damaged', text: reason('file-part-damaged') }];
  return [...damage].map((page) => ({
    ...{ page, box: null, category: 'page-damaged' },
    text: reason('page-contents-damaged', { page }),
  }));
}

interface Read extends PriceListReading {
  engine: EngineAnswer;
  sources: PageSources;
}

async function readWith(
  readers: readonly PageReader[],
  bytes: Uint8Array,
  work: Work,
): Promise<Read | Rejection> {
  const open = await openFirst(readers, bytes);
  try {
    if (open.pageCount > MOST_PAGES) return TOO_MANY_PAGES;
    const { sources, recognizedPages } = work;
    const damage = await damageOf(bytes);
    if (damage !== null && damage !== 'anywhere') work.damaged = damage;
    const named = await readNamed(fromSources(open, recognizedPages, sources, blankness(bytes)), work);
    const engine = engineOf(open.engine(), open.pageCount, sources);
    const declined = [...engine.declined, ...named.declined];
    const judgement = judged(named.reading, open.pageCount, sources);
    if (isRejection(judgement)) return judgement;
    const problems = [...damageProblems(damage), ...named.notes, ...judgement.problems];
    return { ...judgement, problems, sources, engine: { ...engine, declined } };
  } finally {
    open.close();
  }
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
  if (reading.rows.length === 0) return whyNothing(pages, sources, reading);
  return { ...reading, problems: explained(reading.problems, sources) };
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
    ({ page, category }) => category === 'page-unreadable' && recognized.has(page),
  );
  if (failed) return notRecognized(failed.text);
  const mayHoldRows = problems.some(({ category }) => OF_ROWS.has(category));
  return hasHeadings && !mayHoldRows ? NO_ROWS : NO_PRICE_LIST;
}

const isAllUnseen = (unread: PageSources['unread']): boolean =>
  [...unread.values()].every((layer) => layer === 'unseen');

interface About extends Pick<Extracted, 'extractedAt'> {
  receivedAt: string;
  name: string;
  sha256: string;
}

function extracted(
  { rows, problems: found, leftOut, pages, engine, sources }: Read,
  about: About,
): Extracted {
  const all = products(rows).map((product) => withConfidence(product, sources));
  const problems = [...found, ...unsureReadings(all)];
  return {
    contractVersion: 2,
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
    accounted: !problems.some(({ category }) => UNACCOUNTED.has(category)),
    problems: problems.map(withRoundedBox),
    leftOut: leftOut.map(withRoundedBox),
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
  return { ...placed, box: placed.box?.map((value) => Math.round(value * 100) / 100) ?? null };
}
