import type { Reason } from '#contracts/reason.ts';
import type { ListIdentity, RunState } from '#contracts/state.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import { groupsForAds } from '#marketplace/ad-groups.ts';
import type { Listing, Marketplace } from '#marketplace/marketplace.ts';
import { matchBehind } from '#marketplace/scored-listing.ts';
import { writeEach } from '#shared/in-chunks.ts';
import type { Ports } from '#shared/ports.ts';
import type { AdLedgerEntry } from '#shared/table/feed-records.ts';
import type { Offer } from '#shared/table/records.ts';
import type { ListToJudge } from './read-list.ts';
import { type JudgedList, rowBox } from './review/waiting-products.ts';

/** The Id of the ad that stands for a listing; null where there is none. */
export type AdIds = (listing: Listing) => string | null;

const codesOf = (group: Listing[]): string[] => group.map(({ extracted }) => extracted.modelCode);

interface Claim {
  group: Listing[];
  adId: string;
  shared: number;
}

type KnownCodes = Map<string, { code: string; entry: AdLedgerEntry }[]>;

const knownCodes = (ledger: AdLedgerEntry[]): KnownCodes =>
  Map.groupBy(
    ledger.flatMap((entry) => [...new Set(entry.codes)].map((code) => ({ code, entry }))),
    ({ code }) => code,
  );

const claimsOf = (group: Listing[], known: KnownCodes): Claim[] => {
  const { brand, modelYear } = group[0]?.extracted ?? {};
  const shared = codesOf(group)
    .flatMap((code) => known.get(code) ?? [])
    .filter(({ entry }) => entry.brand === brand && entry.modelYear === modelYear);
  const byEntry = Map.groupBy(shared, ({ entry }) => entry);
  return [...byEntry].map(([{ adId }, { length }]) => ({ group, adId, shared: length }));
};

/** Who may go on with an ad: of several groups the one that holds most of its codes. */
const claimsOn = (groups: Listing[][], ledger: AdLedgerEntry[]): Claim[] => {
  const known = knownCodes(ledger);
  return groups
    .flatMap((group) => claimsOf(group, known))
    .sort((one, other) => other.shared - one.shared || (one.adId < other.adId ? -1 : 1));
};

/** The first Id of its own codes that is free, else one beside it. */
const newId = (group: Listing[], taken: Set<string>, { adId }: Marketplace): string | null => {
  const own = group.flatMap((listing) => adId(listing) ?? []);
  const free = own.find((id) => !taken.has(id));
  if (free || own[0] === undefined) return free ?? null;
  let next = 2;
  while (taken.has(`${own[0]}-${next}`)) next += 1;
  return `${own[0]}-${next}`;
};

const idsByGroup = (groups: Listing[][], ledger: AdLedgerEntry[], marketplace: Marketplace) => {
  const taken = new Set(ledger.map(({ adId }) => adId));
  const given = new Set<string>();
  const ids = new Map<Listing[], string | null>();
  const give = (group: Listing[], id: string | null) => {
    ids.set(group, id);
    if (id) given.add(id) && taken.add(id);
  };
  for (const { group, adId } of claimsOn(groups, ledger))
    if (!ids.has(group) && !given.has(adId)) give(group, adId);
  for (const group of groups) if (!ids.has(group)) give(group, newId(group, taken, marketplace));
  return ids;
};

/** The Ids of a list's ads, and what the ledger must know of them. */
interface IdsOfList {
  adIds: AdIds;
  ledger: Omit<AdLedgerEntry, 'dealerId'>[];
}

const entryOf = (group: Listing[], adId: string | null): IdsOfList['ledger'] => {
  const { brand, modelYear } = group[0]?.extracted ?? {};
  return adId && brand && modelYear ? [{ adId, brand, modelYear, codes: codesOf(group) }] : [];
};

/**
 * The Ids of a list's ads. An ad for one code bears the code's own. An ad for several goes on under the Id by
 * which the ledger knows any of its codes, also when the code that it is named after has left the list.
 */
export const adIdsOf = (
  { listings, dealer, adLedger }: Pick<ListToJudge, 'listings' | 'dealer' | 'adLedger'>,
  marketplace: Marketplace,
): IdsOfList => {
  if (dealer.adPer === 'code') return { adIds: marketplace.adId, ledger: [] };
  const ids = idsByGroup(groupsForAds(listings, dealer), adLedger, marketplace);
  const byListing = new Map(
    [...ids].flatMap(([group, id]) => group.map((listing) => [listing, id] as const)),
  );
  return {
    adIds: (listing) => byListing.get(listing) ?? null,
    ledger: [...ids].flatMap(([group, id]) => entryOf(group, id)),
  };
};

type OfferPorts = Pick<Ports, 'table'>;

const listOf = ({ lists }: RunState, { brand, modelYear }: ValidatedProduct): ListIdentity | undefined =>
  lists.find((list) => list.brand === brand && list.modelYear === modelYear);

const listedIn = ({ extracted, matched }: Listing): Offer['listed'] => {
  const { price, normalized, model, color, springOnly } = extracted;
  const { package: kit, engine, trackLengthMm: trackLength } = normalized;
  return {
    ...{ price, family: normalized.family ?? model, color },
    machine: { model, package: kit, engine, trackLength, springOnly },
    match: matchBehind(matched),
  };
};

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
      ...(product.derivation && { derivation: product.derivation }),
      listed: listedIn(listings[index] as Listing),
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
interface ListedOffers {
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

/** Writes what the run offers of one list, and gives what it has carried over. */
const putListed = async (
  list: ListIdentity,
  listed: ListedOffers,
  state: RunState,
  order: string,
  ports: OfferPorts,
): Promise<Offer[]> => {
  const offers = listed.offers.filter(belongsTo(list));
  const missing = await carriedOver(list, { ...listed, offers }, state, order, ports);
  await putOffers([...offers, ...missing], ports);
  return missing;
};

/** Writes a run's offers in a channel beside the first, whose own put the list in force afterwards. */
export const writeOffersBeside = async (
  listed: ListedOffers,
  state: RunState,
  order: string,
  ports: OfferPorts,
): Promise<void> => {
  for (const list of state.lists)
    if (!(await isOvertaken(state.dealerId, list, order, ports)))
      await putListed(list, listed, state, order, ports);
};

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
    carried.push(...(await putListed(list, listed, state, order, ports)));
    written = (await putInForce(state, list, order, ports)) || written;
  }
  const { offersRevision } = await ports.table.states.add(
    { dealerId: state.dealerId },
    { offersRevision: 1 },
  );
  return written ? { revision: offersRevision, carried } : null;
};
