import type { Box } from '#contracts/box.ts';
import { rowFieldOf } from '#reference/catalogue/row-labels.ts';
import { SPEC_BOOK_LABELS } from '#reference/lexicon/spec-book-labels.ts';
import { drawsNothing } from './blank-pages.ts';
import { area } from './box.ts';
import { pricesGoods } from './header.ts';
import { type OpenDocument, type Page, UnreadableDocument, type Word } from './page.ts';
import { isContradicted, textLayerOf } from './text-layer.ts';
import { isPlaceName } from './unheaded-columns.ts';
import { namedHeaders, tableInDoubt, type UnnamedTable, unnamedTable } from './unnamed-table.ts';
import { upright } from './upright.ts';
import { withCodes } from './with-codes.ts';

/** Kinds of measures and how any language prints their units, behind a number or in a label. */
const UNITS: readonly RegExp[] = [
  /^(?:mm|cm|мм|см|in|inch|inches|tuumaa|tum|дюйм)$/iu,
  /^(?:kg|kgs|кг|lb|lbs)$/iu,
  /^(?:l|ltr|lit|liters?|litres?|litraa|liter|л|литр\p{L}*|gal|qt)$/iu,
  /^(?:cc|ccm|cm3|cm³|см3|см³|cm²|kuutiosenttiä|ci)$/iu,
  /^(?:hp|bhp|hv|hk|ps|kw|лс|квт)$/iu,
  /^(?:rpm|min-1|об\/мин|r\/min|u\/min)$/iu,
];
/** A machine's page gives its size, its weight and its tank, or its engine. */
const FEWEST_KINDS = 3;
const FEWEST_NUMBERS = 8;
/** A title is so many times as large as most of the page's text. */
const TITLE = 1.5;
/** Pixels, and shares of the page: icons are smaller, backgrounds larger. */
const LEAST_SIDE_PX = 150;
const LEAST_SHARE = 0.02;
const BACKGROUND_SHARE = 0.6;
const MONEY = /€|\beur\b|\$|\busd\b|₽|руб|\bkr\b|\bsek\b|\bnok\b/iu;

/**
 * How much a page looks like a machine's own in a spec book, in whatever language: measures of several kinds under a
 * title beside a picture; `nearly` where the title or the picture is missing, or where it names amounts of money.
 */
function machinePage({ words, images, width, height }: Page): 'surely' | 'nearly' | 'no' {
  const visible = words.filter((word) => word.visible);
  const texts = visible.map(({ text }) => text.normalize('NFKC').slice(0, LONGEST));
  const numbers = texts.filter((text) => /\d/.test(text)).length;
  const units = new Set(texts.flatMap((text) => text.split(/[\s()[\],;:/–]+|(?<=\d)(?=\p{L})/u)));
  const kinds = UNITS.filter((unit) =>
    [...units].some((word) => unit.test(word.replace(/\.$/, '').replace(/л\.с/i, 'лс'))),
  );
  if (kinds.length < FEWEST_KINDS || numbers < FEWEST_NUMBERS) return 'no';
  const pictures = images.filter(
    ({ box, widthPx, heightPx }) =>
      Math.min(widthPx, heightPx) >= LEAST_SIDE_PX && area(box) < BACKGROUND_SHARE * width * height,
  );
  const pictured = pictures.reduce((sum, { box }) => sum + area(box), 0);
  const hasPicture = pictured > LEAST_SHARE * width * height;
  return hasPicture && hasTitle(visible) && !texts.some((text) => MONEY.test(text)) ? 'surely' : 'nearly';
}

/** Texts of a page that its labels may be: words without figures. */
const labelsOf = ({ words }: Page): ReadonlySet<string> =>
  new Set(
    words.filter(({ visible, text }) => visible && /^\P{N}{3,60}$/u.test(text)).map(({ text }) => text),
  );

/** A header and footer repeat a few words; tables of machines repeat all their labels. */
const FEWEST_REPEATED = 10;

/** Whether pages of measures, none of which names money, hold the same labels: in a book every machine is told alike. */
function repeatsLabels(pages: readonly Page[]): boolean {
  const [first, ...others] = pages
    .filter(({ words }) => !words.some(({ text, visible }) => visible && MONEY.test(text)))
    .map(labelsOf);
  return others.some((labels) => labels.intersection(first as ReadonlySet<string>).size >= FEWEST_REPEATED);
}

/** Whether two files that nobody could tell are of one kind: like pages of a book, or two years of a list, they have labels in common. */
export function isAlike(labels: readonly string[], others: readonly string[]): boolean {
  const same = new Set(labels).intersection(new Set(others)).size;
  return same >= FEWEST_REPEATED && 2 * same >= Math.min(labels.length, others.length);
}

/** Characters of a run; what is longer is a paragraph. */
const LONGEST = 120;

function hasTitle(words: readonly Word[]): boolean {
  const sizes = words.map(({ fontSize }) => fontSize).toSorted((one, other) => one - other);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 0;
  return words.some(({ text, fontSize }) => fontSize >= TITLE * usual && /\p{L}{2}/u.test(text));
}

