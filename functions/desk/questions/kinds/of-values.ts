import { type Dealer, Dealer as DealerConfiguration } from '#contracts/dealer.ts';
import { type AvitoValues, VALUE_TAGS, type ValueTag } from '#contracts/matched.ts';
import { EDITABLE_FIELDS } from '#functions/validate/review/editable-fields.ts';
import { isElectric } from '#marketplace/machine-engine.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { reason } from '#messages/reason.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import { modelAndEngine, printedModel } from '#shared/model-values.ts';
import { Refusal } from '../../refusal.ts';
import { type Effect, identityOf, type OfPicture, SUPPOSED_PICTURE, withPicture } from '../effects.ts';
import { rowsAndPages } from '../evidence.ts';
import { byFile, type Choice, type Hurdle, type Kind, keepingOut, machinesIn } from '../kind.ts';
import type { Machine, Standing } from '../standing.ts';

const isTag = (field: unknown): field is ValueTag => (VALUE_TAGS as readonly unknown[]).includes(field);

const lackedTag = ({ reason: { code, values } }: Hurdle): ValueTag | null =>
  code === 'field-missing' && isTag(values.field) ? values.field : null;

const lacksPicture = ({ reason: { code } }: Hurdle): boolean => code === 'picture-missing';

/** What a snowmobile commonly has, for judging what an answer would do before anybody has given it. */
const COMMON: AvitoValues = {
  ...{ Type: 'Спортивный или горный', EngineType: 'Бензин', Power: 100, EngineCapacity: 599 },
  ...{ Stroke: '2', PersonCapacity: 1, TrackWidth: 406, Year: 2026 },
};

const common = (tag: ValueTag, { product, listing }: Machine): string => {
  if (tag === 'Year') return String(product.modelYear);
  return String(tag === 'Power' && isElectric(listing) ? COMMON_WATTS : COMMON[tag]);
};
const COMMON_WATTS = 45_000;

/** Watts and horsepower are no values of one another. */
const isOfItsKind = ({ listing }: Machine) => {
  const electric = isElectric(listing);
  return (other: Machine): boolean => isElectric(other.listing) === electric;
};

/** Of the same engine, then of the same family, then of any machine; each value once, the commonest first. */
const valuesSeen = (tag: ValueTag, machine: Machine, standing: Standing): string[] => {
  const { engine, family } = machine.listing.extracted.normalized;
  const machines = standing.machines.filter(isOfItsKind(machine));
  const near = [
    machines.filter((other) => engine !== null && other.listing.extracted.normalized.engine === engine),
    machines.filter((other) => family !== null && other.listing.extracted.normalized.family === family),
    machines,
  ];
  const counted = near.flatMap((some) => {
    const values = some.flatMap((other) => other.listing.matched.avitoValues[tag] ?? []);
    return [...Map.groupBy(values, String)].toSorted(([, one], [, other]) => other.length - one.length);
  });
  return [...new Set(counted.map(([value]) => value))];
};

/** The track's widths on the machine's page come first. */
const widthsOnPage = ({ listing: { model } }: Machine): string[] =>
  (model?.tracks ?? []).flatMap(({ widthMm }) => (widthMm === null ? [] : String(Math.round(widthMm))));

const likely = (tag: ValueTag, machine: Machine, standing: Standing): string[] => [
  ...new Set([...(tag === 'TrackWidth' ? widthsOnPage(machine) : []), ...valuesSeen(tag, machine, standing)]),
];

const mostLikely = (tag: ValueTag, machine: Machine, standing: Standing): string =>
  likely(tag, machine, standing)[0] ?? common(tag, machine);

/** The values that the marketplace lists for a field; none where it lists none. */
const listed = (tag: ValueTag, { layers }: RuleSet): string[] => [
  ...new Set(
    layers['field-rules'].flatMap((rule) =>
      rule.tag === tag ? rule.cases.flatMap(({ oneOf }) => oneOf ?? []) : [],
    ),
  ),
];

const bookOf = ({ product: { brand, modelYear } }: Machine): string | null =>
  brand && modelYear ? `${brand} ${modelYear}` : null;

const withBook =
  (standing: Standing, machines: readonly Machine[]) =>
  (listing: Listing): Listing => {
    const machine = machines.find(
      ({ listing: { extracted } }) =>
        extracted.page === listing.extracted.page && extracted.row === listing.extracted.row,
    );
    if (!machine) return listing;
    const hand = { by: '', at: standing.today };
    const filled = VALUE_TAGS.filter((tag) => listing.matched.avitoValues[tag] === null).reduce(
      (next, tag) => EDITABLE_FIELDS[tag]?.set(next, mostLikely(tag, machine, standing), hand) ?? next,
      listing,
    );
    const spec = filled.matched.spec ?? {
      ...{ document: '', sha256: '', page: 1, model: '', engine: null, picture: null },
    };
    return { ...filled, matched: { ...filled.matched, spec: { ...spec, picture: SUPPOSED_PICTURE } } };
  };

/** A list came without its book. */
const BOOK: Kind = {
  kind: 'book',
  about: (hurdle, { books }) => {
    const book = bookOf(hurdle.machine);
    const isLacking = book !== null && (lackedTag(hurdle) !== null || lacksPicture(hurdle));
    return isLacking && !books.some(({ brand, modelYear }) => `${brand} ${modelYear}` === book) ? book : null;
  },
  ask: (hurdles, standing) => {
    const machines = machinesIn(hurdles);
    const book = bookOf(machines[0] as Machine) ?? '';
    const drop = byFile('drop', reason('option-drop-book', { book, dealerId: standing.dealer.id }), () => [
      { does: 'suppose', rows: machines.map(identityOf), fill: withBook(standing, machines) },
    ]);
    return {
      asks: reason('ask-book', { book, waiting: machines.length }),
      evidence: rowsAndPages(machines),
      choices: [drop, ...keepingOut(machines)],
    };
  },
};

