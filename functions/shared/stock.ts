/** What dealers know of their machines, as it lies over what their lists say. */
import { isDeepStrictEqual } from 'node:util';
import type { Dealer } from '#contracts/dealer.ts';
import {
  type SaidValue,
  type SaidValues,
  type Standing,
  type StockField,
  type StockSubject,
  type StockValues,
  standingOf,
  valuesOf,
} from '#contracts/stock.ts';
import { TransientFailure } from './errors.ts';
import { dealerIn } from './in-channel.ts';
import { writeEach } from './in-chunks.ts';
import type { Ports } from './ports.ts';
import type { Offer, StockRecord } from './table/records.ts';

type TablePorts = Pick<Ports, 'table'>;

/** What is said of one subject. */
export interface StockWord extends StockSubject {
  values: SaidValues;
}

const toldOf = ({ value, source }: SaidValue): string => JSON.stringify([value, source]);

const isNewer = (one: SaidValue, other: SaidValue): boolean =>
  one.order === other.order ? toldOf(one) > toldOf(other) : one.order > other.order;

/**
 * Of each field what was said last. Whatever comes first or twice gives the same: words are told apart by their order
 * alone, and two of one order by what they say.
 */
export const mergedValues = (one: SaidValues, other: SaidValues): SaidValues => {
  const merged: { [Field in StockField]?: SaidValue | undefined } = { ...one };
  for (const [field, said] of Object.entries(other) as [StockField, SaidValue | undefined][]) {
    const before = merged[field];
    if (said && (!before || isNewer(said, before))) merged[field] = said;
  }
  return merged as SaidValues;
};

/** A word, and of a code the piece and the place that have the code's own Id unless others have it already. */
type Entry = StockWord & Pick<StockRecord, 'first' | 'places'>;

/** Pieces that were there before any place was told stood at the dealer's own address, which is no place by name. */
const placesWith = (before: StockRecord | null, places: readonly string[]): Pick<StockRecord, 'places'> => {
  if (places.length === 0) return before?.places ? { places: before.places } : {};
  const known = before?.places ?? (before?.first === undefined ? [] : [UNNAMED]);
  return { places: [...new Set([...known, ...places])] };
};
const UNNAMED = '';

const sayOnce = async (
  dealerId: string,
  { modelCode, piece, values, first, places = [] }: Entry,
  { table }: TablePorts,
): Promise<boolean> => {
  const before = await table.stock.get({ dealerId, modelCode, piece });
  const told = {
    first: before?.first ?? first,
    ...placesWith(before, places),
    values: mergedValues(before?.values ?? {}, values),
  };
  if (before && isDeepStrictEqual({ ...before, ...told }, before)) return true;
  const next = { dealerId, modelCode, piece, ...told, revision: (before?.revision ?? 0) + 1 };
  return table.stock.putIf(next, (stored, { notExists, eq }) =>
    before ? eq(stored.revision, before.revision) : notExists(stored.revision),
  );
};

const MOST_TRIES = 50;

const say = async (dealerId: string, entry: Entry, ports: TablePorts): Promise<void> => {
  for (let tries = 0; tries < MOST_TRIES; tries++) if (await sayOnce(dealerId, entry, ports)) return;
  throw new TransientFailure(`What is said of ${entry.modelCode} changes all the time`, { stage: 'stock' });
};

/** Writes what is said, in whatever order it comes and however often. */
export const writeStock = async (
  dealerId: string,
  words: readonly StockWord[],
  ports: TablePorts,
): Promise<void> => {
  const claims = [...Map.groupBy(words, ({ modelCode }) => modelCode)].flatMap(([modelCode, own]) => {
    const first = own.find(({ piece }) => piece)?.piece;
    const places = own.flatMap(({ values }) => pieceOf(values.location?.value ?? '') || []);
    return first || places.length > 0
      ? [{ modelCode, piece: '', values: {}, places, ...(first && { first }) }]
      : [];
  });
  // Before the pieces: one that nobody has claimed the code's Id for would take it from the one that has it.
  await writeEach(claims, (entry) => say(dealerId, entry, ports));
  await writeEach(words, (word) => say(dealerId, word, ports));
};

/** What is said of a code: of it as such, and of its pieces. */
interface StockOfCode {
  code: StockRecord | null;
  pieces: StockRecord[];
}

/** An ad that stands for an offer, or for one piece of it. */
export interface StockedAd {
  id: string;
  /** Empty for an ad of its own for all pieces. */
  piece: string;
  standing: Standing;
  said: SaidValues;
  values: Partial<StockValues>;
}

const isTaken = (values: SaidValues): boolean =>
  Object.values(values).every((said) => said?.value === null) && Object.keys(values).length > 0;

/** A piece of which all was taken back is not there; of a code of which all was, nothing is told. */
const pieceStanding = (values: SaidValues): Standing => (isTaken(values) ? 'absent' : standingOf(values));

/** That a code is sold is said of all its pieces that were spoken of before. */
const ofPiece = (own: SaidValues, { quantity, availability, arrives, ...code }: SaidValues): SaidValues => {
  const told = { quantity, availability, arrives };
  const isOut = ['sold', 'absent'].includes(standingOf(told));
  return { ...code, ...(isOut ? mergedValues(own, told) : own) };
};

const BEST: readonly Standing[] = ['in-stock', 'on-order', 'untold', 'sold', 'absent'];

const bestOf = <Item extends { standing: Standing }>(items: readonly Item[]): Item | undefined =>
  items.toSorted((one, other) => BEST.indexOf(one.standing) - BEST.indexOf(other.standing))[0];

