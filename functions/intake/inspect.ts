import { type Rejection, rejected } from '#contracts/outcome.ts';
import { KINDS, type RunState } from '#contracts/state.ts';
import { reason } from '#messages/reason.ts';
import { mayLackContents } from '#pages/blank-pages.ts';
import { hasDamagedContents } from '#pages/damage.ts';
import { type DocumentKind, documentKind, measuresOf, unnamedTableOf } from '#pages/document-kind.ts';
import { isMarketSheet } from '#pages/market-table.ts';
import { MEGABYTE, MOST_MEGABYTES } from '#pages/most-bytes.ts';
import { openFirst } from '#pages/open-first.ts';
import { type OpenDocument, type PageReader, UnreadableDocument } from '#pages/page.ts';
import { shellOf } from '#pages/shells.ts';
import { stockKind } from '#pages/stock-table.ts';
import type { TaughtHeadings } from '#reference/lexicon/column-names.ts';
import type { Parts } from '#shared/parts.ts';
import { refuseOtherFile } from './other-files.ts';
import { tooLarge } from './size.ts';

/** The header may stand anywhere in the first kilobyte; scanners and mail gateways put junk before it. */
const HEADER_WITHIN = 1024;

/** By what the file is, whatever its name: an archive is none of the files in it, and a PDF may be half as large as text in columns. */
const refuseByMagic = (bytes: Uint8Array): Rejection | null => {
  const other = refuseOtherFile(bytes);
  const isPdf = Buffer.from(bytes.subarray(0, HEADER_WITHIN)).includes('%PDF-');
  if (!isPdf || other?.reason.code === 'file-packed') return other;
  return bytes.length > MOST_MEGABYTES.pdf * MEGABYTE ? tooLarge(MOST_MEGABYTES.pdf) : null;
};

/** For what no reader could finish within its time and memory. */
export const TOO_COSTLY = rejected(reason('too-costly'));

/** At 12 ms a page two thousand pages are half a minute. */
const MAX_PAGES = 2000;

const UNFIT = {
  'no-pages': rejected(reason('unreadable', { detail: 'it has no pages' })),
  unreadable: rejected(reason('unreadable', { detail: 'no page of it can be opened' })),
  damaged: rejected(reason('file-damaged')),
  blank: rejected(reason('list-empty')),
  'too-many-pages': rejected(reason('too-many-pages', { pages: MAX_PAGES })),
  other: rejected(reason('no-price-list')),
  unseen: rejected(reason('text-unseen')),
  'no-text': rejected(reason('no-text-layer')),
  'xml-form': rejected(reason('xml-form')),
  portfolio: rejected(reason('portfolio')),
};

/** Where its pages say nothing of use, what is in a file may be kept elsewhere in it. */
const OF_SHELLS: ReadonlySet<string> = new Set<keyof typeof UNFIT>(['other', 'no-text', 'unseen', 'blank']);

/** Somebody has to say what its columns are, and sees their headings and rows. */
const unnamed = async (document: OpenDocument): Promise<Rejection> => {
  const { code, headings, samples, place } = await unnamedTableOf(document);
  return rejected(reason(code, { headings, samples }, place));
};

/** Somebody has to say what it is, and sees the page that nobody could tell. */
const untold = async (document: OpenDocument): Promise<Rejection> => {
  const measures = await measuresOf(document);
  const place = measures && { page: measures.page, box: measures.box };
  return rejected(reason('list-or-book', { labels: measures?.labels ?? [] }, place ?? undefined));
};

/** What only a person can tell. */
const UNTELLING = {
  'list-or-book': untold,
  'unnamed-list': unnamed,
  'unheaded-list': unnamed,
};
type Untelling = keyof typeof UNTELLING;

const isUntelling = (kind: DocumentKind): kind is Untelling => kind in UNTELLING;

const kindOf = async (
  readers: PageReader[],
  bytes: Uint8Array,
  { canName, taught }: { canName: boolean; taught: TaughtHeadings | undefined },
): Promise<
  Exclude<DocumentKind, Untelling> | 'stock-sheet' | 'market-sheet' | keyof typeof UNFIT | Rejection
> => {
  const document = await openFirst(readers, bytes, taught);
  try {
    if (document.pageCount === 0) return 'no-pages';
    if (document.pageCount > MAX_PAGES) return 'too-many-pages';
    if (isMarketSheet(document.sheets ?? [])) return 'market-sheet';
    const stock = stockKind(document.sheets ?? []);
    if (stock.kind === 'stock-sheet') return 'stock-sheet';
    if (stock.kind === 'unsure') return rejected(reason('stock-or-list', { labels: stock.headings }));
    const kind = await documentKind(document);
    const shell = OF_SHELLS.has(kind) ? await shellOf(bytes) : null;
    if (shell) return shell;
    const isDamaged = kind === 'blank' ? mayLackContents : hasDamagedContents;
    if ((isUntelling(kind) || kind in UNFIT) && (await isDamaged(bytes))) return 'damaged';
    if (kind === 'unnamed-list' && canName) return 'price-list';
    return isUntelling(kind) ? await UNTELLING[kind](document) : kind;
  } finally {
    document.close();
  }
};

const asRejection = (error: unknown): Rejection => {
  if (!(error instanceof UnreadableDocument)) throw error;
  return rejected(error.reason);
};

/** Parts that can do more with a page than its text layer allows; without them such a document is refused. */
export type Helpers = Pick<Parts, 'pageRecognizers' | 'columnNamers'>;

type Told = { kind: NonNullable<RunState['kind']> } | Rejection;

/**
 * Tells a price list, a spec book, a dealer's stock sheet and a sheet of other shops' prices by what is printed in them; anything else is
 * refused, some of it by its first bytes. What only its pictures can tell goes on as a price list where they can be read, and unknown headings
 * where they can be named; `taught` is what people say that headings mean.
 */
export const inspectBytes = async (
  readers: PageReader[],
  bytes: Uint8Array,
  helpers: Helpers = { pageRecognizers: [], columnNamers: [] },
  taught?: TaughtHeadings,
): Promise<Told> =>
  (isOfPlugin(readers, bytes) ? null : refuseByMagic(bytes)) ?? tellKind(readers, bytes, helpers, taught);

const isOfPlugin = (readers: readonly PageReader[], bytes: Uint8Array): boolean =>
  readers.some(({ recognizes }) => recognizes?.(bytes));

const isKind = (told: string): told is NonNullable<RunState['kind']> =>
  (KINDS as readonly string[]).includes(told);

const tellKind = async (
  readers: PageReader[],
  bytes: Uint8Array,
  { pageRecognizers, columnNamers }: Helpers,
  taught: TaughtHeadings | undefined,
): Promise<Told> => {
  const canName = columnNamers.length > 0;
  const told = await kindOf(readers, bytes, { canName, taught }).catch(asRejection);
  if (typeof told !== 'string') return told;
  if (told === 'no-text' && pageRecognizers.length > 0) return { kind: 'price-list' };
  return isKind(told) ? { kind: told } : UNFIT[told];
};
