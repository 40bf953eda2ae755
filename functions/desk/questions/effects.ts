import type { Box } from '#contracts/box.ts';
import type { Catalogue, ModelPicture } from '#contracts/catalogue.ts';
import type { Dealer } from '#contracts/dealer.ts';
import type { Effect as Shown } from '#contracts/question.ts';
import { distinctReasons, type Reason } from '#contracts/reason.ts';
import type { RunState } from '#contracts/state.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import { valuesBeside } from '#functions/match/match-products.ts';
import { type ListToJudge, modelOf } from '#functions/validate/read-list.ts';
import { basisOf, withSaid } from '#functions/validate/review/apply-answers.ts';
import { EDITABLE_FIELDS, type Hand } from '#functions/validate/review/editable-fields.ts';
import { judgeList } from '#functions/validate/validate-products.ts';
import { buyersName } from '#marketplace/ad-groups.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import type { RowField } from '#reference/catalogue/row-labels.ts';
import type { Unit } from '#reference/measures/quantities.ts';
import { auditScope } from '#shared/audit.ts';
import { modelAndEngine } from '#shared/model-values.ts';
import type { ModelValue } from '#shared/table/knowledge-records.ts';
import type { ProductAnswer, ReviewItem } from '#shared/table/records.ts';
import type { JudgedList, Judges } from '../review/answers.ts';
import type { Machine, Standing } from './standing.ts';

/** What a machine goes by in records; of one whose brand or year nobody knows nothing can be kept. */
export type Identity = Pick<ProductAnswer, 'brand' | 'modelYear' | 'modelCode'>;

/** What is said of one machine. */
export type OfMachine = Identity &
  (
    | { does: 'edit'; field: string; value: string; insteadOf: string }
    | { does: 'accept'; basis: string; reasons: Reason[] }
    | { does: 'keep-out'; why: string }
  );

/** What is said of all rows of a model with its engine. */
export type OfModel = { does: 'value' } & Pick<ModelValue, 'model' | 'field' | 'value' | 'printed'>;

/** The marketplace's name for the rows that matching writes so; see `matches/set-by-hand.ts`. */
export type OfName = { does: 'name'; modelCode: string; name: string; rows: readonly Identity[] };

/** The meaning of a row's label in the dealer's spec books. */
export type OfLabel = { does: 'meaning'; label: string; section: string; field: RowField };

/** A word of names that says nothing: later lists are not asked about it. */
export type OfWord = { does: 'word'; text: string };

/** A unit that spec books print, and the one of the lexicon that it is. */
export type OfUnit = { does: 'unit'; text: string; means: Unit };

/** What a file is that nobody could tell, and the labels that its like is known by later. */
export type OfFile = {
  does: 'file';
  documentId: string;
  kind: NonNullable<RunState['kind']>;
  labels: readonly string[];
};

/** A picture of the dealer's own for a model family. */
export type OfPicture = { does: 'picture'; family: string; address: string };

/** What the change guard is told. */
export type OfGuard = { does: 'guard'; item: ReviewItem; status: 'accepted' | 'rejected' };

/** Nothing but that it was answered: it is not asked again while nothing changes. */
export type Settled = { does: 'settle'; about?: string };

/** Judged only, never written: what a file that is still missing may bring. */
export type Supposed = { does: 'suppose'; rows: readonly Identity[]; fill: (listing: Listing) => Listing };

/** One thing that an answer does. */
export type Effect =
  | OfMachine
  | OfModel
  | OfName
  | OfLabel
  | OfWord
  | OfUnit
  | OfFile
  | OfPicture
  | OfGuard
  | Settled
  | Supposed;

export const identityOf = ({
  product: { brand, modelYear, modelCode },
}: Pick<Machine, 'product'>): Identity => ({
  brand: brand ?? '',
  modelYear: modelYear ?? 0,
  modelCode,
});

