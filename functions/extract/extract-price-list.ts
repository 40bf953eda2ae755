import type { EngineAnswer, Extracted, PageProblem } from '#contracts/extracted.ts';
import { type Rejection, rejected } from '#contracts/outcome.ts';
import { hasDamagedContents } from '#pages/damage.ts';
import { openFirst, type ReadDocument } from '#pages/open-first.ts';
import { type PageReader, UnreadableDocument } from '#pages/page.ts';
import { marketOf } from './market.ts';
import { type PriceListReading, readPriceList } from './price-list.ts';
import { products } from './products.ts';

/** Changes whenever the same bytes may give other products. */
export const parserVersion = '3';

const MOST_PAGES = 2000;

/** Problems that leave a code, a price or a page in nobody's hands; the others are for a person to know. */
const UNACCOUNTED = new Set([
  'file-damaged',
  'code-without-row',
  'code-malformed',
  'code-unknown',
  'price-without-row',
  'page-unreadable',
  'page-without-text',
]);

export interface ExtractOptions {
  /** Asked in this order, for the document and for each page that the one before cannot read. */
  readers: readonly PageReader[];
  /** ISO date and time. */
  extractedAt: string;
}

/** Reads a price list with the first reader that can; a document that holds none is rejected, never an exception. */
export async function extractPriceList(
  bytes: Uint8Array,
  document: { name: string; sha256: string },
  { readers, extractedAt }: ExtractOptions,
): Promise<Extracted | Rejection> {
  try {
    const read = await readWith(readers, bytes);
    return 'outcome' in read ? read : extracted(read, { ...document, extractedAt });
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return REJECTIONS[error.category];
  }
}

const REJECTIONS: Record<UnreadableDocument['category'], Rejection> = {
  'not-a-pdf': rejected(
    'not-a-pdf',
    'The file is no PDF, whatever its name says.',
    'Send the price list as the PDF the supplier gave out.',
  ),
  unreadable: rejected(
    'unreadable',
    'The PDF is damaged and cannot be opened.',
    'Download or ask for the file again and send it anew.',
  ),
  'password-needed': rejected(
    'password-needed',
    'The PDF opens only with a password.',
    'Save a copy without a password and send that.',
  ),
  'too-costly': rejected(
    'too-costly',
    'The PDF needs more memory than any price list does.',
    'Print the file to a new PDF and send that.',
  ),
};
const TOO_MANY_PAGES = rejected(
  'too-many-pages',
  `The PDF has more than ${MOST_PAGES} pages.`,
  'Split the file and send its parts.',
);
const NO_TEXT = rejected(
  'no-text-layer',
  'The pages are pictures: there is no text in them to read.',
  'Send the original PDF instead of a scan, or have text recognition configured.',
);
const NO_PRICE_LIST = rejected(
  'no-price-list',
  'No table with model codes and prices was found.',
  'Check that this is a price list; if it is, add its headings to the heading lexicon.',
);

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
}

async function readWith(readers: readonly PageReader[], bytes: Uint8Array): Promise<Read | Rejection> {
  const open = await openFirst(readers, bytes);
  try {
    if (open.pageCount > MOST_PAGES) return TOO_MANY_PAGES;
    return await judged(open, hasDamagedContents(bytes));
  } finally {
    open.close();
  }
}

async function judged(open: ReadDocument, isDamaged: boolean): Promise<Read | Rejection> {
  const reading = await readPriceList(open);
  if (reading.words === 0) return NO_TEXT;
  if (reading.rows.length === 0) return NO_PRICE_LIST;
  const problems = isDamaged ? [DAMAGED, ...reading.problems] : reading.problems;
  return { ...reading, problems, pages: open.pageCount, engine: open.engine() };
}

interface About extends Pick<Extracted, 'extractedAt'> {
  name: string;
  sha256: string;
}

function extracted({ rows, problems, pages, engine }: Read, about: About): Extracted {
  const all = products(rows);
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
