import { COLUMNS, type Column } from '#contracts/extracted.ts';
import type { Reason } from '#contracts/reason.ts';
import { buyersName, groupsForAds, type InGroup, inGroup } from '#marketplace/ad-groups.ts';
import type { Listing, Namesake } from '#marketplace/marketplace.ts';
import { reason } from '#messages/reason.ts';
import { sha256 } from '#shared/hash.ts';
import type { Standards } from './validate-products.ts';

/** What the others of its list ask of a row: all that memory holds of each. */
interface Row extends InGroup {
  /** Its place in the list. */
  at: number;
  adId: string | null;
  /** What a buyer calls it. */
  name: string;
  isKeptOut: boolean;
  namesake: Namesake;
}

const namesakeOf = ({ extracted, matched: { avitoValues }, words }: Listing): Namesake => {
  const { normalized } = extracted;
  const columns = Object.fromEntries(COLUMNS.map((column) => [column, extracted[column]]));
  return {
    extracted: { ...(columns as Pick<typeof extracted, Column>), normalized },
    matched: { avitoValues },
    ...(words !== undefined && { words }),
  };
};

const rowOf = (listing: Listing, at: number, { marketplace, dealer, answerOf }: Standards): Row => ({
  ...inGroup(listing, at, dealer),
  at,
  adId: marketplace.adId(listing),
  name: buyersName(listing),
  isKeptOut: answerOf?.(listing.extracted)?.keptOut !== undefined,
  namesake: namesakeOf(listing),
});

const several = <Key>(rows: readonly Row[], keyOf: (row: Row) => Key | null): Row[][] => {
  const byKey = Map.groupBy(rows, keyOf);
  byKey.delete(null);
  return [...byKey.values()].filter((group) => group.length > 1);
};

const codesOf = (group: readonly Row[]): string[] => [...new Set(group.map(({ code }) => code))];

const pricesOf = (group: readonly Row[]): string[] => {
  const prices = group.map(({ namesake: { extracted } }) =>
    extracted.price ? `${extracted.price.amount} ${extracted.price.currency}` : 'no price',
  );
  return [...new Set(prices)];
};

/** Each row of a group bears its reason: of thousands that read alike none names all. */
const NAMED = 20;

/** The first of many codes; of more also how many, and what tells them from another group's with the same first ones. */
const namedCodes = (codes: readonly string[]) => ({
  codes: codes.slice(0, NAMED),
  ...(codes.length > NAMED && { moreCodes: codes.length - NAMED, codesHash: sha256(codes.join()) }),
});

/** The columns of the list in which the rows differ, the code apart: what the ads do not say. */
const differences = (group: readonly Row[]): Column[] =>
  COLUMNS.filter((column) => {
    const values = new Set(group.map(({ namesake }) => JSON.stringify(namesake.extracted[column])));
    return column !== 'modelCode' && values.size > 1;
  });

const reasoned = (
  groups: readonly Row[][],
  reasonOf: (group: readonly Row[]) => Reason,
): Map<number, Reason> =>
  new Map(
    groups.flatMap((group) => {
      const why = reasonOf(group);
      return group.map(({ at }) => [at, why] as const);
    }),
  );

const sameAd = (group: readonly Row[]): Reason =>
  reason('ad-repeated', { codes: codesOf(group), times: group.length, prices: pricesOf(group) });

const sameFace = (group: readonly Row[]): Reason =>
  reason('ads-alike', { ...namedCodes(codesOf(group)), columns: differences(group) });

const NONE: readonly Namesake[] = [];

/** By the places of rows. */
type Namesakes = ReadonlyMap<number, readonly Namesake[]>;

/** A list as a whole: who shares an ad, who is whose namesake, and who may not be published beside whom. */
export interface WholeList {
  /** The group of the row in that place, and the rows of it. */
  groupAt(at: number): { group: string; of: readonly { at: number }[] };
  namesakesOf(at: number): readonly Namesake[];
  /** Rows that would become the same ad: which of them is meant, only a person knows. */
  repeats: ReadonlyMap<number, Reason>;
  /** Rows whose ads read alike, the first of each group. */
  alikes: ReadonlyMap<number, Reason>;
}

/** Namesakes among those that ads are called by, by their places. */
const namesakesAmong = (firsts: readonly Row[]): Namesakes => {
  const byName = Map.groupBy(firsts, ({ name }) => name);
  return new Map(
    [...byName.values()].flatMap((rows) => {
      const namesakes = rows.map(({ namesake }) => namesake);
      return rows.map(({ at }) => [at, namesakes] as const);
    }),
  );
};

/** Told of each row beside its namesakes. */
type Hear = (listing: Listing, namesakes: readonly Namesake[]) => void;

/** What a buyer would read of the ads of these rows, the code apart: in memory its hash. */
const facesOf = (
  standing: readonly Row[],
  listings: Iterable<Listing>,
  namesakes: Namesakes,
  { marketplace, dealer }: Standards,
  hear: Hear,
): Map<number, string> => {
  const wanted = new Set(standing.map(({ at }) => at));
  const faces = new Map<number, string>();
  let at = 0;
  for (const listing of listings) {
    const own = namesakes.get(at) ?? NONE;
    const neighbours = { namesakes: own, variants: [] };
    if (wanted.has(at)) faces.set(at, sha256(marketplace.face(listing, dealer, neighbours)));
    hear(listing, own);
    at += 1;
  }
  return faces;
};

/** The groups whose ads read alike: the marketplace would block all but one. */
const alikesAmong = (standing: readonly Row[], faces: ReadonlyMap<number, string>): Row[][] =>
  several(standing, ({ at }) => faces.get(at) ?? null).filter((group) => codesOf(group).length > 1);

/**
 * Goes through a list twice: what its rows are called, and then what their ads say beside one another. `hear` is told of each
 * row at the second time, when what its face is made of has just been made.
 */
export const wholeList = (listings: Iterable<Listing>, standards: Standards, hear: Hear): WholeList => {
  const rows: Row[] = [];
  for (const listing of listings) rows.push(rowOf(listing, rows.length, standards));
  const byGroup = groupsForAds(rows);
  const groups = [...byGroup.values()];
  const firstsOf = (some: readonly Row[][]): Row[] => some.flatMap(([first]) => first ?? []);
  const namesakes = namesakesAmong(firstsOf(groups));
  const standing = firstsOf(groups.filter((group) => !group.every(({ isKeptOut }) => isKeptOut)));
  const faces = facesOf(standing, listings, namesakes, standards, hear);
  return {
    groupAt: (at) => {
      const { group = '' } = rows[at] ?? {};
      return { group, of: byGroup.get(group) ?? [] };
    },
    namesakesOf: (at) => namesakes.get(at) ?? NONE,
    repeats: reasoned(
      several(groups.flat(), ({ adId }) => adId),
      sameAd,
    ),
    alikes: reasoned(alikesAmong(standing, faces), sameFace),
  };
};
