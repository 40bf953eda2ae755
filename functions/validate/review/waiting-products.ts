import type { Box } from '#contracts/box.ts';
import type { ListIdentity, RunState } from '#contracts/state.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { unionOf } from '#pages/box.ts';
import { writeEach } from '#shared/in-chunks.ts';
import { LongList } from '#shared/long-list.ts';
import type { Ports } from '#shared/ports.ts';
import { reviewSubject } from '#shared/review-items.ts';
import type { Offer, ReviewItem } from '#shared/table/records.ts';
import type { JudgedRow } from '../validate-products.ts';
import { basisOf } from './apply-answers.ts';

/** A list as its run has judged it, and its place in the order of lists. */
export interface JudgedList {
  state: RunState;
  rows: Iterable<JudgedRow>;
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

/** Offers of the list before. */
interface Carried extends Iterable<Offer> {
  length: number;
}

const codesIn = ({ rows }: JudgedList): Set<string> =>
  new Set(Iterator.from(rows).map(({ product }) => product.modelCode));

/** The items of all that waits; of a machine there may be several. */
function* waitingItems(list: JudgedList, carried: Carried): Generator<ReviewItem> {
  const listed = carried.length > 0 ? codesIn(list) : null;
  for (const offer of carried)
    if (offer.verdict === 'review' && !listed?.has(offer.modelCode)) yield unseenItem(offer, list);
  for (const { product, listing } of list.rows)
    if (product.verdict === 'review') yield itemOf(product, listing, list);
}

/** Items of what waits, of a machine the last where its code stands in several rows. */
class Waiting implements Disposable {
  readonly #items = new LongList<ReviewItem>();
  readonly #lastOf = new Map<string, number>();

  add(item: ReviewItem): void {
    this.#lastOf.set(item.subject, this.#items.length);
    this.#items.add(item);
  }

  has(subject: string): boolean {
    return this.#lastOf.has(subject);
  }

  *[Symbol.iterator](): Generator<ReviewItem> {
    let at = 0;
    for (const item of this.#items) if (this.#lastOf.get(item.subject) === at++) yield item;
  }

  [Symbol.dispose](): void {
    this.#items[Symbol.dispose]();
  }
}

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

/** Items that stand open: since when, and those of the list of which none waits any more. */
const standingItems = async (
  list: JudgedList,
  waiting: Waiting,
  gone: LongList<ReviewItem>,
  { table }: QueuePorts,
): Promise<ReadonlyMap<string, string>> => {
  const openedAt = new Map<string, string>();
  for await (const item of table.reviews.stream({ dealerId: list.state.dealerId })) {
    if (item.status !== 'open') continue;
    if (waiting.has(item.subject)) openedAt.set(item.subject, item.openedAt);
    else if (isOf(list, item)) gone.add(item);
  }
  return openedAt;
};

/** What must be written: what waits, as long as it has been waiting, and items whose reason is gone. */
function* changesOf(
  list: JudgedList,
  waiting: Waiting,
  openedAt: ReadonlyMap<string, string>,
  gone: Iterable<ReviewItem>,
): Generator<ReviewItem> {
  for (const item of waiting) yield { ...item, openedAt: openedAt.get(item.subject) ?? item.openedAt };
  const { order, at: updatedAt } = list;
  for (const item of gone) yield { ...item, status: 'closed', order, updatedAt };
}

/**
 * Brings the review queue up to date with a list that is in force: opens what waits, what was carried over from the
 * list before too, and closes what waits no more.
 */
export const queueWaiting = async (given: JudgedList, carried: Carried, ports: QueuePorts): Promise<void> => {
  const lists = await standingLists(given, ports);
  const list = { ...given, state: { ...given.state, lists } };
  using scratch = new DisposableStack();
  const [waiting, gone] = [scratch.use(new Waiting()), scratch.use(new LongList<ReviewItem>())];
  for (const item of waitingItems(given, carried)) if (isOfLists(lists)(item)) waiting.add(item);
  const openedAt = await standingItems(list, waiting, gone, ports);
  await writeEach(changesOf(list, waiting, openedAt, gone), (item) => putUnlessNewer(item, ports));
};