type Given = Partial<Record<ValueTag, string>>;

const unfit = (tag: string, value: string, example: string): Refusal =>
  new Refusal(reason('unfit-value', { field: tag, value, example }));

const pairOf = (word: string): [string, string] => {
  const at = word.indexOf('=');
  return [word.slice(0, at), word.slice(at + 1)];
};

/** "TrackWidth=508 PersonCapacity=1", and of a single field its value alone; a value may hold spaces. */
const givenIn = (text: string, tags: readonly ValueTag[], example: string): Given => {
  const [only] = tags;
  if (tags.length === 1 && only && !text.startsWith(`${only}=`)) return { [only]: text.trim() };
  const pairs = text
    .trim()
    .split(/\s+(?=\p{L}+=)/u)
    .map(pairOf);
  for (const [tag, value] of pairs) if (!tags.some((each) => each === tag)) throw unfit(tag, value, example);
  return Object.fromEntries(pairs.map(([tag, value]) => [tag, value.trim()]));
};

const valueEffects = (given: Given, { listing }: Machine): Effect[] =>
  Object.entries(given).map(([field, value]): Effect => {
    const editable = EDITABLE_FIELDS[field];
    const read = editable?.read(value, listing) ?? null;
    if (!editable || read === null || !isTag(field)) throw unfit(field, value, editable?.example ?? '');
    return {
      ...{ does: 'value', model: modelAndEngine(listing.extracted), field, value: read },
      printed: printedModel(listing.extracted),
    };
  });

/** The power of an electric motor is asked in another unit. */
const spokenTags = (tags: readonly ValueTag[], { listing }: Machine): string[] =>
  tags.map((tag) => (tag === 'Power' && isElectric(listing) ? 'PowerElectric' : tag));

const MOST_CANDIDATES = 4;

/** Values that machines near it have, each to be chosen by itself. */
const candidates = (tag: ValueTag, machine: Machine, standing: Standing): Choice[] => {
  const known = listed(tag, standing.judges.rules);
  const values = known.length > 0 && known.length <= MOST_CANDIDATES ? known : likely(tag, machine, standing);
  return values
    .slice(0, MOST_CANDIDATES)
    .filter((value) => !/\s/.test(value))
    .map((value) => ({
      name: value,
      says: reason('option-value-is', { field: spokenTags([tag], machine)[0] ?? tag, value }),
      effects: () => valueEffects({ [tag]: value }, machine),
    }));
};

const valueChoice = (tags: readonly ValueTag[], machine: Machine, standing: Standing): Choice => {
  const [only] = tags;
  const pairs = tags.map((tag) => `${tag}=${mostLikely(tag, machine, standing)}`);
  const example = tags.length === 1 && only ? mostLikely(only, machine, standing) : pairs.join(' ');
  return {
    name: 'value',
    says: reason('option-value', { fields: spokenTags(tags, machine) }),
    wants: {
      example,
      fields: spokenTags(tags, machine),
      allowed: tags.flatMap((tag) => listed(tag, standing.judges.rules).map((value) => `${tag}=${value}`)),
    },
    effects: (value) => valueEffects(givenIn(value, tags, example), machine),
  };
};

/** What no document gives of a model with its engine: one answer for all its rows. */
const VALUE: Kind = {
  kind: 'value',
  about: (hurdle) => (lackedTag(hurdle) ? modelAndEngine(hurdle.machine.listing.extracted) : null),
  ask: (hurdles, standing) => {
    const machines = machinesIn(hurdles);
    const machine = machines[0] as Machine;
    const tags = [...new Set(hurdles.flatMap((hurdle) => lackedTag(hurdle) ?? []))];
    const model = printedModel(machine.listing.extracted);
    const [only] = tags;
    return {
      asks: reason('ask-value', { fields: spokenTags(tags, machine), model }),
      evidence: rowsAndPages(machines, ['model', 'package', 'engine'], tags),
      choices: [
        ...(tags.length === 1 && only ? candidates(only, machine, standing) : []),
        valueChoice(tags, machine, standing),
        ...keepingOut(machines),
      ],
    };
  },
};

const familyOf = ({ listing: { extracted } }: Machine): string | null =>
  extracted.normalized.family ?? extracted.model;

/** Whether the dealer's configuration takes it: one that it does not take could never be read again. */
const isFit = (dealer: Dealer, effect: OfPicture): boolean =>
  DealerConfiguration.shape.pictures.safeParse(withPicture(dealer, effect).pictures).success;

/** Neither the book nor the dealer has a picture; one of machines whose names were not read would show others, too. */
const PICTURE: Kind = {
  kind: 'picture',
  about: (hurdle) => (lacksPicture(hurdle) ? familyOf(hurdle.machine) : null),
  ask: (hurdles, { dealer }) => {
    const machines = machinesIn(hurdles);
    const family = familyOf(machines[0] as Machine) ?? '';
    const example = new URL(`${encodeURIComponent(family.toLowerCase())}.jpg`, dealer.pictures.baseUrl).href;
    const picture: Choice = {
      name: 'picture',
      says: reason('option-picture', { family }),
      wants: { example },
      effects: (address) => {
        const effect: OfPicture = { does: 'picture', family, address };
        if (!isFit(dealer, effect)) throw unfit('picture', address, example);
        return [effect];
      },
    };
    return {
      asks: reason('ask-picture', { family }),
      evidence: rowsAndPages(machines, ['model']),
      choices: [picture, ...keepingOut(machines)],
    };
  },
};

/** What a machine's documents do not give. */
export const OF_VALUES: readonly Kind[] = [BOOK, PICTURE, VALUE];
