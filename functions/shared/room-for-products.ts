import type { Reason } from '#contracts/reason.ts';
import type { ListIdentity, RunState } from '#contracts/state.ts';
import { full } from './beyond-plan.ts';
import { planOf } from './plans.ts';
import type { Ports } from './ports.ts';
import type { ComingList, ComingLists } from './table/plan-records.ts';
import type { ListInForce } from './table/records.ts';
import { listsInForce } from './used.ts';

type RoomPorts = Pick<Ports, 'table'>;

/** What a dealer has in force, and what has passed the door and will be. */
interface Standing {
  inForce: readonly ListInForce[];
  coming: readonly ComingList[];
  productsOf(documentId: string): number;
}

const identityOf = ({ brand, modelYear, market }: ListIdentity): string => `${brand}#${modelYear}#${market}`;

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, one) => total + one, 0);

/** Products on lists; a file with several of them counts once. */
const productsOn = (lists: readonly ListInForce[], { productsOf }: Standing): number =>
  sum([...new Set(lists.map(({ documentId }) => documentId))].map(productsOf));

/** By how many products more are in force once a list has taken its place. */
const growthBy = ({ lists, products }: ComingList, standing: Standing): number => {
  const replaced = standing.inForce.filter((list) => lists.includes(identityOf(list)));
  return Math.max(0, products - productsOn(replaced, standing));
};

const documentsOf = (dealerId: string, ids: readonly string[], { table }: RoomPorts) =>
  table.documents.getAll([...new Set(ids)].map((documentId) => ({ dealerId, documentId })));

/**
 * What stands, beside those lists that were let in. Whether they are worked on still is read before what is in force: one
 * that ends meanwhile is found in either. What a document has is told by its record once its run has ended.
 */
const standingOf = async (
  dealerId: string,
  letIn: readonly ComingList[],
  ports: RoomPorts,
): Promise<Standing> => {
  const documents = await documentsOf(
    dealerId,
    letIn.map(({ documentId }) => documentId),
    ports,
  );
  const atWork = new Set(
    documents.flatMap(({ status, documentId }) => (status === 'processing' ? [documentId] : [])),
  );
  const inForce = await listsInForce(dealerId, ports);
  const ids = inForce.map(({ documentId }) => documentId);
  const told = new Map(
    (await documentsOf(dealerId, ids, ports)).map(({ documentId, counts }) => [documentId, counts?.products]),
  );
  const read = new Map(letIn.map(({ documentId, products }) => [documentId, products]));
  const isUntold = (documentId: string) => told.has(documentId) && told.get(documentId) === undefined;
  return {
    inForce,
    coming: letIn.filter(({ documentId }) => atWork.has(documentId) || isUntold(documentId)),
    productsOf: (documentId) => told.get(documentId) ?? read.get(documentId) ?? 0,
  };
};

/** How many products are in force once all that has come is; of files of the same lists the largest counts. */
const together = (coming: readonly ComingList[], standing: Standing): number => {
  const bySame = Map.groupBy(coming, ({ lists }) => lists.join());
  const growths = [...bySame.values()].map((same) => Math.max(...same.map((one) => growthBy(one, standing))));
  return productsOn(standing.inForce, standing) + sum(growths);
};

/** Keeps what was decided, unless another list was let in since what it was decided by was read. */
const keep = (now: ComingLists, ports: RoomPorts): Promise<boolean> =>
  ports.table.comingLists.putIf(now, (stored, { notExists, eq }) =>
    now.revision === 1 ? notExists(stored.revision) : eq(stored.revision, now.revision - 1),
  );

const asComing = ({ documentId, lists, counts: { products } }: RunState): ComingList => ({
  ...{ documentId, products },
  lists: lists.map(identityOf).sort(),
});

/**
 * Why a list that was read is not put in force, by the dealer's plan; null where it is let in. One with no more products
 * than those whose place it takes passes whatever was used, and so does one that is in force and is read anew, for an
 * answer. Of several that are read at once each is judged with those that were let in before it, and none is refused
 * that alone has room.
 */
export const beyondProducts = async (state: RunState, ports: RoomPorts): Promise<Reason | null> => {
  const { dealerId, documentId } = state;
  const plan = await planOf(dealerId, ports);
  if (plan.products === null) return null;
  const own = asComing(state);
  // Who has to look again gave way to another that was let in: as often as others come, at most.
  for (;;) {
    const before = await ports.table.comingLists.get({ dealerId });
    const letIn = (before?.lists ?? []).filter((one) => one.documentId !== documentId);
    const standing = await standingOf(dealerId, letIn, ports);
    if (standing.inForce.some((list) => list.documentId === documentId)) return null;
    const lists = [...standing.coming, own];
    const used = together(lists, standing);
    if (used > plan.products && growthBy(own, standing) > 0) return full(plan, 'products', used);
    if (await keep({ dealerId, revision: (before?.revision ?? 0) + 1, lists }, ports)) return null;
  }
};
