import type { Box } from '#contracts/box.ts';
import type { ListIdentity, RunState } from '#contracts/state.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { unionOf } from '#pages/box.ts';
import { writeEach } from '#shared/in-chunks.ts';
import type { Ports } from '#shared/ports.ts';
import { reviewSubject } from '#shared/review-items.ts';
import type { Offer, ReviewItem } from '#shared/table/records.ts';
import { basisOf } from './apply-answers.ts';

/** A list as its run has judged it, and its place in the order of lists. */
export interface JudgedList {
  state: RunState;
  products: readonly ValidatedProduct[];
  /** Of the same rows, in their order. */
  listings: readonly Listing[];
  order: string;
  /** ISO, UTC. */
  at: string;
}

/** The smallest box around all values of a row, its section's title apart; null where the row has no place on a page. */
export const rowBox = ({ extracted: { cells } }: Listing): Box | null => {
  const { section: _title, ...ofTheRow } = cells;
  const boxes = Object.values(ofTheRow);
  return boxes.length === 0 ? null : unionOf(boxes);
};

const itemOf = (
  product: ValidatedProduct,
  listing: Listing,
  { state, order, at }: JudgedList,
): ReviewItem => {
  const { modelCode, page, reasons, ad } = product;
  const [brand, modelYear, kind] = [product.brand ?? '', product.modelYear ?? 0, 'product' as const];
  const list = state.lists.find((each) => each.brand === brand && each.modelYear === modelYear);
  return {
    dealerId: state.dealerId,
    subject: reviewSubject({ brand, modelYear, modelCode, kind }),
    ...{ kind, brand, modelYear, market: list?.market ?? '', modelCode },
    ...(ad && { adId: ad.id }),
    reasons,
    candidates: listing.matched.candidates.map(({ name }) => name),
    proposed: basisOf(listing),
    documentId: state.documentId,
    document: state.inbox.name,
    ...{ page, box: rowBox(listing), order, status: 'open', openedAt: at, updatedAt: at },
  };
};

/** A machine that may stand on a part of the list that nobody could read: it has no place. */
const unseenItem = (offer: Offer, { state, order, at }: JudgedList): ReviewItem => {
  const { dealerId, brand, modelYear, market, modelCode, adId, reasons, documentId } = offer;
  const kind = 'product' as const;
  return {
    ...{ dealerId, subject: reviewSubject({ brand, modelYear, modelCode, kind }), kind },
    ...{ brand, modelYear, market, modelCode, ...(adId && { adId }), reasons, candidates: [], proposed: '' },
    ...{ documentId, document: state.inbox.name, page: null, box: null },
    ...{ order, status: 'open', openedAt: at, updatedAt: at },
  };
};

/** One item a machine, also where its code stands in several rows. */
const itemsOf = (list: JudgedList, carried: readonly Offer[]): ReviewItem[] => {
  const waiting = list.products.flatMap((product, at) =>
    product.verdict === 'review' ? itemOf(product, list.listings[at] as Listing, list) : [],
  );
  const listed = new Set(list.products.map(({ modelCode }) => modelCode));
  const unseen = carried.filter(({ modelCode, verdict }) => verdict === 'review' && !listed.has(modelCode));
  const items = [...unseen.map((offer) => unseenItem(offer, list)), ...waiting];
  return [...new Map(items.map((item) => [item.subject, item])).values()];
};

/** Items of the lists this run speaks for; of those without a brand or a year, what its own document left. */
const isOf = ({ state }: JudgedList, { kind, brand, modelYear, market, documentId }: ReviewItem): boolean =>
  kind === 'product' &&
  (documentId === state.documentId ||
    state.lists.some(
      (list) => list.brand === brand && list.modelYear === modelYear && list.market === market,
    ));

type QueuePorts = Pick<Ports, 'table'>;

const putUnlessNewer = (item: ReviewItem, { table }: QueuePorts): Promise<boolean> =>
  table.reviews.putIf(
    item,
    (stored, { notExists, lte }) => `${notExists(stored.order)} OR ${lte(stored.order, item.order)}`,
  );

/** What must be written: what waits, as long as it has been waiting, and items whose reason is gone. */
const changesOf = (list: JudgedList, waitingNow: ReviewItem[], standing: ReviewItem[]): ReviewItem[] => {
  const known = new Map(standing.map((item) => [item.subject, item]));
  const items = waitingNow.map((item) => {
    const before = known.get(item.subject);
    return before?.status === 'open' ? { ...item, openedAt: before.openedAt } : item;
  });
  const waiting = new Set(items.map(({ subject }) => subject));
  const gone = standing.filter(
    (item) => item.status === 'open' && isOf(list, item) && !waiting.has(item.subject),
  );
  const closed = gone.map((item) => ({
    ...item,
    ...{ status: 'closed' as const, order: list.order, updatedAt: list.at },
  }));
  return [...items, ...closed];
};

/** A document may hold several lists: those that newer ones have overtaken ask and answer nothing. */
const standingLists = async (
  { state, order }: JudgedList,
  { table }: QueuePorts,
): Promise<ListIdentity[]> => {
  const { dealerId, lists } = state;
  const inForce = await Promise.all(lists.map((list) => table.lists.get({ dealerId, ...list })));
  return lists.filter((_, at) => (inForce[at]?.order ?? '') <= order);
};

const isOfLists =
  (lists: readonly ListIdentity[]) =>
  ({ brand, modelYear, market }: ReviewItem): boolean =>
    !brand ||
    !modelYear ||
    lists.some((list) => list.brand === brand && list.modelYear === modelYear && list.market === market);

/**
 * Brings the review queue up to date with a list that is in force: opens what waits, what was carried over from the
 * list before too, and closes what waits no more.
 */
export const queueWaiting = async (
  list: JudgedList,
  carried: readonly Offer[],
  ports: QueuePorts,
): Promise<void> => {
  const lists = await standingLists(list, ports);
  const state = { ...list.state, lists };
  const items = itemsOf(list, carried).filter(isOfLists(lists));
  const standing = await ports.table.reviews.query({ dealerId: state.dealerId });
  const changes = changesOf({ ...list, state }, items, standing);
  await writeEach(changes, (item) => putUnlessNewer(item, ports));
};
