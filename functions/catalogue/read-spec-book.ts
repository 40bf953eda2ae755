import type { Catalogue, CatalogueModel } from '#contracts/catalogue.ts';
import { isRejection, type Rejection } from '#contracts/outcome.ts';
import { reason } from '#messages/reason.ts';
import { hasDamagedContents } from '#pages/damage.ts';
import { type OpenDocument, type PageReader, UnreadableDocument } from '#pages/page.ts';
import { type BookContent, bookContent, onPage } from './book-content.ts';
import { bulletLists, listProblems } from './bullet-lists.ts';
import { chartContradictions, chartedAlone, chartProofs } from './charts.ts';
import type { EnginePowers } from './engine-powers.ts';
import { type Understood, understand, type Witnesses } from './meaning/understand.ts';
import { modelNameOf } from './model-name.ts';
import type { ModelPage } from './model-pages.ts';
import { type StorePicture, storedPicture } from './model-picture.ts';
import { type LabelNamer, nameLabels, type OpenLabel } from './naming/label-namer.ts';
import { asRejection, openBook } from './open-book.ts';
import { specificationOf } from './specification.ts';
import { tableProblems } from './table-problems.ts';
import type { SpecTable } from './table-row.ts';

/** A PDF engine draws a damaged page up to the damage and says nothing. */
const DAMAGED = reason('book-contents-damaged');

const PARSER_VERSION = 'spec-book-3';

export interface ReadSpecBookOptions {
  /** Asked in this order; the first that can open the bytes reads them. */
  readers: readonly PageReader[];
  /** ISO date and time. */
  extractedAt: string;
  storePicture: StorePicture;
  /** Asked in this order what labels mean that nobody knows. */
  namers?: readonly LabelNamer[];
}

/**
 * Reads a spec book: one entry per model page, found by its content. Rejected where the file cannot be opened,
 * holds no model page, or prints no brand or model year. Throws what `storePicture` throws.
 */
export async function readSpecBook(
  bytes: Uint8Array,
  document: { name: string; sha256: string },
  options: ReadSpecBookOptions,
): Promise<Catalogue | Rejection> {
  return readBook(bytes, document, options).catch(asRejection);
}

async function readBook(
  bytes: Uint8Array,
  document: { name: string; sha256: string },
  { readers, extractedAt, storePicture, namers = [] }: ReadSpecBookOptions,
): Promise<Catalogue | Rejection> {
  const book = await openBook(bytes, readers);
  if (isRejection(book)) return book;
  try {
    const content = await bookContent(book);
    if (isRejection(content)) return content;
    const isDamaged = await hasDamagedContents(bytes);
    const models = await modelsOf(book, content, storePicture, namers);
    return {
      contractVersion: 2,
      document: document.name,
      sha256: document.sha256,
      kind: 'spec-book',
      brand: content.brand,
      modelYear: content.modelYear,
      pages: book.pageCount,
      models,
      problems: isDamaged ? [DAMAGED, ...content.problems] : content.problems,
      damages: content.unreadable + (isDamaged ? 1 : 0),
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
  content: BookContent,
  storePicture: StorePicture,
  namers: readonly LabelNamer[],
): Promise<CatalogueModel[]> {
  const models: CatalogueModel[] = [];
  const { pages, charted } = await understoodPages(content, namers);
  for (const { page: modelPage, table, rows, proposals } of pages) {
    const model = { ...modelOf(modelPage, table, content.powers), rows, proposals };
    content.problems.push(...problemsOf(modelPage, table, model));
    models.push({ ...model, picture: await pictureOf(book, modelPage, content, storePicture) });
  }
  const inCharts = charted.map(({ page, table }) => modelOf(page, table, content.powers));
  content.problems.push(...chartedAlone(models, inCharts), ...chartContradictions(models, inCharts));
  return models;
}

const named = ({ head, table }: ModelPage) => ({ name: modelNameOf(head.title).model, table });

interface UnderstoodPage extends Understood {
  page: ModelPage;
}

const understood = (pages: readonly ModelPage[], powers: EnginePowers, witnesses?: Witnesses) =>
  understand(
    pages.map(({ table }) => table),
    powers,
    witnesses,
  ).map((one, at): UnderstoodPage => ({ ...one, page: pages[at] as ModelPage }));

/** The pages as charts and values tell them; what they leave open is named where somebody can be asked, and weighed again. */
async function understoodPages(
  { modelPages, charted: inCharts, powers, problems }: BookContent,
  namers: readonly LabelNamer[],
) {
  const charted = understood(inCharts, powers);
  const proofs = chartProofs(
    modelPages.map(named),
    charted.map(({ page, table }) => ({ ...named(page), table })),
  );
  const pages = understood(modelPages, powers, { charted: proofs });
  const { named: labels, declined } = await nameLabels(openLabels(pages), namers);
  problems.push(...declined);
  return labels.length === 0
    ? { pages, charted }
    : { pages: understood(modelPages, powers, { charted: proofs, named: labels }), charted };
}

/** More values of a label tell no more about it. */
const MOST_VALUES = 4;
const LONGEST_VALUE = 80;

function openLabels(pages: readonly UnderstoodPage[]): OpenLabel[] {
  const open = pages.flatMap(({ rows }) =>
    rows.filter(({ field, label, cells }) => field === null && label !== '' && cells.length > 0),
  );
  return [...Map.groupBy(open, ({ section, label }) => JSON.stringify([section, label])).values()].flatMap(
    ([first, ...others]) => {
      if (!first) return [];
      const values = [first, ...others].flatMap(({ cells }) =>
        cells.map(({ text }) => text.slice(0, LONGEST_VALUE)),
      );
      return {
        section: first.section,
        label: first.label,
        values: [...new Set(values)].slice(0, MOST_VALUES),
      };
    },
  );
}

/** A picture that the engine cannot render is a problem of its page; what the page says is read all the same. */
async function pictureOf(
  book: OpenDocument,
  { page, box, table }: ModelPage,
  { problems }: BookContent,
  storePicture: StorePicture,
): Promise<CatalogueModel['picture']> {
  try {
    return await storedPicture(book, { page, box, table: table.box }, storePicture);
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    problems.push(onPage(page.number, reason('picture-unread', { detail: error.message })));
    return null;
  }
}

type Model = Omit<CatalogueModel, 'picture' | 'rows' | 'proposals'>;

function modelOf({ page, head }: ModelPage, table: SpecTable, powers: EnginePowers): Model {
  const { places, ...specification } = specificationOf(table, page.number, powers);
  return {
    page: page.number,
    ...modelNameOf(head.title),
    tagline: head.tagline,
    highlights: [],
    ...bulletLists(head.rest),
    ...specification,
    places: { model: { page: page.number, box: head.box }, ...places },
  };
}

function problemsOf({ page, head }: ModelPage, table: SpecTable, { engines }: Model): Catalogue['problems'] {
  const found = [...listProblems(head.rest), ...tableProblems(table, engines)];
  return found.map((one) => onPage(page.number, one));
}
