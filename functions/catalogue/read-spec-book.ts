import type { Catalogue } from '#contracts/catalogue.ts';
import { isRejection, type Rejection } from '#contracts/outcome.ts';
import type { PrintedBook, PrintedModel } from '#contracts/printed-book.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { hasDamagedContents } from '#pages/damage.ts';
import { type OpenDocument, type PageReader, UnreadableDocument } from '#pages/page.ts';
import { type BookContent, bookContent, onPage } from './book-content.ts';
import { bulletLists, listProblems } from './bullet-lists.ts';
import { catalogueOf, withLabelsNamed } from './catalogue-of.ts';
import { keptTable } from './kept-table.ts';
import type { ModelPage } from './model-pages.ts';
import { type StorePicture, storedPicture } from './model-picture.ts';
import type { LabelNamer } from './naming/label-namer.ts';
import { asRejection, openBook } from './open-book.ts';

/** A PDF engine draws a damaged page up to the damage and says nothing. */
const DAMAGED = reason('book-contents-damaged');

const PARSER_VERSION = 'spec-book-5';

export interface ReadingOptions {
  /** Asked in this order; the first that can open the bytes reads them. */
  readers: readonly PageReader[];
  /** ISO date and time. */
  extractedAt: string;
  storePicture: StorePicture;
}

interface Document {
  name: string;
  sha256: string;
}

/** Reads a spec book and works out what it means, with nobody's word: see `readPrintedBook` and `catalogueOf`. */
export async function readSpecBook(
  bytes: Uint8Array,
  document: Document,
  { namers = [], ...options }: ReadingOptions & { namers?: readonly LabelNamer[] },
): Promise<Catalogue | Rejection> {
  const book = await readPrintedBook(bytes, document, options);
  return isRejection(book) ? book : catalogueOf(await withLabelsNamed(book, namers));
}

/**
 * Reads what a spec book prints of each model: a page each, found by its content. Rejected where the file cannot be
 * opened, holds no model page, or prints no brand or model year. Throws what `storePicture` throws.
 */
export async function readPrintedBook(
  bytes: Uint8Array,
  document: Document,
  options: ReadingOptions,
): Promise<PrintedBook | Rejection> {
  return readBook(bytes, document, options).catch(asRejection);
}

async function readBook(
  bytes: Uint8Array,
  document: Document,
  { readers, extractedAt, storePicture }: ReadingOptions,
): Promise<PrintedBook | Rejection> {
  const book = await openBook(bytes, readers);
  if (isRejection(book)) return book;
  try {
    const content = await bookContent(book);
    if (isRejection(content)) return content;
    const isDamaged = await hasDamagedContents(bytes);
    const { models, problems } = await printedModels(book, content, storePicture);
    return {
      contractVersion: 1,
      document: document.name,
      sha256: document.sha256,
      brand: content.brand,
      modelYear: content.modelYear,
      pages: book.pageCount,
      models,
      charted: content.charted.map((page) => printedModel(page, null)),
      powers: [...content.powers].map(([engine, power]) => ({ engine, ...power })),
      legend: content.legend,
      named: [],
      problems: [...(isDamaged ? [DAMAGED] : []), ...content.problems, ...problems],
      damages: content.unreadable + (isDamaged ? 1 : 0),
      parserVersion: PARSER_VERSION,
      extractedAt,
    };
  } finally {
    book.close();
  }
}

/** One page after the other: only one picture is held in memory at a time. */
async function printedModels(
  book: OpenDocument,
  { modelPages }: BookContent,
  storePicture: StorePicture,
): Promise<{ models: PrintedModel[]; problems: Reason[] }> {
  const models: PrintedModel[] = [];
  const problems: Reason[] = [];
  for (const modelPage of modelPages) {
    problems.push(...listProblems(modelPage.head.rest).map((one) => onPage(modelPage.page.number, one)));
    models.push(printedModel(modelPage, await pictureOf(book, modelPage, problems, storePicture)));
  }
  return { models, problems };
}

const printedModel = ({ page, head, table }: ModelPage, picture: PrintedModel['picture']): PrintedModel => ({
  page: page.number,
  title: head.title,
  box: head.box,
  tagline: head.tagline,
  lists: bulletLists(head.rest),
  picture,
  table: keptTable(table),
});

/** A picture that the engine cannot render is a problem of its page; what the page says is read all the same. */
async function pictureOf(
  book: OpenDocument,
  { page, box, table }: ModelPage,
  problems: Reason[],
  storePicture: StorePicture,
): Promise<PrintedModel['picture']> {
  try {
    const texts = table.rows.flatMap(({ lines, values }) => [...lines, ...values].map((one) => one.box));
    return await storedPicture(book, { page, box, table: table.box, texts }, storePicture);
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    problems.push(onPage(page.number, reason('picture-unread', { detail: error.message })));
    return null;
  }
}
