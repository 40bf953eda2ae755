import type { Reason } from '#contracts/reason.ts';
import type { ListIdentity, RunState } from '#contracts/state.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { writeEach } from '#shared/in-chunks.ts';
import type { Ports } from '#shared/ports.ts';
import type { Offer } from '#shared/table/records.ts';
import { type JudgedList, rowBox } from './review/waiting-products.ts';

type OfferPorts = Pick<Ports, 'table'>;

const listOf = ({ lists }: RunState, { brand, modelYear }: ValidatedProduct): ListIdentity | undefined =>
  lists.find((list) => list.brand === brand && list.modelYear === modelYear);

/** The offers of a list's products; a product without brand or year is no offer, it waits in the artefact. */
export const offersOf = ({ state, products, listings, order, at }: JudgedList): Offer[] =>
  products.flatMap((product, index) => {
    const list = listOf(state, product);
    if (!list) return [];
    return {
      dealerId: state.dealerId,
      ...list,
      modelCode: product.modelCode,
      documentId: state.documentId,
      runId: state.runId,
      order,
      verdict: product.verdict,
      reasons: product.reasons,
      ...(product.ad && { adId: product.ad.id, ad: product.ad }),
      ...(product.rate && { rate: product.rate }),
      place: { page: product.page, box: rowBox(listings[index] as Listing) },
      updatedAt: at,
    };
  });

const isOvertaken = async (dealerId: string, list: ListIdentity, order: string, { table }: OfferPorts) => {
  const inForce = await table.lists.get({ dealerId, ...list });
  return inForce !== null && inForce.order > order;
};

const putOffer = (offer: Offer, { table }: OfferPorts): Promise<boolean> =>
  table.offers.putIf(
    offer,
    (stored, { notExists, lte }) => `${notExists(stored.order)} OR ${lte(stored.order, offer.order)}`,
  );

const putInForce = (
  state: RunState,
  list: ListIdentity,
  order: string,
  { table }: OfferPorts,
): Promise<boolean> =>
  table.lists.putIf(
    {
      dealerId: state.dealerId,
      ...list,
      sha256: state.sha256 ?? '',
      documentId: state.documentId,
      runId: state.runId,
      order,
      catalogueRevision: state.pins.catalogueRevision,
    },
    (stored, { notExists, lte }) => `${notExists(stored.order)} OR ${lte(stored.order, order)}`,
  );

const putOffers = (offers: Offer[], ports: OfferPorts) =>
  writeEach(offers, (offer) => putOffer(offer, ports));

const belongsTo = (list: ListIdentity) => (offer: Offer) =>
  offer.brand === list.brand && offer.modelYear === list.modelYear && offer.market === list.market;

/** What a list says of its machines, and whether what it does not name is gone. */
export interface ListedOffers {
  offers: Offer[];
  /** Why machines may stand on the list that nobody has seen there; null when all of it was read. */
  unseen: Reason | null;
}

/**
 * Offers in force that the new reading of the list lacks: a part of it could not be read, and they may stand
 * there. Each waits for a person under the new list, who is told why; its live ad stays meanwhile.
 */
const carriedOver = async (
  list: ListIdentity,
  { offers, unseen }: ListedOffers,
  state: RunState,
  order: string,
  { table }: OfferPorts,
): Promise<Offer[]> => {
  const inForce = unseen === null ? null : await table.lists.get({ dealerId: state.dealerId, ...list });
  if (unseen === null || !inForce) return [];
  const standing = (await table.offers.query({ dealerId: state.dealerId, ...list })).filter(belongsTo(list));
  const seen = new Set(offers.map(({ modelCode }) => modelCode));
  const missing = standing.filter((offer) => offer.order >= inForce.order && !seen.has(offer.modelCode));
  return missing.map(({ place: _ofAnotherList, ...offer }) => ({
    ...offer,
    documentId: state.documentId,
    runId: state.runId,
    order,
    verdict: offer.verdict === 'rejected' ? 'rejected' : 'review',
    reasons: [unseen],
  }));
};

/** What writing a list's offers came to. */
interface Written {
  /** Of the dealer's offers, the one that has them. */
  revision: number;
  /** Offers that were carried over from the list before. */
  carried: Offer[];
}

/**
 * Writes a list's offers and puts it in force; answers null where a newer list has overtaken all of it. Offers go first:
 * a feed built in between holds the old and the new ones, and never neither.
 */
export const writeOffers = async (
  listed: ListedOffers,
  state: RunState,
  order: string,
  ports: OfferPorts,
): Promise<Written | null> => {
  let written = state.lists.length === 0;
  const carried: Offer[] = [];
  for (const list of state.lists) {
    if (await isOvertaken(state.dealerId, list, order, ports)) continue;
    const offers = listed.offers.filter(belongsTo(list));
    const missing = await carriedOver(list, { ...listed, offers }, state, order, ports);
    await putOffers([...offers, ...missing], ports);
    carried.push(...missing);
    written = (await putInForce(state, list, order, ports)) || written;
  }
  const { offersRevision } = await ports.table.states.add(
    { dealerId: state.dealerId },
    { offersRevision: 1 },
  );
  return written ? { revision: offersRevision, carried } : null;
};