const isOfRow =
  ({ extracted }: Listing) =>
  ({ brand, modelYear, modelCode }: Identity): boolean =>
    extracted.modelCode === modelCode && extracted.brand === brand && extracted.modelYear === modelYear;

/** A machine's answer with what is said besides. */
export const saidBesides = (said: ProductAnswer, effect: OfMachine, hand: Hand): ProductAnswer => {
  if (effect.does === 'keep-out') return { ...said, keptOut: { why: effect.why, ...hand } };
  if (effect.does === 'edit') {
    const { field, value, insteadOf } = effect;
    return { ...said, edits: { ...said.edits, [field]: { value, insteadOf, ...hand } } };
  }
  const { basis, reasons } = effect;
  const seen = said.accepted?.basis === basis ? said.accepted.reasons : [];
  return { ...said, accepted: { basis, reasons: distinctReasons([...seen, ...reasons]), ...hand } };
};

const isOfMachine = (effect: Effect): effect is OfMachine =>
  ['edit', 'accept', 'keep-out'].includes(effect.does);

const withName = (listing: Listing, { name, rows }: OfName, hand: Hand): Listing =>
  rows.some(isOfRow(listing)) ? (EDITABLE_FIELDS.Model?.set(listing, name, hand) ?? listing) : listing;

/** What list and book would say. */
const told = (listing: Listing, effect: Effect, hand: Hand): Listing => {
  if (effect.does === 'name') return withName(listing, effect, hand);
  return effect.does === 'suppose' && effect.rows.some(isOfRow(listing)) ? effect.fill(listing) : listing;
};

const withPictures = (dealer: Dealer, effects: readonly Effect[]): Dealer =>
  effects.reduce((next, effect) => (effect.does === 'picture' ? withPicture(next, effect) : next), dealer);

/** The dealer with a picture for all of a family that has none. */
export const withPicture = (dealer: Dealer, { family, address }: OfPicture): Dealer => ({
  ...dealer,
  pictures: { ...dealer.pictures, byFamily: { ...dealer.pictures.byFamily, [family]: [address] } },
});

const answersWith = (
  listings: readonly Listing[],
  { dealer, answers }: ListToJudge,
  effects: readonly Effect[],
  hand: Hand,
): ProductAnswer[] => {
  const keyOf = ({ brand, modelYear, modelCode }: Identity) => JSON.stringify([brand, modelYear, modelCode]);
  const said = new Map(answers.map((answer) => [keyOf(answer), answer]));
  const rows = new Map(
    listings.map((listing) => {
      const { brand, modelYear, modelCode } = listing.extracted;
      return [keyOf({ brand: brand ?? '', modelYear: modelYear ?? 0, modelCode }), listing];
    }),
  );
  for (const effect of effects.filter(isOfMachine)) {
    const key = keyOf(effect);
    const listing = rows.get(key);
    if (!listing) continue;
    const { brand, modelYear, modelCode } = effect;
    const before = said.get(key) ?? { dealerId: dealer.id, brand, modelYear, modelCode, edits: {} };
    const based = effect.does === 'accept' ? { ...effect, basis: basisOf(listing) } : effect;
    said.set(key, saidBesides(before, based, hand));
  }
  return [...said.values()];
};

const valuesWith = (
  { dealer, values }: ListToJudge,
  effects: readonly Effect[],
  { by, at }: Hand,
): ModelValue[] => [
  ...values,
  ...effects.flatMap((effect) => {
    if (effect.does !== 'value') return [];
    const { does: _, ...value } = effect;
    return [{ ...value, scope: auditScope(dealer.id), by, at }];
  }),
];

/** Books beside which a list would be read, and how words of names are written then. */
interface Books extends Pick<Standing, 'reword'> {
  catalogues: readonly Catalogue[];
}

