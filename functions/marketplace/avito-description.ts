import type { CatalogueModel } from '#contracts/catalogue.ts';
import type { Dealer } from '#contracts/dealer.ts';
import { TEMPLATE_FIELD, type TemplateField } from '#contracts/description-template.ts';
import { spokenRoubles } from '#shared/spoken-money.ts';
import { engineOf, isElectric } from './machine-engine.ts';
import { machineName, spoken } from './machine-name.ts';
import type { Listing } from './marketplace.ts';
import { plainText } from './plain-text.ts';
import { roublesOf } from './price.ts';
import { keptHighlights, replacedFeatures } from './replaced-equipment.ts';
import { type RussianWords, russianWords } from './russian-words.ts';
import { packageExtras, SPRING_ONLY, springOptionsOf } from './sold-options.ts';
import { displayOf, engineStandsInName, starterOf } from './told-in-name.ts';
import { trackProfile } from './track-profile.ts';

/** What comes in a field's place: text, or a list under a heading, whose last items may be left out. */
type Filling = { text: string } | { heading: string; items: readonly string[] };
type Fillings = Record<TemplateField, Filling>;

/** How descriptions are built unless the dealer has a template of its own. */
const OUR_TEMPLATE =
  '<p>Новый снегоход <strong>{name}</strong> производства BRP.</p>' +
  '{specifications}{equipment}{variants}<p>Код модели: {code}</p>';

/** Which list is cut first where not all finds room. What tells the variants apart is never cut. */
const CUT_FIRST = ['equipment', 'specifications'] as const;