/** One ad for all pieces says what is common to those that are in stock. */
const togetherOf = (pieces: readonly Omit<StockedAd, 'id'>[], id: string): StockedAd[] => {
  const best = bestOf(pieces);
  if (!best) return [];
  const alike = pieces.filter(({ standing }) => standing === best.standing);
  const said = Object.fromEntries(
    Object.entries(best.said).filter(([field]) =>
      alike.every(
        (piece) =>
          JSON.stringify(piece.said[field as StockField]?.value) ===
          JSON.stringify(best.said[field as StockField]?.value),
      ),
    ),
  ) as SaidValues;
  return [{ ...best, id, piece: '', said, values: valuesOf(said) }];
};

/** Ends no Id of a piece or place by name. */
const UNNAMED_SIGN = '_';

/** One ad for each place where pieces are, or were: where none is left, there is nothing to offer. */
const perPlace = (
  pieces: readonly Omit<StockedAd, 'id'>[],
  id: string,
  known: readonly string[],
): StockedAd[] => {
  const groups = Map.groupBy(pieces, ({ values }) => pieceOf(values.location ?? UNNAMED));
  return [...new Set([...known, ...groups.keys()])].flatMap((place, at) => {
    const own = at === 0 ? id : `${id}-${place || UNNAMED_SIGN}`;
    const none: StockedAd = { id: own, piece: '', standing: 'absent', said: {}, values: {} };
    const group = groups.get(place);
    return group ? togetherOf(group, own) : [none];
  });
};

/** Which pieces of a code have ads of their own: each that is told apart, those of each place, or none. */
export type AdPer = 'piece' | 'location' | 'code';

/** What a dealer has said of its machines by now. */
export class Stock {
  readonly #byCode: ReadonlyMap<string, StockOfCode>;
  readonly #adPer: AdPer;

  constructor(records: readonly StockRecord[], adPer: AdPer = 'piece') {
    const groups = Map.groupBy(records, ({ modelCode }) => modelCode);
    this.#byCode = new Map(
      [...groups].map(([code, own]) => [
        code,
        {
          code: own.find(({ piece }) => piece === '') ?? null,
          pieces: own.filter(({ piece }) => piece !== ''),
        },
      ]),
    );
    this.#adPer = adPer;
  }

  get isEmpty(): boolean {
    return this.#byCode.size === 0;
  }

  /** The ads that stand for an offer; none where it has no Id. One at least, else. */
  adsOf({ modelCode, adId }: Pick<Offer, 'modelCode' | 'adId'>): StockedAd[] {
    if (!adId) return [];
    const { code, pieces } = this.#byCode.get(modelCode) ?? { code: null, pieces: [] };
    const ofCode = code?.values ?? {};
    const each = pieces.map(({ piece, values }) => {
      const said = ofPiece(values, ofCode);
      const standing = pieceStanding(isTaken(values) ? values : said);
      const id = piece === (code?.first ?? pieces[0]?.piece) ? adId : `${adId}-${piece}`;
      return { id, piece, standing, said, values: valuesOf(said) };
    });
    if (each.length > 0) return this.#asAds(each, adId, code?.places ?? []);
    return [{ id: adId, piece: '', standing: standingOf(ofCode), said: ofCode, values: valuesOf(ofCode) }];
  }
  #asAds(each: readonly StockedAd[], adId: string, places: readonly string[]): StockedAd[] {
    if (this.#adPer === 'location') return perPlace(each, adId, places);
    return this.#adPer === 'piece' ? [...each] : togetherOf(each, adId);
  }
}

/** What a dealer has said so far, and how its ads are made of it. */
export interface StockSaid {
  records: readonly StockRecord[];
  adPer: AdPer;
}

/** What a dealer has said so far, as its configuration, or the one given, has ads made of it. */
export const stockIn = async (
  dealerId: string,
  { table }: TablePorts,
  given?: Dealer | null,
): Promise<StockSaid> => {
  const record = given ? null : await table.dealers.get({ dealerId });
  const dealer = given ?? (record && dealerIn(table.channel, record.configuration));
  const adPer = dealer?.adPer === 'variant' ? 'code' : (dealer?.stock?.adPer ?? 'piece');
  return { records: await table.stock.query({ dealerId }), adPer };
};

const subjectKey = ({ modelCode, piece }: StockSubject): string => `${modelCode}#${piece}`;

/** The same as it would be with these words, which are not written. */
export const withWords = ({ records, adPer }: StockSaid, words: readonly StockWord[]): Stock => {
  const byKey = new Map<string, StockRecord>(records.map((record) => [subjectKey(record), record]));
  for (const { modelCode, piece, values } of words) {
    const before = byKey.get(subjectKey({ modelCode, piece }));
    byKey.set(subjectKey({ modelCode, piece }), {
      ...{ dealerId: '', revision: 0, modelCode, piece, ...before },
      values: mergedValues(before?.values ?? {}, values),
    });
  }
  return new Stock([...byKey.values()], adPer);
};

/** What a dealer has said so far, as its ads are made of it. */
export const stockOf = async (dealerId: string, ports: TablePorts, given?: Dealer | null): Promise<Stock> => {
  const { records, adPer } = await stockIn(dealerId, ports, given);
  return new Stock(records, adPer);
};

const SIGNS = /[^0-9A-ZА-ЯЁ]+/g;
const LONGEST_PIECE = 40;

/** What an Id bears of the VIN or place that tells a piece from others. */
export const pieceOf = (told: string): string =>
  told
    .normalize('NFC')
    .toUpperCase()
    .replace(SIGNS, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST_PIECE);