/** A list as it would be read once the effects have been written, beside these books. */
const withEffects = (
  given: ListToJudge,
  effects: readonly Effect[],
  books: Books | null,
  hand: Hand,
): ListToJudge => {
  const asRead = given.listings.map((listing) => listing.printed ?? listing);
  const list = books ? { ...given, catalogues: [...books.catalogues] } : given;
  const printed = (books ? besideBooks(asRead, given, books) : asRead).map((listing) =>
    effects.reduce((next, effect) => told(next, effect, hand), listing),
  );
  const answers = answersWith(printed, list, effects, hand);
  const values = valuesWith(list, effects, hand);
  return {
    ...list,
    ...{ answers, values, dealer: withPictures(list.dealer, effects) },
    listings: withSaid(printed, { answers, values }),
  };
};

/** What the books give the rows now, values that a model chose for them aside. */
const besideBooks = (
  listings: readonly Listing[],
  { extracted: { document } }: ListToJudge,
  { catalogues, reword }: Books,
): Listing[] => {
  const products = listings.map((listing) => listing.extracted);
  const values = valuesBeside(products, { document, catalogues, reword });
  return listings.map((listing, at) => {
    const matched = { ...listing.matched, ...values[at] };
    return { ...listing, matched, model: modelOf(catalogues, matched) };
  });
};

/** Whether an effect can change the verdicts on a list. */
const concerns = ({ listings }: ListToJudge, effect: Effect): boolean => {
  const isListed = (row: Identity) => listings.some((listing) => isOfRow(listing)(row));
  if (isOfMachine(effect)) return isListed(effect);
  if (effect.does === 'name' || effect.does === 'suppose') return effect.rows.some(isListed);
  if (effect.does === 'value')
    return listings.some(({ extracted }) => modelAndEngine(extracted) === effect.model);
  return OF_ALL_ROWS.has(effect.does);
};

/** What may change the verdict on any row. */
const OF_ALL_ROWS = new Set<Effect['does']>(['picture', 'meaning', 'unit']);

/** The places of a list's rows by what a buyer calls them: asked for by every option of every question. */
const placesByName = (listings: readonly Listing[]): Map<string, number[]> => {
  const known =
    named.get(listings) ?? Map.groupBy(listings.keys(), (at) => buyersName(listings[at] as Listing));
  named.set(listings, known);
  return known;
};
const named = new WeakMap<readonly Listing[], Map<string, number[]>>();

/** The rows whose ads can be others, by their places: what effects touch, and who is called the same before or after. */
const touched = (before: ListToJudge, after: ListToJudge, effects: readonly Effect[]): Set<number> => {
  const said = effects.filter(isOfMachine);
  const byName = placesByName(before.listings);
  const beside = after.listings.flatMap((listing, at) => {
    const was = before.listings[at] as Listing;
    if (listing === was && !said.some(isOfRow(listing))) return [];
    const names = listing === was ? [buyersName(was)] : [buyersName(was), buyersName(listing)];
    return [at, ...names.flatMap((name) => byName.get(name) ?? [])];
  });
  return new Set(beside);
};

/** The verdicts once effects are written; those of rows that they cannot touch are what they were. */
const judgedAnew = (
  { list: before, products }: JudgedList,
  after: ListToJudge,
  effects: readonly Effect[],
  judges: Judges,
): ValidatedProduct[] => {
  const isOfRows = !effects.some(({ does }) => OF_ALL_ROWS.has(does));
  if (!isOfRows || after.dealer.adPer !== 'code') return judgeList(after, judges);
  const places = [...touched(before, after, effects)].sort((one, other) => one - other);
  const listings = places.map((at) => after.listings[at] as Listing);
  const anew = judgeList({ ...after, listings }, judges);
  const byPlace = new Map(places.map((at, order) => [at, anew[order] as ValidatedProduct]));
  return products.map((product, at) => byPlace.get(at) ?? product);
};

/** The books as effects have them read; null where none does. */
const booksWith = async (
  effects: readonly Effect[],
  { cataloguesWith, reword }: Standing,
): Promise<Books | null> => {
  const labels = effects.filter((effect): effect is OfLabel => effect.does === 'meaning');
  const units = effects.filter((effect): effect is OfUnit => effect.does === 'unit');
  if (labels.length + units.length === 0) return null;
  return { catalogues: await cataloguesWith({ labels, units }), reword };
};

