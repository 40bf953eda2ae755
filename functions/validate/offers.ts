import type { Reason } from '#contracts/reason.ts';
import type { ListIdentity, RunState } from '#contracts/state.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import { groupsForAds, type InGroup, inGroup, variantOf } from '#marketplace/ad-groups.ts';
import type { Listing, Marketplace } from '#marketplace/marketplace.ts';
import { matchBehind } from '#marketplace/scored-listing.ts';
import { writeEach } from '#shared/in-chunks.ts';
import { LongList } from '#shared/long-list.ts';
import type { Ports } from '#shared/ports.ts';
import type { AdLedgerEntry } from '#shared/table/feed-records.ts';
import type { Offer } from '#shared/table/records.ts';
import type { RowsToJudge } from './read-list.ts';
import { type JudgedList, rowBox } from './review/waiting-products.ts';

/** The Id of the ad that stands for a listing; null where there is none. */
export type AdIds = (listing: Listing) => string | null;

/** A row as far as its ad's Id goes by it. */
interface Named extends InGroup, Pick<Listing['extracted'], 'brand' | 'modelYear'> {
  own: string | null;
}

const codesOf = (group: readonly Named[]): string[] => group.map(({ code }) => code);

interface Claim {
  group: Named[];
  adId: string;
  shared: number;
}

type KnownCodes = Map<string, { code: string; entry: AdLedgerEntry }[]>;

const knownCodes = (ledger: AdLedgerEntry[]): KnownCodes =>
  Map.groupBy(
    ledger.flatMap((entry) => [...new Set(entry.codes)].map((code) => ({ code, entry }))),
    ({ code }) => code,
  );

const claimsOf = (group: Named[], known: KnownCodes): Claim[] => {
  const { brand, modelYear } = group[0] ?? {};
  const shared = codesOf(group)
    .flatMap((code) => known.get(code) ?? [])
    .filter(({ entry }) => entry.brand === brand && entry.modelYear === modelYear);
  const byEntry = Map.groupBy(shared, ({ entry }) => entry);
  return [...byEntry].map(([{ adId }, { length }]) => ({ group, adId, shared: length }));
};

/** Who may go on with an ad: of several groups the one that holds most of its codes. */
const claimsOn = (groups: readonly Named[][], ledger: AdLedgerEntry[]): Claim[] => {
  const known = knownCodes(ledger);
  return groups
    .flatMap((group) => claimsOf(group, known))
    .sort((one, other) => other.shared - one.shared || (one.adId < other.adId ? -1 : 1));
};

/** The first Id of its own codes that is free, else one beside it. */
const newId = (group: readonly Named[], taken: Set<string>): string | null => {
  const all = group.flatMap(({ own }) => own ?? []);
  const free = all.find((id) => !taken.has(id));
  if (free || all[0] === undefined) return free ?? null;
  let next = 2;
  while (taken.has(`${all[0]}-${next}`)) next += 1;
  return `${all[0]}-${next}`;
};

const idsByGroup = (groups: readonly Named[][], ledger: AdLedgerEntry[]) => {
  const taken = new Set(ledger.map(({ adId }) => adId));
  const given = new Set<string>();
  const ids = new Map<Named[], string | null>();
  const give = (group: Named[], id: string | null) => {
    ids.set(group, id);
    if (id) given.add(id) && taken.add(id);
  };
  for (const { group, adId } of claimsOn(groups, ledger))
    if (!ids.has(group) && !given.has(adId)) give(group, adId);
  for (const group of groups) if (!ids.has(group)) give(group, newId(group, taken));
  return ids;
};

/** The Ids of a list's ads, and what the ledger must know of them. */
interface IdsOfList {
  adIds: AdIds;
  ledger: Omit<AdLedgerEntry, 'dealerId'>[];
}

const entryOf = (group: Named[], adId: string | null): IdsOfList['ledger'] => {
  const { brand, modelYear } = group[0] ?? {};
  return adId && brand && modelYear ? [{ adId, brand, modelYear, codes: codesOf(group) }] : [];
};

const namedIn = (
  { listings, dealer }: Pick<RowsToJudge, 'listings' | 'dealer'>,
  { adId }: Marketplace,
): Named[] => {
  const rows: Named[] = [];
  for (const listing of listings) {
    const { brand, modelYear } = listing.extracted;
    rows.push({ ...inGroup(listing, rows.length, dealer), brand, modelYear, own: adId(listing) });
  }
  return rows;
};

/**
 * The Ids of a list's ads. An ad for one code bears the code's own. An ad for several goes on under the Id by
 * which the ledger knows any of its codes, also when the code that it is named after has left the list.
 */
