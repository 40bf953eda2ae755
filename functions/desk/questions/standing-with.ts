import { isDeepStrictEqual } from 'node:util';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { Dealer } from '#contracts/dealer.ts';
import type { Effect as Shown } from '#contracts/question.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import { type ListToJudge, modelOf } from '#functions/validate/read-list.ts';
import { answersByMachine, basisOf, withAnswer, withSaid } from '#functions/validate/review/apply-answers.ts';
import { EDITABLE_FIELDS, type Hand } from '#functions/validate/review/editable-fields.ts';
import { judgeList } from '#functions/validate/validate-products.ts';
import { buyersName } from '#marketplace/ad-groups.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { withKnownMachines } from '#reference/rules/known-machines.ts';
import { auditScope } from '#shared/audit.ts';
import { modelAndEngine } from '#shared/model-values.ts';
import type { ModelValue } from '#shared/table/knowledge-records.ts';
import type { ProductAnswer, ReviewItem } from '#shared/table/records.ts';
import type { JudgedList, Judges } from '../review/answers.ts';
import {
  type Effect,
  type Identity,
  type OfLabel,
  type OfMachine,
  type OfUnit,
  saidBesides,
  withPicture,
} from './effects.ts';
import { givenBeside } from './printed-books.ts';
import type { Machine, Standing } from './standing.ts';

const keyOf = ({ brand, modelYear, modelCode }: Identity): string =>
  JSON.stringify([brand, modelYear, modelCode]);

/** Empty for a row of which nothing can be kept. */
const keyOfRow = ({ extracted: { brand, modelYear, modelCode } }: Listing): string =>
  brand === null || modelYear === null ? '' : keyOf({ brand, modelYear, modelCode });

/** Where the rows of a list stand, by what effects know them by; asked for by every option of every question. */
const placesBy = (nameOf: (listing: Listing) => string) => {
  const known = new WeakMap<readonly Listing[], Map<string, number[]>>();
  return (listings: readonly Listing[]): Map<string, number[]> => {
    const places =
      known.get(listings) ?? Map.groupBy(listings.keys(), (at) => nameOf(listings[at] as Listing));
    known.set(listings, places);
    return places;
  };
};

const byMachine = placesBy(keyOfRow);
/** As a dealer's pictures are looked for. */
const byFamily = placesBy(({ extracted: { normalized, model } }) =>
  (normalized.family ?? model ?? '').toLowerCase(),
);
const byModel = placesBy(({ extracted }) => modelAndEngine(extracted));
/** What a buyer calls them: of two that are called alike one's ad depends on the other's. */
const byName = placesBy(buyersName);

/** What may change the verdict on any row. */
const OF_ALL_ROWS = new Set<Effect['does']>(['meaning', 'unit']);

const isOfMachine = (effect: Effect): effect is OfMachine =>
  ['edit', 'accept', 'keep-out'].includes(effect.does);

/** The rows of a list that an effect says something of, by their places. */
const rowsOf = (effect: Effect, listings: readonly Listing[]): Iterable<number> => {
  if (OF_ALL_ROWS.has(effect.does)) return listings.keys();
  if (isOfMachine(effect)) return byMachine(listings).get(keyOf(effect)) ?? [];
  if (effect.does === 'value') return byModel(listings).get(effect.model) ?? [];
  if (effect.does === 'picture') return byFamily(listings).get(effect.family.toLowerCase()) ?? [];
  return effect.does === 'name' || effect.does === 'suppose'
    ? effect.rows.flatMap((row) => byMachine(listings).get(keyOf(row)) ?? [])
    : [];
};

/** What list and book would say. */
const told = (listing: Listing, effect: Effect, hand: Hand): Listing => {
  if (effect.does === 'name') return EDITABLE_FIELDS.Model?.set(listing, effect.name, hand) ?? listing;
  return effect.does === 'suppose' ? effect.fill(listing) : listing;
};

const withPictures = (dealer: Dealer, effects: readonly Effect[]): Dealer =>
  effects.reduce((next, effect) => (effect.does === 'picture' ? withPicture(next, effect) : next), dealer);

