import type { Catalogue } from '#contracts/catalogue.ts';
import { type Rejection, rejected } from '#contracts/outcome.ts';
import { type OpenDocument, UnreadableDocument } from '#pages/page.ts';
import { brandOf, modelYearOf } from './book-identity.ts';
import { type BookPage, bookPage } from './book-page.ts';
import { unknownHeadings } from './bullet-lists.ts';
import { type EnginePowers, enginePowers } from './engine-powers.ts';
import { modelNameOf } from './model-name.ts';
import { tableProblems } from './table-problems.ts';

type Problem = Catalogue['problems'][number];
export type ModelPage = BookPage & { model: NonNullable<BookPage['model']> };

/** What all pages of a book say together. */
export interface BookContent {
  brand: string;
  modelYear: number;
  modelPages: ModelPage[];
  powers: EnginePowers;
  problems: Problem[];
}

const NO_MODELS = rejected(
  'no-model-pages',
  'No page of the file is a model page with a heading and a specification table.',
  'Check that the file is the spec book of the model year.',
);
const NO_IDENTITY = rejected(
  'no-brand-or-year',
  'The spec book prints no brand or no model year that can be read.',
  'Drop the whole book with its cover: brand and model year are read from what it prints.',
);

/** Reads every page; a page that cannot be read is named among the problems and left out. */
export async function bookContent(book: OpenDocument): Promise<BookContent | Rejection> {
  const problems: Problem[] = [];
  const pages = await readablePages(book, problems);
  const modelPages = pages.filter(isModelPage);
  if (modelPages.length === 0) return NO_MODELS;
  const identity = identityOf(pages, modelPages);
  if (identity === null) return NO_IDENTITY;
  const powers = enginePowers(pages.filter((page) => !isModelPage(page)).map(({ segments }) => segments));
  return { ...identity, modelPages, powers, problems: [...problems, ...modelPages.flatMap(problemsOf)] };
}

async function readablePages(book: OpenDocument, problems: Problem[]): Promise<BookPage[]> {
  const pages: BookPage[] = [];
  for (let number = 1; number <= book.pageCount; number++) {
    try {
      pages.push(bookPage(await book.readPage(number)));
    } catch (error) {
      if (!(error instanceof UnreadableDocument) || error.category === 'too-costly') throw error;
      problems.push({ page: number, text: `the page cannot be read: ${error.message}` });
    }
  }
  return pages;
}

const isModelPage = (page: BookPage): page is ModelPage => page.model !== null;

function identityOf(pages: readonly BookPage[], modelPages: readonly ModelPage[]) {
  const segments = pages.flatMap((page) => page.segments);
  const brand = brandOf(
    modelPages.map(({ model }) => modelNameOf(model.head.title).model),
    segments,
  );
  const modelYear = modelYearOf(segments);
  return brand === null || modelYear === null ? null : { brand, modelYear };
}

function problemsOf({ page, model: { head, table } }: ModelPage): Problem[] {
  const lists = unknownHeadings(head.rest).map((heading) => `no field is known for the list "${heading}"`);
  return [...lists, ...tableProblems(table)].map((text) => ({ page: page.number, text }));
}
