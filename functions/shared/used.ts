import { keptUntil } from '#reference/retention.ts';
import { sha256 } from './hash.ts';
import { moscowMinute } from './moscow-time.ts';
import type { Ports } from './ports.ts';
import { MAY_BE_LATE } from './table/collection.ts';
import type { Used } from './table/plan-records.ts';

/** The month of a moment, in Moscow. */
export const monthOf = (at: Date): string => moscowMinute(at.toISOString()).slice(0, '2026-11'.length);

type Piece = Pick<Used, 'dealerId' | 'unit' | 'amount'>;
type UsePorts = Pick<Ports, 'table' | 'clock'>;

/** Writes down what a piece of work has used this month; told again, it counts once. */
export const noteUsed = async (
  kind: 'pages' | 'tokens',
  piece: Piece,
  { table, clock }: UsePorts,
): Promise<void> => {
  const now = clock();
  const ttl = keptUntil('used', now);
  await table.used.put({ ...piece, kind, period: monthOf(now), ttl });
};

/** The period of what is there, whenever it came. */
export const HELD = 'held';

/** An object of the inbox, and whose. */
interface HeldFile {
  dealerId: string;
  documentId: string;
  inbox: { key: string; bytes: number };
}

/** Of the files that are held each counts by its name: a newer one takes the place of the one before it. */
export const unitOfFile = (key: string): string => sha256(key);

const heldOf = ({ dealerId, documentId: by, inbox: { key, bytes } }: HeldFile): Used => ({
  ...{ dealerId, kind: 'bytes', period: HELD, unit: unitOfFile(key), amount: bytes, by },
});

/** Writes down a file that is held from now on. */
export const noteFile = (file: HeldFile, { table }: Pick<Ports, 'table'>): Promise<void> =>
  table.used.put(heldOf(file));

/** The same of a file that is read once more, since it may have been refused before, unless a newer one of its name has come. */
export const noteFileAgain = async (file: HeldFile, { table }: Pick<Ports, 'table'>): Promise<void> => {
  await table.used.putIf(heldOf(file), (stored, { notExists }) => notExists(stored.unit));
};

/** Takes a file that was refused from those that are held, unless a newer one of its name has come. */
export const forgetFile = async (
  { dealerId, documentId, inbox: { key } }: HeldFile,
  { table }: Pick<Ports, 'table'>,
): Promise<void> => {
  const held = { dealerId, kind: 'bytes' as const, period: HELD, unit: unitOfFile(key) };
  await table.used.removeIf(held, ({ by }, { eq }) => eq(by, documentId));
};

/** What a dealer has used of something, but for one piece of work. */
export const usedBeside = async (
  { dealerId, kind, period }: Pick<Used, 'dealerId' | 'kind' | 'period'>,
  unit: string | null,
  { table }: Pick<Ports, 'table'>,
): Promise<number> => {
  let sum = 0;
  for await (const piece of table.used.stream({ dealerId, kind, period }))
    if (piece.unit !== unit) sum += piece.amount;
  return sum;
};

/** The lists that a dealer has in force. */
export const listsInForce = async (dealerId: string, { table }: Pick<Ports, 'table'>) =>
  (await table.lists.query({ dealerId })).filter(({ retired }) => !retired);

/** How many products stand on those lists; a file with several of them counts once. */
export const productsOn = async (
  lists: readonly { dealerId: string; documentId: string }[],
  { table }: Pick<Ports, 'table'>,
): Promise<number> => {
  const keys = lists.map(({ dealerId, documentId }) => ({ dealerId, documentId }));
  const documents = await table.documents.getAll(keys, MAY_BE_LATE);
  return documents.reduce((sum, { counts }) => sum + (counts?.products ?? 0), 0);
};
