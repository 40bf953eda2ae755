import * as z from 'zod';
import { type Rejection, rejected } from '#contracts/outcome.ts';
import { reason } from '#messages/reason.ts';
import type { Ports } from '#shared/ports.ts';
import { behind } from '#shared/run.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import type { DocumentRecord, ListInForce } from '#shared/table/records.ts';
import type { Actor } from '../acts.ts';
import { newestFeed } from '../feeds/feed.ts';
import type { DeskPorts } from '../ports.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { showLists } from './lists-of.ts';

/** A list of a dealer that a person speaks of, and who it is. */
interface ListByHand {
  dealerId: string;
  documentId: string;
  by: string;
  at: string;
}

const headsOf = async ({ dealerId, documentId }: ListByHand, { table }: Pick<Ports, 'table'>) =>
  (await table.lists.query({ dealerId })).filter((head) => head.documentId === documentId);

const NOT_IN_FORCE = rejected(reason('not-in-force'));

const putRetired = (
  { retired: _, ...head }: ListInForce,
  { by, at }: ListByHand,
  { table }: Pick<Ports, 'table'>,
): Promise<boolean> =>
  table.lists.putIf({ ...head, order: behind(head.order), retired: { by, at } }, (stored, { eq }) =>
    eq(stored.order, head.order),
  );

/** Also where a run puts the list in force anew at that very moment; another list in its place stands. */
const retireHead = async (
  head: ListInForce,
  list: ListByHand,
  ports: Pick<Ports, 'table'>,
): Promise<void> => {
  if (await putRetired(head, list, ports)) return;
  const now = await ports.table.lists.get(head);
  if (now?.documentId === list.documentId && !now.retired) await retireHead(now, list, ports);
};

/**
 * Takes a list out of force: none takes its place, so its machines are gone as if a newer list named none of them. A
 * newer list of the same kind, or the same file dropped again, is in force as ever. The feed is still to be built.
 */
export const retireList = async (
  list: ListByHand,
  ports: Pick<Ports, 'table'>,
): Promise<Rejection | null> => {
  const heads = (await headsOf(list, ports)).filter(({ retired }) => !retired);
  if (heads.length === 0) return NOT_IN_FORCE;
  for (const head of heads) await retireHead(head, list, ports);
  await ports.table.states.add({ dealerId: list.dealerId }, { offersRevision: 1 });
  return null;
};

const isIn =
  ({ lists = [] }: DocumentRecord) =>
  ({ brand, modelYear, market }: ListInForce): boolean =>
    lists.some((list) => list.brand === brand && list.modelYear === modelYear && list.market === market);

const NEVER_JUDGED = rejected(reason('never-judged'));

const IN_FORCE = rejected(reason('in-force'));

/**
 * Lets a list stand behind the one that is in force, so that its next run puts it in force; a list that comes later
 * wins over it as over any other. The run is still to be started, from match.
 */
export const restoreList = async (
  { dealerId, documentId, by, at }: ListByHand,
  { table }: Pick<Ports, 'table'>,
): Promise<Rejection | null> => {
  const document = await table.documents.get({ dealerId, documentId });
  if (!document?.artefacts?.extracted || !document.lists?.length) return NEVER_JUDGED;
  const heads = (await table.lists.query({ dealerId })).filter(isIn(document));
  if (heads.length > 0 && heads.every((head) => head.documentId === documentId && !head.retired))
    return IN_FORCE;
  const after =
    heads
      .map(({ order }) => order)
      .toSorted()
      .at(-1) ?? '';
  const printed = document.restored?.printed ?? document.order ?? '';
  await table.documents.patchIf({ dealerId, documentId }, { restored: { after, printed, by, at } });
  return null;
};

/** A list that a person speaks of: by its document's id or the beginning of that, or by its file's name. */
export const ListNamed = z.strictObject({
  dealerId: z.string(),
  list: z.string(),
  why: z.string().default(''),
});
type ListNamed = z.infer<typeof ListNamed>;

const idOf = async ({ dealerId, list }: ListNamed, ports: DeskPorts): Promise<string> => {
  const meant = (await showLists(dealerId, ports)).filter(
    ({ documentId, document }) => document === list || documentId.startsWith(list),
  );
  const ids = [...new Set(meant.map(({ documentId }) => documentId))];
  if (ids[0] && ids.length === 1) return ids[0];
  throw new Refusal(
    ids.length === 0
      ? reason('list-unknown', { dealerId, list })
      : reason('list-ambiguous', { dealerId, list, ids }),
  );
};

const onWord =
  (action: string, effect: typeof retireList) =>
  async (actor: Actor, wish: ListNamed, ports: DeskPorts): Promise<FeedVersion | null> => {
    const { dealerId, why } = wish;
    const documentId = await idOf(wish, ports);
    const deed = { dealerId, action, subject: documentId, details: { why } };
    await ports.acts.perform(actor, deed, async ({ who: by, at }) => {
      orRefuse((await effect({ dealerId, documentId, by, at }, ports)) ?? {});
    });
    return newestFeed(dealerId, ports);
  };

/** `retireList` on a person's word; gives the feed that comes of it, which passes the guard like any other. */
export const takeListOut = onWord('list.retire', retireList);

/** `restoreList` on a person's word; gives the feed that comes of it, which passes the guard like any other. */
export const putListBack = onWord('list.restore', restoreList);
