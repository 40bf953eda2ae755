import { type EngineAnswer, type Extracted, type PageProblem, UNACCOUNTED } from '#contracts/extracted.ts';
import { isRejection, type Rejection } from '#contracts/outcome.ts';
import { hasDamagedContents } from '#pages/damage.ts';
import { openFirst } from '#pages/open-first.ts';
import { type OpenDocument, type PageReader, UnreadableDocument } from '#pages/page.ts';
import { engineOf } from './engine-answer.ts';
import { marketOf } from './market.ts';
import { explained, fromSources, noSources, type PageSources, type RecognizedPages } from './page-sources.ts';
import { type PriceListReading, readPriceList } from './price-list.ts';
import { products } from './products.ts';
import { unsureReadings, withConfidence } from './reading-confidence.ts';
import { MOST_PAGES, NO_PRICE_LIST, NO_TEXT, notRecognized, REFUSALS, TOO_MANY_PAGES } from './rejections.ts';

/** Changes whenever the same bytes may give other products. */
export const parserVersion = '3';

export interface ExtractOptions {
  /** Asked in this order, for the document and for each page that the one before cannot read. */
  readers: readonly PageReader[];
  /** Pages read from their pictures; by default none were. */
  recognizedPages?: RecognizedPages;
  /** ISO date and time. */
  extractedAt: string;
}

/** What a document says, and which of its pages only their pictures can tell. */
export interface Reading {
  result: Extracted | Rejection;
  /** Pages whose text layer is of no use. */
  unread: number[];
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
  { readers, extractedAt, recognizedPages = nothingRecognized }: ExtractOptions,
): Promise<Reading> {
  const sources = noSources();
  try {
    const read = await readWith(readers, bytes, recognizedPages, sources);
    const result = isRejection(read) ? read : extracted(read, { ...document, extractedAt });
    return { result, unread: [...sources.unread.keys()] };
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return { result: REFUSALS[error.category], unread: [] };
  }
}

const nothingRecognized: RecognizedPages = async () => null;

/** Which page the damage is on cannot be told; the file's first stands for all. */
const DAMAGED: PageProblem = {
  page: 1,
  box: null,
  category: 'file-damaged',
  text: 'A part of the file is damaged: rows may be missing.',
};

interface Read extends PriceListReading {
  pages: number;
  engine: EngineAnswer;
  sources: PageSources;
}

async function readWith(
  readers: readonly PageReader[],
  bytes: Uint8Array,
  recognizedPages: RecognizedPages,
  sources: PageSources,
): Promise<Read | Rejection> {
  const open = await openFirst(readers, bytes);
  try {
    if (open.pageCount > MOST_PAGES) return TOO_MANY_PAGES;
    const read = await judged(
      fromSources(open, recognizedPages, sources),
      sources,
      hasDamagedContents(bytes),
    );
    return isRejection(read) ? read : { ...read, engine: engineOf(open.engine(), open.pageCount, sources) };
  } finally {
    open.close();
  }
}

async function judged(
  open: OpenDocument,
  sources: PageSources,
  isDamaged: boolean,
): Promise<Omit<Read, 'engine'> | Rejection> {
  const reading = await readPriceList(open);
  if (reading.rows.length === 0) return whyNothing(open.pageCount, sources, reading);
  const problems = [...(isDamaged ? [DAMAGED] : []), ...explained(reading.problems, sources)];
  return { ...reading, problems, sources };
}

/** A cover with a few words before the scanned pages makes no text layer. */
function whyNothing(
  pages: number,
  { unread, recognized }: PageSources,
  { problems }: PriceListReading,
): Rejection {
  if (unread.size * 2 >= pages) return NO_TEXT;
  const failed = problems.find(
    ({ page, category }) => category === 'page-unreadable' && recognized.has(page),
  );
  return failed ? notRecognized(failed.text) : NO_PRICE_LIST;
}

interface About extends Pick<Extracted, 'extractedAt'> {
  name: string;
  sha256: string;
}

function extracted({ rows, problems: found, pages, engine, sources }: Read, about: About): Extracted {
  const all = products(rows).map((product) => withConfidence(product, sources));
  const problems = [...found, ...unsureReadings(all)];
  return {
    contractVersion: 1,
    document: about.name,
    sha256: about.sha256,
    kind: 'price-list',
    brand: common(all.map(({ brand }) => brand)),
    modelYear: common(all.map(({ modelYear }) => modelYear)),
    market: common(rows.map(({ list }, index) => marketOf(list, all[index]?.price ?? null))),
    printedDate: common(rows.map(({ list }) => list.printedDate)),
    pages,
    engine,
    products: all,
    accounted: !problems.some(({ category }) => UNACCOUNTED.has(category)),
    problems: problems.map(withRoundedBox),
    parserVersion,
    extractedAt: about.extractedAt,
  };
}

/** The value all rows share; null where they do not. */
function common<Value>(values: (Value | null)[]): Value | null {
  const [first = null] = values;
  return values.every((value) => value === first) ? first : null;
}

function withRoundedBox(problem: PageProblem): PageProblem {
  const box = problem.box?.map((value) => Math.round(value * 100) / 100) as PageProblem['box'];
  return { ...problem, box: box ?? null };
}
