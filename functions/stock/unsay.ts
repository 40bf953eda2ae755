import { isDeepStrictEqual } from 'node:util';
import { type SaidValue, type SaidValues, standingOf } from '#contracts/stock.ts';
import { TransientFailure } from '#shared/errors.ts';
import type { Ports } from '#shared/ports.ts';
import type { StockRecord } from '#shared/table/records.ts';

type TablePorts = Pick<Ports, 'table'>;

/** A sheet that says nothing any more, and what was known when it was read. */
export interface Unsaid {
  dealerId: string;
  documentId: string;
  before: readonly StockRecord[];
}

/** A record as it is, and as it is without the sheet. */
interface Change {
  was: StockRecord;
  next: StockRecord;
}

const isNothing = ({ values }: Pick<StockRecord, 'values'>): boolean => Object.keys(values).length === 0;

/** Of each field that the sheet has filled what stood there before; whatever was said since stays. */
const valuesBack = (now: SaidValues, before: SaidValues, documentId: string): SaidValues => {
  const isUnsaid = ({ source }: SaidValue) => 'documentId' in source && source.documentId === documentId;
  const stood = new Map(Object.entries(before) as [string, SaidValue][]);
  const left = (Object.entries(now) as [string, SaidValue][]).flatMap(([field, said]) => {
    const one = isUnsaid(said) ? stood.get(field) : said;
    return one && !isUnsaid(one) ? [[field, one]] : [];
  });
  return Object.fromEntries(left);
};

/** Which piece and places have the code's own Id stays, unless no piece is left. */
const changesOf = (records: readonly StockRecord[], { documentId, before }: Unsaid): Change[] => {
  const stoodOf = ({ modelCode, piece }: StockRecord) =>
    before.find((each) => each.modelCode === modelCode && each.piece === piece);
  const all = records.map((was) => {
    const values = valuesBack(was.values, stoodOf(was)?.values ?? {}, documentId);
    return { was, next: { ...was, values } };
  });
  if (all.every(({ was, next }) => isDeepStrictEqual(was, next))) return [];
  if (all.some(({ next }) => next.piece && !isNothing(next))) return all;
  return all.map(({ was, next: { first: _, places: __, ...next } }) => {
    const { first, places } = stoodOf(was) ?? {};
    return { was, next: { ...next, ...(first && { first }), ...(places && { places }) } };
  });
};

/** False where somebody has said something meanwhile. */
const replace = ({ was, next }: Change, { table }: TablePorts): Promise<boolean> => {
  const isKept = !isNothing(next) || next.first !== undefined || next.places !== undefined;
  if (!isKept) return table.stock.removeIf(was, (stored, { eq }) => eq(stored.revision, was.revision));
  return table.stock.putIf({ ...next, revision: was.revision + 1 }, (stored, { eq }) =>
    eq(stored.revision, was.revision),
  );
};

const isSold = ({ values }: StockRecord): boolean => standingOf(values) === 'sold';

const unsayOnce = async (unsaid: Unsaid, ports: TablePorts): Promise<boolean> => {
  const { dealerId } = unsaid;
  const codes = Map.groupBy(await ports.table.stock.query({ dealerId }), ({ modelCode }) => modelCode);
  const changes = [...codes.values()]
    .flatMap((records) => changesOf(records, unsaid))
    .filter(({ was, next }) => !isDeepStrictEqual(was, next));
  if (changes.length === 0) return true;
  // What the sheet had brought back is sold again, and has to leave as whatever is sold.
  const isSoldAgain = changes.some(({ was, next }) => isSold(next) && !isSold(was));
  const counts = { offersRevision: 1, ...(isSoldAgain && { withdrawals: 1 }) };
  await ports.table.states.add({ dealerId }, counts);
  let isDone = true;
  for (const change of changes) if (!(await replace(change, ports))) isDone = false;
  await ports.table.states.add({ dealerId }, counts);
  return isDone;
};

const MOST_TRIES = 50;

/** Takes back what a sheet says: what was said before it holds again, and what was said since stays. The feed is still to be built. */
export const unsay = async (unsaid: Unsaid, ports: TablePorts): Promise<void> => {
  for (let tries = 0; tries < MOST_TRIES; tries++) if (await unsayOnce(unsaid, ports)) return;
  throw new TransientFailure('What is said of the stock changes all the time', { stage: 'stock' });
};
