import { groupsForAds } from '#marketplace/ad-groups.ts';
import type { Listing, Marketplace } from '#marketplace/marketplace.ts';
import type { AdLedgerEntry } from '#shared/table/records.ts';
import type { ListToJudge } from './read-list.ts';

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
export interface IdsOfList {
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