export type DocumentKind =
  | 'price-list'
  | 'spec-book'
  | 'unnamed-list'
  | 'unheaded-list'
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
 * beside a picture, or the same labels on several pages. `list-or-book` where pages of measures are neither for sure; `no-text` where half of the pages or more have no usable text layer, as in
 * a scan behind its cover, and `unseen` where text is all they have and nobody sees it; `blank` where no page draws anything; `unnamed-list` where a table's headings are unknown, `unheaded-list` where it has none; `unreadable` where those
 * pages that can be read have none. Throws `UnreadableDocument`
 * when a page costs more than any engine may have.
 */
export async function documentKind(document: OpenDocument): Promise<DocumentKind> {
  const kinds: PageKind[] = [];
  const alike: Page[] = [];
  for (let number = 1; number <= Math.min(document.pageCount, PAGES_ASKED); number++) {
    const page = (await readablePage(document, number))?.page ?? null;
    const kind = pageKind(page);
    if (kind === 'price-list' || kind === 'spec-book') return kind;
    kinds.push(kind);
    if (page && kind === 'list-or-book') alike.push(page);
  }
  const told = prevailing(kinds);
  return told === 'list-or-book' && repeatsLabels(alike) ? 'spec-book' : told;
}

/** Where pages of measures begin, and what they call their rows. */
export interface Measures {
  /** The first such page, and all of it: points, from its top left corner. */
  page: number;
  box: Box;
  labels: string[];
}

/** They are kept with what is said of the file. */
const MOST_LABELS = 100;

/** What a document that may be a list or a book is known by to people, and its like by later. */
export async function measuresOf(document: OpenDocument): Promise<Measures | null> {
  const labels = new Set<string>();
  let first: Pick<Measures, 'page' | 'box'> | null = null;
  for (let number = 1; number <= Math.min(document.pageCount, PAGES_ASKED); number++) {
    const page = (await readablePage(document, number))?.page;
    if (!page || !MEASURED.has(pageKind(page))) continue;
    first ??= { page: number, box: [0, 0, page.width, page.height] };
    for (const label of labelsOf(page)) labels.add(label);
  }
  return first && { ...first, labels: [...labels].slice(0, MOST_LABELS) };
}

/** The columns of the first table whose headings nobody knows. */
export interface UnnamedColumns {
  /** What the file is refused by until somebody has told them. */
  code: 'headings-unknown' | 'headings-missing';
  headings: string[];
  /** For each heading some of what stands under it, a line each. */
  samples: string[];
  place: { page: number; box: Box } | undefined;
}

/** Where and how a document's first table of unknown columns is printed; boxes are those of the page as seen. */
export async function unnamedTableOf(
  document: OpenDocument,
  tableOn: (page: Page) => UnnamedTable | null = untoldTable,
): Promise<UnnamedColumns> {
  for (let number = 1; number <= Math.min(document.pageCount, PAGES_ASKED); number++) {
    const seen = await readablePage(document, number);
    const table = seen && tableOn(seen.page);
    if (!seen || !table) continue;
    const headings = table.header.cells.map(({ text }) => text);
    return {
      code: headings.every(isPlaceName) ? 'headings-missing' : 'headings-unknown',
      headings,
      samples: table.header.cells.map((_, at) => table.samples.flatMap((row) => row[at] || []).join('\n')),
      place: { page: number, box: seen.asSeen(table.box) },
    };
  }
  return { code: 'headings-unknown', headings: [], samples: [], place: undefined };
}

/** The table of a page that is none of anything else. */
function untoldTable(page: Page): UnnamedTable | null {
  const kind = pageKind(page);
  if (kind === 'unnamed-list') return unnamedTable(page);
  return kind === 'unheaded-list' || kind === 'table' ? tableInDoubt(withCodes(page)) : null;
}

const MEASURED: ReadonlySet<PageKind> = new Set<PageKind>(['machine', 'list-or-book']);

/** `machine`: by its shape alone; `table`: of amounts and of what may be codes under headings, or under none. */
type PageKind = DocumentKind | 'machine' | 'table';

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
  if (shape !== 'no') return shape === 'surely' ? 'machine' : 'list-or-book';
  const table = tableInDoubt(withCodes(page));
  if (!table) return 'other';
  return table.isHeaded ? 'table' : 'unheaded-list';
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
  if (kinds.includes('table')) return 'unnamed-list';
  if (kinds.includes('unheaded-list')) return 'unheaded-list';
  if (kinds.length > 0 && kinds.every((kind) => kind === 'blank')) return 'blank';
  if (kinds.includes('unseen') && kinds.every((kind) => kind === 'unseen' || kind === 'blank'))
    return 'unseen';
  const textless = kinds.filter((kind) => TEXTLESS.has(kind)).length;
  if (!kinds.includes('other')) return kinds.includes('unreadable') ? 'unreadable' : 'no-text';
  return textless * 2 >= kinds.length ? 'no-text' : 'other';
}

/** Null where no reader can read the page: the others say what the document is. */
async function readablePage(
  document: OpenDocument,
  number: number,
): Promise<ReturnType<typeof upright> | null> {
  try {
    const page = await document.readPage(number, 'placed');
    return upright(textLayerOf(page) === 'unseen' ? await document.readPage(number) : page);
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
