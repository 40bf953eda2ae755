import type { Catalogue, CatalogueModel } from '#contracts/catalogue.ts';
import { isRejection, type Rejection } from '#contracts/outcome.ts';
import type { OpenDocument, PageReader } from '#pages/page.ts';
import { type BookContent, bookContent, type ModelPage } from './book-content.ts';
import { bulletLists } from './bullet-lists.ts';
import type { EnginePowers } from './engine-powers.ts';
import { modelNameOf } from './model-name.ts';
import { type StorePicture, storedPicture } from './model-picture.ts';
import { openBook } from './open-book.ts';
import { specificationOf } from './specification.ts';

const PARSER_VERSION = 'spec-book-1';

export interface ReadSpecBookOptions {
  /** Asked in this order; the first that can open the bytes reads them. */
  readers: readonly PageReader[];
  /** ISO date and time. */
  extractedAt: string;
  storePicture: StorePicture;
}

/**
 * Reads a spec book: one entry per model page, found by its content. Rejected where the file cannot be opened,
 * holds no model page, or prints no brand or model year. Throws what `storePicture` throws.
 */
export async function readSpecBook(
  bytes: Uint8Array,
  document: { name: string; sha256: string },
  { readers, extractedAt, storePicture }: ReadSpecBookOptions,
): Promise<Catalogue | Rejection> {
  const book = await openBook(bytes, readers);
  if (isRejection(book)) return book;
  try {
    const content = bookContent(book);
    if (isRejection(content)) return content;
    const models = await modelsOf(book, content, storePicture);
    return {
      contractVersion: 1,
      document: document.name,
      sha256: document.sha256,
      kind: 'spec-book',
      brand: content.brand,
      modelYear: content.modelYear,
      pages: book.pageCount,
      models,
      problems: content.problems,
      parserVersion: PARSER_VERSION,
      extractedAt,
    };
  } finally {
    book.close();
  }
}

/** One page after the other: only one picture is held in memory at a time. */
async function modelsOf(
  book: OpenDocument,
  { modelPages, powers }: BookContent,
  storePicture: StorePicture,
): Promise<CatalogueModel[]> {
  const models: CatalogueModel[] = [];
  for (const modelPage of modelPages) {
    const { page, model } = modelPage;
    const picture = await storedPicture(book, page, model.table.top, storePicture);
    models.push({ ...modelOf(modelPage, powers), picture });
  }
  return models;
}

function modelOf(
  { page, model: { head, table } }: ModelPage,
  powers: EnginePowers,
): Omit<CatalogueModel, 'picture'> {
  return {
    page: page.number,
    ...modelNameOf(head.title),
    tagline: head.tagline,
    highlights: [],
    ...bulletLists(head.rest),
    ...specificationOf(table, powers),
  };
}
