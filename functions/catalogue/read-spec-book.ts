import type { Catalogue, CatalogueModel } from '#contracts/catalogue.ts';
import { isRejection, type Rejection, rejected } from '#contracts/outcome.ts';
import { type OpenDocument, type PageReader, UnreadableDocument } from '#pages/page.ts';
import { brandOf, modelYearOf } from './book-identity.ts';
import { type BookPage, bookPage } from './book-page.ts';
import { bulletLists } from './bullet-lists.ts';
import { type EnginePowers, enginePowers } from './engine-powers.ts';
import { modelNameOf } from './model-name.ts';
import { type StorePicture, storedPicture } from './model-picture.ts';
import { openBook } from './open-book.ts';
import { specificationOf } from './specification.ts';
import { tableProblems } from './table-problems.ts';

const PARSER_VERSION = 'spec-book-1';

export interface ReadSpecBookOptions {
  /** Asked in this order; the first that can open the bytes reads them. */
  readers: readonly PageReader[];
  /** ISO date and time. */
  extractedAt: string;
  storePicture: StorePicture;
}

type Problem = Catalogue['problems'][number];
type ModelPage = BookPage & { model: NonNullable<BookPage['model']> };

/**
 * Reads a spec book: one entry per model page, found by its content. Rejected where the file cannot be opened,
 * holds no model page, or prints no brand or model year. Throws what `storePicture` throws.
 */
export async function readSpecBook(
  bytes: Uint8Array,
  document: { name: string; sha256: string },
  options: ReadSpecBookOptions,
): Promise<Catalogue | Rejection> {
  const book = await openBook(bytes, options.readers);
  if (isRejection(book)) return book;
  try {
    const content = contentOf(book);
    if (isRejection(content)) return content;
    return {
      contractVersion: 1,
      document: document.name,
      sha256: document.sha256,
      kind: 'spec-book',
      brand: content.brand,
      modelYear: content.modelYear,
      pages: book.pageCount,
      models: await modelsOf(book, content, options.storePicture),
      problems: content.problems,
      parserVersion: PARSER_VERSION,
      extractedAt: options.extractedAt,
    };
  } finally {
    book.close();
  }
}

interface Content {
  brand: string;
  modelYear: number;
  modelPages: ModelPage[];
  powers: EnginePowers;
  problems: Problem[];
}

function contentOf(book: OpenDocument): Content | Rejection {
  const problems: Problem[] = [];
  const pages = readablePages(book, problems);
  const modelPages = pages.filter(isModelPage);
  if (modelPages.length === 0) return NO_MODELS;
  const segments = pages.flatMap((page) => page.segments);
  const titles = modelPages.map(({ model }) => modelNameOf(model.head.title).model);
  const [brand, modelYear] = [brandOf(titles, segments), modelYearOf(segments)];
  if (brand === null || modelYear === null) return NO_IDENTITY;
  const others = pages.filter(({ model }) => model === null);
  const powers = enginePowers(others.map((page) => page.segments));
  return { brand, modelYear, modelPages, powers, problems: [...problems, ...modelPages.flatMap(problemsOf)] };
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

/** A page that cannot be read is named and left out; the others go on. */
function readablePages(book: OpenDocument, problems: Problem[]): BookPage[] {
  return Array.from({ length: book.pageCount }, (_, at) => at + 1).flatMap((number) => {
    try {
      return bookPage(book.readPage(number));
    } catch (error) {
      if (!(error instanceof UnreadableDocument)) throw error;
      problems.push({ page: number, text: `the page cannot be read: ${error.message}` });
      return [];
    }
  });
}

const isModelPage = (page: BookPage): page is ModelPage => page.model !== null;

const problemsOf = ({ page, model }: ModelPage): Problem[] =>
  tableProblems(model.table).map((text) => ({ page: page.number, text }));

function modelsOf(
  book: OpenDocument,
  { modelPages, powers }: Content,
  storePicture: StorePicture,
): Promise<CatalogueModel[]> {
  return Promise.all(
    modelPages.map(async ({ page, model: { head, table } }) => ({
      page: page.number,
      ...modelNameOf(head.title),
      tagline: head.tagline,
      highlights: [],
      ...bulletLists(head.rest),
      ...specificationOf(table, powers),
      picture: await storedPicture(book, page, table.top, storePicture),
    })),
  );
}