/** How all would stand with the effects; nothing is written. */
export const standingWith = async (
  standing: Standing,
  effects: readonly Effect[],
  hand: Hand,
): Promise<Standing> => {
  const books = await booksWith(effects, standing);
  const lists = standing.lists.map((judged) => {
    const own = effects.filter((effect) => concerns(judged.list, effect));
    if (own.length === 0) return judged;
    const list = withEffects(judged.list, own, books, hand);
    return { ...judged, list, products: judgedAnew(judged, list, own, standing.judges) };
  });
  const after = new Map(
    lists.flatMap((judged) =>
      judged.products.map((product, at) => [
        placeOf(judged.document.documentId, product),
        { judged, product, at },
      ]),
    ),
  );
  const machines = standing.machines.map((machine) => {
    const { judged, product, at } = after.get(placeOf(machine.document.documentId, machine.product)) ?? {};
    if (!judged || !product) return machine;
    return { ...machine, product, list: judged.list, listing: judged.list.listings[at ?? 0] as Listing };
  });
  return { ...standing, lists, machines };
};

const placeOf = (documentId: string, { page, row }: Pick<ValidatedProduct, 'page' | 'row'>): string =>
  `${documentId}/${page}/${row}`;

/** A machine in review keeps the ad that is live. */
const hasAd = ({ product: { verdict, ad } }: Machine, { inFeed }: Standing): boolean =>
  verdict === 'published' || (verdict === 'review' && ad !== null && inFeed.has(ad.id));

const codesWhere = (
  before: Standing,
  after: Standing,
  test: (one: Machine, other: Machine) => boolean,
): string[] => [
  ...new Set(
    before.machines.flatMap((machine, at) => {
      const next = after.machines[at];
      return next && test(machine, next) ? [machine.product.modelCode] : [];
    }),
  ),
];

const guardedBy = (effects: readonly Effect[], kind: ReviewItem['kind']): string[] =>
  effects.flatMap((effect) =>
    effect.does === 'guard' && effect.status === 'accepted' && effect.item.kind === kind
      ? [effect.item.modelCode]
      : [],
  );

/** What effects publish and remove, by the standing before and after them. */
export const differenceOf = (before: Standing, after: Standing, effects: readonly Effect[]): Shown => ({
  publishes: [
    ...codesWhere(
      before,
      after,
      (one, other) => one.product.verdict !== 'published' && other.product.verdict === 'published',
    ),
    ...guardedBy(effects, 'price-jump'),
  ],
  removes: [
    ...codesWhere(before, after, (one, other) => hasAd(one, before) && !hasAd(other, after)),
    ...guardedBy(effects, 'vanished'),
  ],
});

/** How many ads the feed that comes next holds. */
export const adsAfter = (after: Standing, effects: readonly Effect[]): number => {
  const listed = new Map(
    after.machines.flatMap((machine) => (machine.product.ad ? [[machine.product.ad.id, machine]] : [])),
  );
  const gone = new Set(
    effects.flatMap((effect) =>
      effect.does === 'guard' && effect.item.kind === 'vanished' && effect.status === 'accepted'
        ? [effect.item.adId]
        : [],
    ),
  );
  const standing = [...after.inFeed].filter((id) => !listed.has(id) && !gone.has(id));
  const offered = new Set(
    after.machines.flatMap((machine) => (hasAd(machine, after) ? [machine.product.ad?.id] : [])),
  );
  return standing.length + offered.size;
};

/** A place on a page. */
export interface Spot {
  page: number;
  box: Box | null;
}

/** A picture that a book may bring; it is never drawn. */
export const SUPPOSED_PICTURE: ModelPicture = {
  ...{
    key: 'pictures/supposed.png',
    sha256: 'supposed',
    widthPx: 900,
    heightPx: 600,
    mediaType: 'image/png',
  },
};