const answersWith = (
  rows: ReadonlyMap<string, Listing>,
  { dealer, answers }: ListToJudge,
  effects: readonly Effect[],
  hand: Hand,
): ProductAnswer[] => {
  const said = new Map(answers.map((answer) => [keyOf(answer), answer]));
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

/** What of a row and its page ads are made of: what the page's rows are said to mean is seen in its values. */
const ofAds = ({ matched, model }: Listing) => [matched, model && { ...model, rows: [], proposals: [] }];

/** What the books give all rows now, values that a model chose for them aside; a row to which they give the same is the same. */
const besideBooks = (listings: readonly Listing[], { extracted }: ListToJudge, books: Books): Listing[] => {
  const values = givenBeside(extracted, books);
  return listings.map((listing, at) => {
    const matched = { ...listing.matched, ...values[at] };
    const next = { ...listing, matched, model: modelOf(books.catalogues, matched) };
    return isDeepStrictEqual(ofAds(listing), ofAds(next)) ? listing : next;
  });
};

/** The rows at these places as list and books would say them. */
const readWith = (
  given: ListToJudge,
  rows: ReadonlyMap<number, readonly Effect[]>,
  books: Books | null,
  hand: Hand,
): Listing[] => {
  const asRead = [...rows.keys()].map((at) => {
    const listing = given.listings[at] as Listing;
    return listing.printed ?? listing;
  });
  // Books concern all rows, which bear one another out.
  const printed = books ? besideBooks(asRead, given, books) : asRead;
  const effects = [...rows.values()];
  return printed.map((listing, at) =>
    (effects[at] ?? []).reduce((next, effect) => told(next, effect, hand), listing),
  );
};

/** A list as it would be read once the effects have been written, beside these books; `rows` are those they speak of. */
const withEffects = (
  given: ListToJudge,
  rows: ReadonlyMap<number, readonly Effect[]>,
  books: Books | null,
  hand: Hand,
): ListToJudge => {
  const effects = [...new Set([...rows.values()].flat())];
  const printed = readWith(given, rows, books, hand);
  const answers = answersWith(new Map(printed.map((each) => [keyOfRow(each), each])), given, effects, hand);
  const values = valuesWith(given, effects, hand);
  const listings = [...given.listings];
  const places = [...rows.keys()];
  for (const [at, listing] of withSaid(printed, { answers, values }).entries())
    listings[places[at] as number] = listing;
  return {
    ...given,
    ...(books && { catalogues: [...books.catalogues] }),
    ...{ answers, values, listings, dealer: withPictures(given.dealer, effects) },
  };
};

/** Its ad is what it was, and nobody's depends on its verdict: what is said of it is said of the verdict alone. */
const isSaidAlone = (
  { list, products }: JudgedList,
  after: ListToJudge,
  rows: ReadonlyMap<number, readonly Effect[]>,
): ((at: number) => boolean) => {
  const answered = new Set(list.answers.map(keyOf));
  return (at) =>
    list.listings[at] === after.listings[at] &&
    !rows.get(at)?.some(({ does }) => does === 'picture') &&
    !answered.has(keyOfRow(after.listings[at] as Listing)) &&
    !(products[at]?.reasons ?? []).some(({ code }) => code === 'ads-alike');
};

/** The rows whose ads can be others, by their places: these, and who is called the same before or after. */
const touched = (before: ListToJudge, after: ListToJudge, rows: readonly number[]): number[] => {
  const names = byName(before.listings);
  const beside = rows.flatMap((at) => {
    const [was, is] = [before.listings[at] as Listing, after.listings[at] as Listing];
    const called = was === is ? [buyersName(was)] : [buyersName(was), buyersName(is)];
    return [at, ...called.flatMap((name) => names.get(name) ?? [])];
  });
  return [...new Set(beside)].sort((one, other) => one - other);
};

/** A list with the verdicts on it, and the places of rows whose verdicts may be others. */
interface Anew {
  judged: JudgedList;
  places: readonly number[];
}

/** Books extend what the rules allow of every row. */
const allowTheSame = (before: ListToJudge, after: ListToJudge, { rules }: Judges): boolean =>
  before.catalogues === after.catalogues ||
  isDeepStrictEqual(withKnownMachines(rules, before.catalogues), withKnownMachines(rules, after.catalogues));

/** The verdicts once effects are written; those of rows that they cannot touch are what they were. */
const judgedAnew = (
  given: JudgedList,
  list: ListToJudge,
  rows: ReadonlyMap<number, readonly Effect[]>,
  judges: Judges,
): Anew => {
  const isAlone = isSaidAlone(given, list, rows);
  const [said, others] = [[...rows.keys()].filter(isAlone), [...rows.keys()].filter((at) => !isAlone(at))];
  const isOfAll = others.length === list.listings.length || list.dealer.adPer !== 'code';
  if (isOfAll || !allowTheSame(given.list, list, judges))
    return {
      judged: { ...given, list, products: judgeList(list, judges) },
      places: [...list.listings.keys()],
    };
  const places = touched(given.list, list, others);
  const listings = places.map((at) => list.listings[at] as Listing);
  const products = [...given.products];
  for (const [order, product] of judgeList({ ...list, listings }, judges).entries())
    products[places[order] as number] = product;
  const answerOf = answersByMachine(list.answers);
  for (const at of said) {
    const [product, listing] = [products[at] as ValidatedProduct, list.listings[at] as Listing];
    products[at] = withAnswer(product, listing, answerOf(product));
  }
  return { judged: { ...given, list, products }, places: [...new Set([...places, ...said])] };
};

/** The rows of a list that effects speak of, each with these. */
const rowsWith = (effects: readonly Effect[], listings: readonly Listing[]): Map<number, Effect[]> => {
  const rows = new Map<number, Effect[]>();
  for (const effect of effects)
    for (const at of new Set(rowsOf(effect, listings))) {
      const own = rows.get(at);
      if (own) own.push(effect);
      else rows.set(at, [effect]);
    }
  return new Map([...rows].sort(([one], [other]) => one - other));
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

/** Where the machines stand among all, by their rows. */
const placesOfMachines = (machines: readonly Machine[]): ReadonlyMap<Listing, number> => {
  const known = standingAt.get(machines) ?? new Map(machines.map(({ listing }, at) => [listing, at]));
  standingAt.set(machines, known);
  return known;
};
const standingAt = new WeakMap<readonly Machine[], ReadonlyMap<Listing, number>>();

const withAnew = (
  machines: readonly Machine[],
  before: readonly JudgedList[],
  lists: readonly (Anew | null)[],
): Machine[] => {
  const places = placesOfMachines(machines);
  const next = [...machines];
  for (const [which, anew] of lists.entries())
    for (const at of anew?.places ?? []) {
      const { list, products } = (anew as Anew).judged;
      const place = places.get(before[which]?.list.listings[at] as Listing);
      const [listing, product] = [list.listings[at], products[at]];
      if (place !== undefined && listing && product)
        next[place] = { ...(machines[place] as Machine), list, listing, product };
    }
  return next;
};

/** What headings are said to mean is judged by what it is said to do to the rows. */
const judgeable = (effects: readonly Effect[]): readonly Effect[] =>
  effects.flatMap((effect) => (effect.does === 'headings' ? effect.judged : effect));

/** How all would stand with the effects; nothing is written. Machines that they cannot touch are the same objects. */
export const standingWith = async (
  standing: Standing,
  said: readonly Effect[],
  hand: Hand,
): Promise<Standing> => {
  const effects = judgeable(said);
  const books = await booksWith(effects, standing);
  const anew = standing.lists.map((judged) => {
    const rows = rowsWith(effects, judged.list.listings);
    if (rows.size === 0) return null;
    return judgedAnew(judged, withEffects(judged.list, rows, books, hand), rows, standing.judges);
  });
  return {
    ...standing,
    lists: anew.map((each, at) => each?.judged ?? (standing.lists[at] as JudgedList)),
    machines: withAnew(standing.machines, standing.lists, anew),
  };
};

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
      return next && next !== machine && test(machine, next) ? [machine.product.modelCode] : [];
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
    ...guardedBy(effects, 'budget-swap'),
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