export const adIdsOf = (
  list: Pick<RowsToJudge, 'listings' | 'dealer' | 'adLedger'>,
  marketplace: Marketplace,
): IdsOfList => {
  if (list.dealer.adPer === 'code') return { adIds: marketplace.adId, ledger: [] };
  const groups = groupsForAds(namedIn(list, marketplace));
  const ids = idsByGroup([...groups.values()], list.adLedger);
  const byVariant = new Map([...ids].map(([group, id]) => [group[0]?.group, id]));
  return {
    adIds: (listing) => byVariant.get(variantOf(listing)) ?? null,
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
export function* offersOf({ state, rows, order, at }: JudgedList): Generator<Offer> {
  for (const { product, listing } of rows) {
    const list = listOf(state, product);
    if (!list) continue;
    yield {
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
      listed: listedIn(listing),
      place: { page: product.page, box: rowBox(listing) },
      updatedAt: at,
    };
  }
}

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

const belongsTo = (list: ListIdentity) => (offer: Offer) =>
  offer.brand === list.brand && offer.modelYear === list.modelYear && offer.market === list.market;

/** What a list says of its machines, and whether what it does not name is gone. */
interface ListedOffers {
  offers: Iterable<Offer>;
  /** Why machines may stand on the list that nobody has seen there; null when all of it was read. */
  unseen: Reason | null;
}

/**
 * Offers in force that the new reading of the list lacks: a part of it could not be read, and they may stand
 * there. Each waits for a person under the new list, who is told why; its live ad stays meanwhile.
 */
async function* carriedOver(
  list: ListIdentity,
  { offers, unseen }: ListedOffers,
  state: RunState,
  order: string,
  { table }: OfferPorts,
): AsyncGenerator<Offer> {
  const inForce = unseen === null ? null : await table.lists.get({ dealerId: state.dealerId, ...list });
  if (unseen === null || !inForce) return;
  const seen = new Set(Iterator.from(offers).map(({ modelCode }) => modelCode));
  for await (const offer of table.offers.stream({ dealerId: state.dealerId, ...list })) {
    if (!belongsTo(list)(offer) || offer.order < inForce.order || seen.has(offer.modelCode)) continue;
    const { place: _ofAnotherList, ...rest } = offer;
    const verdict = offer.verdict === 'rejected' ? 'rejected' : 'review';
    const { documentId, runId } = state;
    yield { ...rest, documentId, runId, order, verdict, reasons: [unseen] };
  }
}

/** What writing a list's offers came to. */
interface Written {
  /** Of the dealer's offers, the one that has them. */
  revision: number;
  /** Offers that were carried over from the list before; to be disposed of. */
  carried: LongList<Offer>;
}

/** Writes what the run offers of one list, and adds what it has carried over to what others have. */
const putListed = async (
  list: ListIdentity,
  { offers, unseen }: ListedOffers,
  state: RunState,
  order: string,
  carried: LongList<Offer>,
  ports: OfferPorts,
): Promise<void> => {
  const own = { [Symbol.iterator]: () => Iterator.from(offers).filter(belongsTo(list)) };
  using missing = new LongList<Offer>();
  for await (const offer of carriedOver(list, { offers: own, unseen }, state, order, ports))
    missing.add(offer);
  await writeEach(bothOf(own, missing), (offer) => putOffer(offer, ports));
  for (const offer of missing) carried.add(offer);
};

function* bothOf(one: Iterable<Offer>, other: Iterable<Offer>): Generator<Offer> {
  yield* one;
  yield* other;
}

/** Writes a run's offers in a channel beside the first, whose own put the list in force afterwards. */
export const writeOffersBeside = async (
  listed: ListedOffers,
  state: RunState,
  order: string,
  ports: OfferPorts,
): Promise<void> => {
  using carried = new LongList<Offer>();
  for (const list of state.lists)
    if (!(await isOvertaken(state.dealerId, list, order, ports)))
      await putListed(list, listed, state, order, carried, ports);
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
  using scratch = new DisposableStack();
  const carried = scratch.use(new LongList<Offer>());
  let written = state.lists.length === 0;
  for (const list of state.lists) {
    if (await isOvertaken(state.dealerId, list, order, ports)) continue;
    await putListed(list, listed, state, order, carried, ports);
    written = (await putInForce(state, list, order, ports)) || written;
  }
  const { offersRevision: revision } = await ports.table.states.add(
    { dealerId: state.dealerId },
    { offersRevision: 1 },
  );
  if (!written) return null;
  scratch.move();
  return { revision, carried };
};
