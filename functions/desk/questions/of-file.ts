import * as z from 'zod';
import { putInPlaceOf } from '#functions/catalogue/put-in-force.ts';
import { workOutAnew } from '#functions/catalogue/work-out-anew.ts';
import { rerunDocument } from '#functions/operations/refresh/refresh.ts';
import { unsay } from '#functions/stock/unsay.ts';
import { sha256 } from '#shared/hash.ts';
import { readJson, writeJson } from '#shared/json.ts';
import { artefactKey } from '#shared/run.ts';
import {
  type BookInForce,
  type DocumentRecord,
  type ListInForce,
  StockRecord,
} from '#shared/table/records.ts';
import { untilOver } from '../documents/redrive.ts';
import { restoreList, retireList } from '../lists/by-hand.ts';
import type { DeskPorts } from '../ports.ts';
import type { OfFile } from './effects.ts';
import { changed, type Planned, type Step } from './step.ts';
import type { TakingBack } from './take-back.ts';
import type { Writing } from './write.ts';

/** What was in force before a file was read as something. */
export interface Stood {
  saidToBe: DocumentRecord['saidToBe'];
  lists: Pick<ListInForce, 'brand' | 'modelYear' | 'market' | 'documentId'>[];
  books: BookInForce[];
  /** Of a stock sheet: where what was known of the stock is kept, which is more than an answer can hold. */
  stockKey?: string;
}

export const listsInForce = async (dealerId: string, { table }: DeskPorts): Promise<Stood['lists']> =>
  (await table.lists.query({ dealerId }))
    .filter(({ retired }) => !retired)
    .map(({ brand, modelYear, market, documentId }) => ({ brand, modelYear, market, documentId }));

const stoodAt = async (dealerId: string, file: DocumentRecord, ports: DeskPorts): Promise<Stood> => ({
  saidToBe: file.saidToBe ?? null,
  lists: await listsInForce(dealerId, ports),
  books: await ports.table.books.query({ dealerId }),
});

/** Reads a file once more from its first byte, and waits until that is over; asked for again for one cause once. */
export const readAgain = async (
  { dealerId, documentId }: Pick<DocumentRecord, 'dealerId' | 'documentId'>,
  cause: string,
  ports: DeskPorts,
): Promise<void> => {
  const name = `again-${sha256(`${documentId}\n${cause}`).slice(0, 40)}`;
  const input = { dealerId, documentId, from: 'intake', reason: cause };
  await ports.machines.start('price-list', name, input);
  await untilOver(name, ports);
};

/** A file is read as a person says that it is. */
export const ofFile = async (
  { does, documentId, kind, labels }: OfFile,
  { dealerId, hand }: Pick<Writing, 'dealerId' | 'hand'>,
  ports: DeskPorts,
): Promise<Planned> => {
  const { documents } = ports.table;
  const file = await documents.get({ dealerId, documentId });
  if (file?.status !== 'rejected') throw changed(file?.name ?? documentId, file?.saidToBe);
  const said = { saidToBe: { kind, labels: [...labels], ...hand } };
  const stockKey = kind === 'stock-sheet' ? artefactKey(file, 'stock-before') : null;
  const stood: Stood = { ...(await stoodAt(dealerId, file, ports)), ...(stockKey && { stockKey }) };
  const step: Step = { does, documentId, kind, stood };
  return {
    step,
    write: async () => {
      const isSaid = await documents.patchIf({ dealerId, documentId }, said, (stored, { eq }) =>
        eq(stored.status, 'rejected'),
      );
      if (!isSaid) throw changed(file.name);
      if (stockKey) await writeJson(ports.artefacts, stockKey, await ports.table.stock.query({ dealerId }));
      await readAgain(file, `answer of ${hand.at}`, ports);
    },
  };
};

type Back = { dealerId: string; documentId: string; by: string; at: string };

/** The file's own lists are in force no more; those that it had taken the place of are again. */
export const listsBack = async (
  file: Back,
  { lists }: Pick<Stood, 'lists'>,
  ports: DeskPorts,
): Promise<void> => {
  const { dealerId, documentId } = file;
  const own = (await ports.table.lists.query({ dealerId })).filter((list) => list.documentId === documentId);
  await retireList(file, ports);
  const before = lists.filter((list) =>
    own.some(
      ({ brand, modelYear, market }) =>
        list.brand === brand && list.modelYear === modelYear && list.market === market,
    ),
  );
  for (const each of new Set(before.map((list) => list.documentId))) {
    if (each === documentId || (await restoreList({ ...file, documentId: each }, ports))) continue;
    const cause = `taken back: ${documentId} of ${file.at}`;
    const { name } = await rerunDocument(each, { dealerId, from: 'match', cause }, ports);
    await ports.acts.untilEnded('price-list', name);
  }
};

const withoutSheet = (book: BookInForce, documentId: string): BookInForce => ({
  ...book,
  sheets: book.sheets?.filter((sheet) => sheet.documentId !== documentId),
});

/** The book without the file; null where there is none then. */
const bookBack = (held: BookInForce, file: Back, { books }: Stood): BookInForce | null => {
  if (held.documentId !== file.documentId) return withoutSheet(held, file.documentId);
  const before = books.find(({ brand, modelYear }) => brand === held.brand && modelYear === held.modelYear);
  return before ? withoutSheet(before, file.documentId) : null;
};

const booksBack = async (file: Back, stood: Stood, ports: DeskPorts): Promise<void> => {
  for (const held of await ports.table.books.query({ dealerId: file.dealerId })) {
    const documents = [held, ...(held.sheets ?? [])].map(({ documentId }) => documentId);
    if (!documents.includes(file.documentId)) continue;
    const before = bookBack(held, file, stood);
    if (before) await putInPlaceOf(held, { ...before, change: (held.change ?? 0) + 1 }, ports);
    else await ports.table.books.remove(held);
  }
  await workOutAnew(file.dealerId, ports);
};

/** What the sheet says holds no more, and what it had taken the place of does again. */
const stockBack = async (
  { dealerId, documentId }: Back,
  { stockKey }: Stood,
  ports: DeskPorts,
): Promise<void> => {
  const isKept = stockKey !== undefined && (await ports.artefacts.head(stockKey));
  const before = isKept ? await readJson(ports.artefacts, stockKey, z.array(StockRecord)) : [];
  await unsay({ dealerId, documentId, before }, ports);
};

/** What the file brought is in force no more, and it is asked again what it is. */
export const fileBack: TakingBack = async (step, { dealerId, by, at }, ports) => {
  const { documentId, stood } = step as unknown as { documentId: string; stood: Stood };
  const { documents } = ports.table;
  const file = await documents.get({ dealerId, documentId });
  const said = file?.saidToBe;
  if (!file || (said && (said.by !== by || said.at !== at))) throw changed(file?.name ?? documentId, said);
  return async () => {
    const back = { dealerId, documentId, by, at };
    await listsBack(back, stood, ports);
    await booksBack(back, stood, ports);
    await stockBack(back, stood, ports);
    await documents.patchIf({ dealerId, documentId }, { saidToBe: stood.saidToBe ?? null });
    await readAgain(file, `taken back: answer of ${at}`, ports);
  };
};
