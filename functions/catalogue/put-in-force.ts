import type { Catalogue } from '#contracts/catalogue.ts';
import type { RunState } from '#contracts/state.ts';
import { TransientFailure } from '#shared/errors.ts';
import type { Ports } from '#shared/ports.ts';
import { artefactKey, sourceOrder } from '#shared/run.ts';
import type { BookInForce } from '#shared/table/records.ts';

/** So few models are a sheet beside the year's book. */
const MOST_OF_SHEET = 2;
/** Two documents of one book may come at once: each tries again on what the other has put in force. */
const TRIES = 5;

/**
 * Puts a book in force, or adds a sheet of one or two models to the larger book of its brand and year, which it never
 * displaces; sheets stay when a newer book comes. A damaged book may lack models: it never takes the place of
 * another, and is better than none. False where a newer one is in force; throws where others are put in force all the time.
 */
export async function putInForce(
  state: RunState,
  catalogue: Catalogue,
  { table }: Pick<Ports, 'table'>,
): Promise<boolean> {
  for (let tried = 0; tried < TRIES; tried++) {
    const { dealerId } = state;
    const { brand, modelYear } = catalogue;
    const held = await table.books.get({ dealerId, brand, modelYear });
    const book = held
      ? following(held, bookOf(state, catalogue), catalogue.damages)
      : bookOf(state, catalogue);
    if (book === null) return false;
    if (await putInPlaceOf(held, book, { table })) return true;
  }
  throw new TransientFailure('The book is put in force all the time', { stage: 'catalogue' });
}

/** Puts a book where that one is held, or none; false where another was put there meanwhile. */
export const putInPlaceOf = (
  held: BookInForce | null,
  book: BookInForce,
  { table }: Pick<Ports, 'table'>,
): Promise<boolean> =>
  table.books.putIf(book, (at, { notExists, eq }) =>
    held
      ? `${eq(at.order, held.order)} AND ${held.change === undefined ? notExists(at.change) : eq(at.change, held.change)}`
      : notExists(at.order),
  );

const bookOf = (state: RunState, { brand, modelYear, sha256, document, models }: Catalogue): BookInForce => ({
  ...{ dealerId: state.dealerId, brand, modelYear, sha256, document },
  documentId: state.documentId,
  models: models.length,
  key: artefactKey(state, 'catalogue'),
  printed: artefactKey(state, 'printed'),
  order: sourceOrder(state, null),
});

/** What is in force after this book; null where the one held stays alone. */
function following(held: BookInForce, book: BookInForce, damages: number): BookInForce | null {
  const change = (held.change ?? 0) + 1;
  const isSheet = (one: BookInForce, beside: BookInForce) =>
    one.models <= MOST_OF_SHEET && one.models < beside.models;
  if (isSheet(book, held) && damages === 0) return { ...held, change, sheets: withSheet(held.sheets, book) };
  const mayFollow = damages === 0 ? held.order <= book.order : held.order === book.order;
  if (isSheet(held, book) && damages === 0) return { ...book, change, sheets: withSheet(held.sheets, held) };
  return mayFollow ? { ...book, change, sheets: held.sheets } : null;
}

/** A sheet dropped anew takes its own place. */
const withSheet = (sheets: BookInForce['sheets'] = [], book: BookInForce) => {
  const { documentId, document, key, printed, order } = book;
  return [
    ...sheets.filter((sheet) => sheet.document !== document),
    { documentId, document, key, printed, order },
  ];
};
