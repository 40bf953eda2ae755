import { isDeepStrictEqual } from 'node:util';
import { Catalogue } from '#contracts/catalogue.ts';
import { PrintedBook } from '#contracts/printed-book.ts';
import { TransientFailure } from '#shared/errors.ts';
import { sha256 } from '#shared/hash.ts';
import { readJson, writeJson } from '#shared/json.ts';
import type { ObjectStore, Ports } from '#shared/ports.ts';
import { remembered } from '#shared/remembered.ts';
import type { BookInForce } from '#shared/table/records.ts';
import { catalogueOf } from './catalogue-of.ts';
import { putInPlaceOf } from './put-in-force.ts';
import { meaningsOfBooks, type Taught, taughtIn } from './taught.ts';

export type AnewPorts = Pick<Ports, 'artefacts' | 'table'>;

/** A document that a dealer's book in force is made of. */
type Part = Pick<BookInForce, 'documentId' | 'document' | 'key' | 'printed'>;

/** A document's entries by what is known now; `after` is null where what it prints was not kept. */
export interface WorkedOut {
  part: Part;
  before: Catalogue;
  after: Catalogue | null;
}

const partsOf = (book: BookInForce): Part[] => [book, ...(book.sheets ?? [])];

/** Books are large, and what is printed never changes: a process that answers several questions reads each once. */
const BOOKS_KEPT = 8;
const printedBooks = new WeakMap<ObjectStore, ReturnType<typeof remembered<PrintedBook>>>();

/** What a document printed, as it was kept. */
export const printedBook = async (
  key: string,
  { artefacts }: Pick<Ports, 'artefacts'>,
): Promise<PrintedBook> => {
  const kept = printedBooks.get(artefacts) ?? remembered<PrintedBook>('printed-books', BOOKS_KEPT);
  printedBooks.set(artefacts, kept);
  const book = kept.get(key) ?? (await readJson(artefacts, key, PrintedBook));
  kept.set(key, book);
  return book;
};

/** What a document's entries would be by what people say, from what it prints: no file is read. Nothing is written. */
const workedOut = async (part: Part, taught: Taught, ports: AnewPorts): Promise<WorkedOut> => {
  const before = await readJson(ports.artefacts, part.key, Catalogue);
  if (part.printed === undefined) return { part, before, after: null };
  const book = await printedBook(part.printed, ports);
  return { part, before, after: catalogueOf(book, taught) };
};

/** What all documents of a dealer's books would be by what people say; nothing is written. */
export const booksWith = async (dealerId: string, taught: Taught, ports: AnewPorts): Promise<WorkedOut[]> => {
  const parts = (await ports.table.books.query({ dealerId })).flatMap(partsOf);
  return Promise.all(parts.map((part) => workedOut(part, taught, ports)));
};

/** Beside what it was worked out of, under its content's hash: the same entries are the same artefact. */
const newKey = ({ key }: Part, catalogue: Catalogue): string =>
  `${key.slice(0, key.lastIndexOf('/'))}/catalogue-${sha256(JSON.stringify(catalogue)).slice(0, 16)}.json`;

const written = async ({ part, before, after }: WorkedOut, { artefacts }: AnewPorts): Promise<Part> => {
  if (!after || isDeepStrictEqual(JSON.parse(JSON.stringify(after)), before)) return part;
  const key = newKey(part, after);
  await writeJson(artefacts, key, after);
  return { ...part, key };
};

/** Another document may be put in force at the same time, or another answer be given. */
const TRIES = 5;

/** The book as it stands once its documents are worked out by what is known now; the same where nothing changes. */
const moved = async (held: BookInForce, ports: AnewPorts): Promise<BookInForce> => {
  const taught = taughtIn(await meaningsOfBooks(held.dealerId, ports));
  const parts = await Promise.all(
    partsOf(held).map(async (part) => written(await workedOut(part, taught, ports), ports)),
  );
  const keys = new Map(parts.map(({ documentId, key }) => [documentId, key]));
  const keyOf = ({ documentId, key }: Part): string => keys.get(documentId) ?? key;
  const sheets = held.sheets?.map((sheet) => ({ ...sheet, key: keyOf(sheet) }));
  return { ...held, key: keyOf(held), ...(sheets && { sheets }) };
};

const workOutBook = async (
  book: Pick<BookInForce, 'dealerId' | 'brand' | 'modelYear'>,
  ports: AnewPorts,
): Promise<boolean> => {
  for (let tried = 0; tried < TRIES; tried++) {
    const held = await ports.table.books.get(book);
    if (!held) return false;
    const next = await moved(held, ports);
    const isSame = isDeepStrictEqual(next, held);
    if (isSame || (await putInPlaceOf(held, { ...next, change: (held.change ?? 0) + 1 }, ports))) {
      await pointTo(next, ports);
      return !isSame;
    }
  }
  throw new TransientFailure('The book is put in force all the time', { stage: 'catalogue' });
};

/** The documents themselves name their entries too. */
const pointTo = async (book: BookInForce, { table }: AnewPorts): Promise<void> => {
  for (const { documentId, key: catalogue } of partsOf(book)) {
    const document = await table.documents.get({ dealerId: book.dealerId, documentId });
    if (document && document.artefacts?.catalogue !== catalogue)
      await table.documents.patchIf(
        { dealerId: book.dealerId, documentId },
        { artefacts: { ...document.artefacts, catalogue } },
      );
  }
};

/**
 * Works a dealer's books in force out anew by what people say now, from what they print: no file is read. Where that
 * changes their entries these are new artefacts, in force at once, and lists that were matched before are known to be older.
 * Answers the books that changed.
 */
export const workOutAnew = async (dealerId: string, ports: AnewPorts): Promise<BookInForce[]> => {
  const changed: BookInForce[] = [];
  for (const book of await ports.table.books.query({ dealerId }))
    if (await workOutBook(book, ports)) changed.push(book);
  await ports.table.states.add({ dealerId }, { catalogueRevision: 1 });
  return changed;
};
