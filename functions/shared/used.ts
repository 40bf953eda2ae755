import { moscowMinute } from './moscow-time.ts';
import type { Ports } from './ports.ts';
import { MAY_BE_LATE } from './table/collection.ts';
import type { Used } from './table/plan-records.ts';

const SECONDS_A_DAY = 24 * 60 * 60;
/** A year is looked back on. */
const KEPT_DAYS = 400;

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
  const ttl = Math.floor(now.getTime() / 1000) + KEPT_DAYS * SECONDS_A_DAY;
  await table.used.put({ ...piece, kind, period: monthOf(now), ttl });
};

/** Writes down a file that has come. */
export const noteFile = ({ dealerId, unit, amount }: Piece, { table }: Pick<Ports, 'table'>): Promise<void> =>
  table.used.put({ dealerId, kind: 'bytes', period: 'ever', unit, amount });

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

/** How many products stand on the lists that a dealer has in force. */
export const productsInForce = async (dealerId: string, { table }: Pick<Ports, 'table'>): Promise<number> => {
  const lists = (await table.lists.query({ dealerId })).filter(({ retired }) => !retired);
  const keys = lists.map(({ documentId }) => ({ dealerId, documentId }));
  const documents = await table.documents.getAll(keys, MAY_BE_LATE);
  return documents.reduce((sum, { counts }) => sum + (counts?.products ?? 0), 0);
};
