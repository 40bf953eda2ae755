import { type Rejection, rejected } from '#contracts/outcome.ts';
import type { PrintedBook } from '#contracts/printed-book.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { type OpenDocument, UnreadableDocument } from '#pages/page.ts';
import { isContradicted } from '#pages/text-layer.ts';
import { brandOf, modelYearOf } from './book-identity.ts';
import { type BookPage, bookPage } from './book-page.ts';
import { type EnginePowers, enginePowers } from './engine-powers.ts';
import { legendIn } from './equipment-marks.ts';
import { modelNameOf } from './model-name.ts';
import { type ModelPage, modelPagesOf } from './model-pages.ts';

/** What all pages of a book say together. */
export interface BookContent {
  brand: string;
  modelYear: number;
  modelPages: readonly ModelPage[];
  /** What charts say of machines that have pages of their own. */
  charted: readonly ModelPage[];
  powers: EnginePowers;
  legend: PrintedBook['legend'];
  problems: Reason[];
  /** How many pages no reader could read. */
  unreadable: number;
}

/** A reason that is found on this page of the book. */
export const onPage = (page: number, found: Reason): Reason => ({ ...found, place: { page, box: null } });

/** Reads every page; a page that cannot be read is named among the problems and left out. */
export async function bookContent(book: OpenDocument): Promise<BookContent | Rejection> {
  const problems: Reason[] = [];
  const pages = await readablePages(book, problems);
  const { models, charted, doubts } = modelPagesOf(pages);
  if (models.length === 0) return rejected(reason('no-model-pages'));
  const identity = identityOf(pages, models);
  if (identity === null) return rejected(reason('no-brand-or-year'));
  const others = pages.filter(({ page }) => models.every((model) => model.page.number !== page.number));
  const powers = enginePowers(others.map(({ page: { number }, segments }) => ({ number, segments })));
  return {
    ...identity,
    modelPages: models,
    charted,
    powers,
    legend: legendIn(pages.flatMap(({ segments }) => segments)),
    problems: [...problems, ...doubts],
    unreadable: problems.length,
  };
}

async function readablePages(book: OpenDocument, problems: Reason[]): Promise<BookPage[]> {
  const pages: BookPage[] = [];
  for (let number = 1; number <= book.pageCount; number++) {
    try {
      const page = await book.readPage(number, 'placed');
      if (isContradicted(page))
        throw new UnreadableDocument('unreadable', 'its fonts show other letters than they say');
      pages.push(bookPage(page));
    } catch (error) {
      if (!(error instanceof UnreadableDocument) || error.category === 'too-costly') throw error;
      problems.push(onPage(number, reason('page-unread', { detail: error.message })));
    }
  }
  return pages;
}

function identityOf(pages: readonly BookPage[], models: readonly ModelPage[]) {
  const segments = pages.flatMap((page) => page.segments);
  const titles = models.map(({ head }) => modelNameOf(head.title).model);
  const brand = brandOf(titles, segments);
  const modelYear = modelYearOf(segments);
  return brand === null || modelYear === null ? null : { brand, modelYear };
}
