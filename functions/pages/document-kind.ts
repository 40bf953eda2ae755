import { rowFieldOf } from '#reference/catalogue/row-labels.ts';
import { SPEC_BOOK_LABELS } from '#reference/lexicon/spec-book-labels.ts';
import { drawsNothing } from './blank-pages.ts';
import { pricesGoods } from './header.ts';
import { machinePage } from './machine-page.ts';
import { type OpenDocument, type Page, UnreadableDocument } from './page.ts';
import { isContradicted, textLayerOf } from './text-layer.ts';
import { namedHeaders, unnamedTable } from './unnamed-table.ts';
import { upright } from './upright.ts';

export type DocumentKind =
  | 'price-list'
  | 'spec-book'
  | 'unnamed-list'
  | 'list-or-book'
  | 'other'
  | 'no-text'
  | 'unseen'
  | 'blank'
  | 'unreadable';

/** Covers, photographs and colour charts come before the first table of a book, never more than this. */
const PAGES_ASKED = 40;
/** A price list speaks of engines and tracks too, but not under the row names of a book. */
const FEWEST_LABELS = 6;

/**
 * What a document is, by what is printed on its first pages: a table with codes or models and prices,
 * or model pages of a spec book, by their words or, where nobody knows those, by their shape: measures under a title
 * beside a picture. `list-or-book` where pages of measures are neither for sure; `no-text` where half of the pages or more have no usable text layer, as in
 * a scan behind its cover, and `unseen` where text is all they have and nobody sees it; `blank` where no page draws anything; `unnamed-list` where a table's headings are unknown; `unreadable` where those
 * pages that can be read have none. Throws `UnreadableDocument`
 * when a page costs more than any engine may have.
 */
export async function documentKind(document: OpenDocument): Promise<DocumentKind> {
  const kinds: PageKind[] = [];
  for (let number = 1; number <= Math.min(document.pageCount, PAGES_ASKED); number++) {
    const kind = pageKind(await readablePage(document, number));
    if (kind === 'price-list' || kind === 'spec-book') return kind;
    kinds.push(kind);
  }
  return prevailing(kinds);
}

/** `machine`: by its shape alone. */
type PageKind = DocumentKind | 'machine';

function pageKind(page: Page | null): PageKind {
  if (!page) return 'unreadable';
  if (isContradicted(page)) return 'no-text';
  if (hasPriceTable(page)) return 'price-list';
  if (!page.sheet && isModelPage(page)) return 'spec-book';
  if (drawsNothing(page)) return 'blank';
  const layer = textLayerOf(page);
  if (layer !== 'usable') return layer === 'unseen' ? 'unseen' : 'no-text';
  if (unnamedTable(page)) return 'unnamed-list';
  const shape = page.sheet ? 'no' : machinePage(page);
  return shape === 'surely' ? 'machine' : shape === 'nearly' ? 'list-or-book' : 'other';
}

const TEXTLESS: ReadonlySet<PageKind> = new Set<PageKind>(['no-text', 'unseen', 'blank']);

/** A catalogue of something else has a page of measures too; a book has them throughout, a sheet has no other. */
const FEWEST_MACHINES = 2;
const MOST_SHEET_PAGES = 4;

function prevailing(kinds: readonly PageKind[]): DocumentKind {
  const machines = kinds.filter((kind) => kind === 'machine').length;
  const lists = kinds.filter((kind) => kind === 'unnamed-list').length;
  if (machines > lists && (machines >= FEWEST_MACHINES || kinds.length <= MOST_SHEET_PAGES))
    return 'spec-book';
  if (lists > 0) return 'unnamed-list';
  if (machines > 0 || kinds.includes('list-or-book')) return 'list-or-book';
  if (kinds.length > 0 && kinds.every((kind) => kind === 'blank')) return 'blank';
  if (kinds.includes('unseen') && kinds.every((kind) => kind === 'unseen' || kind === 'blank'))
    return 'unseen';
  const textless = kinds.filter((kind) => TEXTLESS.has(kind)).length;
  if (!kinds.includes('other')) return kinds.includes('unreadable') ? 'unreadable' : 'no-text';
  return textless * 2 >= kinds.length ? 'no-text' : 'other';
}

/** Null where no reader can read the page: the others say what the document is. */
async function readablePage(document: OpenDocument, number: number): Promise<Page | null> {
  try {
    const page = await document.readPage(number, 'placed');
    return upright(textLayerOf(page) === 'unseen' ? await document.readPage(number) : page).page;
  } catch (error) {
    if (!(error instanceof UnreadableDocument) || error.category === 'too-costly') throw error;
    return null;
  }
}

/** Rows under headings of which some are known: what stands in the other columns may tell the rest. */
function hasPriceTable(page: Page): boolean {
  const headers = namedHeaders(page);
  return headers.some(pricesGoods) || (headers.length > 0 && unnamedTable(page) !== null);
}

function isModelPage({ words }: Page): boolean {
  const texts = new Set(words.filter(({ visible }) => visible).map(({ text }) => text));
  const known = new Set([...texts].map(plain));
  const fields = new Set([...texts].flatMap((text) => (text.includes(' ') ? (rowFieldOf(text) ?? []) : [])));
  const labels = SPEC_BOOK_LABELS.filter((label) => known.has(plain(label)));
  return Math.max(labels.length, fields.size) >= FEWEST_LABELS;
}

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}]/gu, '');