const section = (heading: string, items: readonly string[]): string =>
  items.length === 0
    ? ''
    : `<p><strong>${heading}</strong></p><ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;

const written = (filling: Filling | undefined): string => {
  if (!filling) return '';
  return 'text' in filling ? filling.text : section(filling.heading, filling.items);
};

const fill = (template: string, fillings: Fillings): string =>
  template.replace(TEMPLATE_FIELD, (_, name: TemplateField) => written(fillings[name]));

const shorter = (fillings: Fillings): Fillings | null => {
  for (const name of CUT_FIRST) {
    const filling = fillings[name];
    if ('items' in filling && filling.items.length > 0)
      return { ...fillings, [name]: { ...filling, items: filling.items.slice(0, -1) } };
  }
  return null;
};

/**
 * A template with its fields filled, at most `maxLength` characters: whole items of its lists are left
 * out until it fits. Null where even that does not help.
 */
const fillTemplate = (template: string, fillings: Fillings, maxLength: number): string | null => {
  const text = fill(template, fillings);
  if (text.length <= maxLength) return text;
  const less = shorter(fillings);
  return less && fillTemplate(template, less, maxLength);
};

/** What prices are reckoned by. */
type Prices = Pick<Dealer, 'conversion' | 'pricing'>;

const priceOf = (listing: Listing, prices: Prices): string => {
  const price = roublesOf(listing, prices);
  return 'roubles' in price ? spokenRoubles(price.roubles) : '';
};

/**
 * One line for each machine that an ad stands for: its colour and options in Russian, its code, and where
 * not all cost the same its price, since the ad's own is that of the cheapest. Empty for one alone.
 */
const variantLines = (variants: readonly Listing[], words: RussianWords, prices: Prices): string[] => {
  if (variants.length < 2) return [];
  const samePrice = new Set(variants.map((variant) => priceOf(variant, prices))).size === 1;
  return variants.map((variant) => {
    const { color, springOnly, modelCode } = variant.extracted;
    const options = springOptionsOf(variant.extracted).map((option) => words.say('options', option));
    const look = [words.say('colours', color), ...options, springOnly && SPRING_ONLY]
      .filter(Boolean)
      .join(', ');
    const code = `код ${modelCode}`;
    const parts = [look ? `${look} (${code})` : code, samePrice ? '' : priceOf(variant, prices)];
    return plainText(parts.filter(Boolean).join(' — '));
  });
};

/** "RER (850 E-TEC) Electro-mechanic (Turbo R)": several values, each with what it is for. */
const ALTERNATIVE = /(?<value>[^()]{1,300}?)\s{0,3}\((?<condition>[^()]{1,300})\)\s{0,3}/g;

interface Alternative {
  value: string;
  condition: string;
}

const alternativesOf = (printed: string): Alternative[] => {
  const found = [...printed.matchAll(ALTERNATIVE)];
  const whole = found.map(([text]) => text).join('') === printed;
  return whole ? found.map(({ groups }) => groups as unknown as Alternative) : [];
};

const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

/** An engine's name that holds all of the condition's words: "850 E-TEC Turbo R" is a "Turbo R". */
const isMet = (condition: string, engine: string): boolean =>
  wordsOf(condition).every((word) => wordsOf(engine).includes(word));

/**
 * What a value of the spec book comes to for this machine, where it depends on the engine. Of conditions
 * that several engines meet the narrowest counts. Null where no single one is this machine's: a value that
 * depends on something else is nobody's.
 */
export const forMachine = (printed: string | null | undefined, { matched }: Listing): string | null => {
  if (!printed) return null;
  const alternatives = alternativesOf(printed);
  if (alternatives.length < 2) return printed;
  const met = alternatives
    .filter(({ condition }) => isMet(condition, matched.spec?.engine ?? ''))
    .sort((one, other) => wordsOf(other.condition).length - wordsOf(one.condition).length);
  return met[0]?.value ?? null;
};

type Value = string | null | undefined | false;

/** One line of the description: its label, and its value where the documents give one. */
interface Line {
  label: string;
  /** What the variants of one ad may differ in: it stands in the list of them instead. */
  perVariant?: true;
  value(listing: Listing, words: RussianWords): Value;
}

const number = (value: number): string => String(value).replace('.', ',');

const measured = (value: number | null | undefined, unit: string): Value =>
  value ? `${number(value)} ${unit}` : null;

const STROKES = { '2': 'двухтактный бензиновый', '4': 'четырёхтактный бензиновый' };

const engineKind = (listing: Listing): Value => {
  const { Stroke } = listing.matched.avitoValues;
  return isElectric(listing) ? 'электрический' : Stroke && STROKES[Stroke];
};

const power = (listing: Listing): Value =>
  measured(listing.matched.avitoValues.Power, isElectric(listing) ? 'Вт' : 'л.с.');

/** The kind of engine is a line of its own. */
const STROKES_ALONE = /^(?:two|four)-stroke$/i;

const engineDetails = (listing: Listing, words: RussianWords): Value => {
  const details = engineOf(listing)?.details?.split(', ') ?? [];
  const others = details.filter((detail) => !STROKES_ALONE.test(detail));
  return others.map((detail) => words.say('engines', detail)).join(', ');
};

const trackSize = (listing: Listing): Value => {
  const { extracted, matched } = listing;
  const [length, width] = [extracted.normalized.trackLengthMm, matched.avitoValues.TrackWidth];
  const height = trackProfile(listing)?.heightMm;
  if (length && width && height) return `${length} × ${width} × ${height} мм`;
  return [length && `длина ${length} мм`, width && `ширина ${width} мм`].filter(Boolean).join(', ');
};

/** A book may print a column of features a row too low: what another feature is called by is none of this one. */
const BELONGS_TO: readonly (readonly [name: string, value: RegExp])[] = [
  ['airRadiator', /^fan$/i],
  ['brakeSystem', /^brembo\b/i],
  ['reverse', /^(?:electro-?mechanic|rer)/i],
  ['headlights', /\b(?:halogen|led)\b/i],
];

const isMisplaced = (name: string, printed: string): boolean =>
  BELONGS_TO.some(([owner, value]) => owner !== name && value.test(printed));

const feature =
  (name: string) =>
  (listing: Listing, words: RussianWords): Value => {
    const { features = {}, powertrain = {} } = listing.model ?? {};
    const printed = forMachine(features[name] ?? powertrain[name]?.join(' '), listing);
    if (!printed || isMisplaced(name, printed) || replacedFeatures(listing).has(name)) return null;
    return words.say('equipment', printed);
  };

const suspension =
  (end: 'front' | 'rear') =>
  (listing: Listing, words: RussianWords): Value =>
    words.say('suspensions', forMachine(listing.model?.suspension[end], listing));

/** The book prints a size for each track length ("154 in.", "3900"), or one for all. */
const sizeFor = (
  listing: Listing,
  sizes: { for: string | null; size: number | undefined }[],
): number | undefined => {
  const { trackLengthIn, trackLengthMm } = listing.extracted.normalized;
  const ofLength = new RegExp(`^(?:${trackLengthIn}\\s?(?:in\\.?|"|″|”)|${trackLengthMm}(?:\\s?mm)?)$`, 'i');
  const printed = sizes.find((each) => each.for !== null && ofLength.test(each.for));
  return (printed ?? sizes.find((each) => each.for === null && sizes.length === 1))?.size;
};

const dimension =
  (name: keyof CatalogueModel['dimensions']) =>
  (listing: Listing): Value => {
    const sizes = listing.model?.dimensions[name] ?? [];
    return measured(
      sizeFor(
        listing,
        sizes.map(({ note = null, mm }) => ({ for: note, size: mm })),
      ),
      'мм',
    );
  };

const dryWeight = (listing: Listing): Value => {
  const weights = engineOf(listing)?.dryWeightKg ?? [];
  return measured(
    sizeFor(
      listing,
      weights.map((each) => ({ for: each.for, size: each.kg })),
    ),
    'кг',
  );
};

/** A list that has one column for all of the machine may say there what no other line tells: nothing of it is left out. */
const wholeName = (listing: Listing): Value => engineStandsInName(listing) && listing.extracted.model;

/** The description's specifications, in the order they are written. */
const LINES: readonly Line[] = [
  { label: 'Отличие', perVariant: true, value: (listing) => listing.words },
  { label: 'В прайс-листе', value: wholeName },
  { label: 'Тип двигателя', value: engineKind },
  { label: 'Рабочий объём', value: ({ matched }) => measured(matched.avitoValues.EngineCapacity, 'см³') },
  { label: 'Мощность', value: power },
  { label: 'Особенности двигателя', value: engineDetails },
  {
    label: 'Система питания',
    value: (listing, words) => words.say('engines', engineOf(listing)?.fuelSystem),
  },
  { label: 'Топливный бак', value: (listing) => measured(engineOf(listing)?.fuelTankL, 'л') },
  { label: 'Гусеница', value: trackSize },
  { label: 'Модель гусеницы', value: (listing, words) => words.say('tracks', trackProfile(listing)?.name) },
  { label: 'Стартер', value: (listing, words) => words.say('starters', starterOf(listing)) },
  { label: 'Приборная панель', value: (listing, words) => words.say('displays', displayOf(listing)) },
  { label: 'Цвет', perVariant: true, value: ({ extracted }, words) => words.say('colours', extracted.color) },
  {
    label: 'Опции весеннего заказа',
    perVariant: true,
    value: ({ extracted }, words) =>
      springOptionsOf(extracted)
        .map((option) => words.say('options', option))
        .join(', '),
  },
  { label: 'Условия', perVariant: true, value: ({ extracted }) => extracted.springOnly && SPRING_ONLY },
  { label: 'Число мест', value: ({ matched }) => measured(matched.avitoValues.PersonCapacity, '') },
  {
    label: 'В комплекте',
    value: ({ extracted }, words) =>
      packageExtras(extracted.package)
        .map((extra) => words.say('options', extra))
        .join(', '),
  },
  { label: 'Платформа', value: feature('platform') },
  {
    label: 'Передняя подвеска',
    value: suspension('front'),
  },
  { label: 'Задняя подвеска', value: suspension('rear') },
  { label: 'Лыжи', value: feature('skis') },
  { label: 'Тормоз', value: feature('brakeSystem') },
  { label: 'Задний ход', value: feature('reverse') },
  { label: 'Фары', value: feature('headlights') },
  { label: 'Ветровое стекло', value: feature('windshield') },
  { label: 'Подогрев рукояток и курка газа', value: feature('heatedThrottleGrips') },
  { label: 'Длина', value: dimension('overallLength') },
  { label: 'Ширина', value: dimension('overallWidth') },
  { label: 'Высота', value: dimension('overallHeight') },
  { label: 'Сухая масса', value: dryWeight },
];

const MAX_LENGTH = 7500;

const specifications = (listing: Listing, words: RussianWords, variants: readonly Listing[]): string[] =>
  LINES.filter(({ perVariant }) => !perVariant || variants.length < 2).flatMap(({ label, value }) => {
    const text = plainText(value(listing, words) || '');
    return text ? [`${label}: ${text}`] : [];
  });

/** A page is for several machines: what differs among them is told by the machine's own row. */
const DIFFERS = /engine|starter|start\b|display|track|available|option|only/i;

const equipment = (listing: Listing, words: RussianWords): string[] =>
  words.sayKnown(
    'highlights',
    keptHighlights(listing).filter((highlight) => !DIFFERS.test(highlight)),
  );

/** "Лыжи Pilot DS 3" says no more than the specification "Лыжи: Pilot DS 3". */
const withoutSaid = (items: readonly string[], specified: readonly string[]): string[] => {
  const said = new Set(specified.map((line) => line.replace(': ', ' ').toLowerCase()));
  return items.filter((item) => !said.has(item.toLowerCase()));
};

const codesOf = (listing: Listing, variants: readonly Listing[]): string =>
  (variants.length > 0 ? variants : [listing])
    .map(({ extracted }) => plainText(extracted.modelCode))
    .join(', ');

/** What stands for each field; of an ad for several codes no colour does, since its variants are listed. */
const fillingsFor = (
  listing: Listing,
  words: RussianWords,
  { description: template = OUR_TEMPLATE, ...prices }: Wording,
  variants: readonly Listing[],
): Fillings => {
  const { family, package: kit, ...name } = machineName(listing);
  const texts = { ...name, family, package: kit, name: spoken(machineName(listing)) };
  const specified = specifications(listing, words, variants);
  const said = template.includes('{specifications}') ? specified : [];
  const colour = variants.length > 1 ? null : words.say('colours', listing.extracted.color);
  return {
    name: { text: texts.name },
    brand: { text: texts.brand },
    family: { text: family },
    package: { text: kit },
    engine: { text: texts.engine },
    year: { text: texts.year },
    colour: { text: plainText(colour ?? '') },
    specifications: { heading: 'Характеристики', items: specified },
    equipment: { heading: 'Оснащение', items: withoutSaid(equipment(listing, words), said) },
    variants: { heading: 'Варианты исполнения', items: variantLines(variants, words, prices) },
    code: { text: codesOf(listing, variants) },
  };
};

/** A description, empty where it finds no room; and printed terms without a reviewed translation. */
interface Description {
  text: string;
  untranslated: string[];
}

type Wording = Prices & Pick<Dealer, 'description'>;

/** What fills a description, and printed terms without a reviewed translation. */
interface Filled extends Pick<Description, 'untranslated'> {
  fillings: Fillings;
}

const filledAnew = (listing: Listing, dealer: Wording, variants: readonly Listing[]): Filled => {
  const words = russianWords();
  const fillings = fillingsFor(listing, words, dealer, variants);
  return { fillings, untranslated: [...new Set(words.untranslated)] };
};

/** What filled the description of a listing last: what it reads like is asked before its ad is composed. */
const filled = new WeakMap<Listing, { dealer: Wording; own: Filled }>();

const filledFor = (listing: Listing, dealer: Wording, variants: readonly Listing[] = []): Filled => {
  if (variants.length > 0) return filledAnew(listing, dealer, variants);
  const last = filled.get(listing);
  const own = last?.dealer === dealer ? last.own : filledAnew(listing, dealer, variants);
  filled.set(listing, { dealer, own });
  return own;
};

const textOf = (fillings: Fillings, { description = OUR_TEMPLATE }: Wording, most = MAX_LENGTH): string =>
  fillTemplate(description, fillings, most) ?? '';

/**
 * The description of a listing in Russian, ≤ 7500 characters unless another marketplace takes fewer, with the markup Avito
 * allows, by the dealer's template or ours. An ad for several codes lists what its variants are.
 */
export const avitoDescription = (
  listing: Listing,
  dealer: Wording,
  variants: readonly Listing[] = [],
  most = MAX_LENGTH,
): Description => {
  const { fillings, untranslated } = filledFor(listing, dealer, variants);
  return { text: textOf(fillings, dealer, most), untranslated };
};

/** The same without the machine's code: what a buyer tells it from another by. */
export const describedWithoutCode = (listing: Listing, dealer: Wording): string =>
  textOf({ ...filledFor(listing, dealer).fillings, code: { text: '' } }, dealer);
