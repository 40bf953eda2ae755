import type { CatalogueModel } from '#contracts/catalogue.ts';
import { forMachine } from './for-machine.ts';
import { engineOf, isElectric } from './machine-engine.ts';
import type { Listing } from './marketplace.ts';
import { replacedFeatures } from './replaced-equipment.ts';
import type { RussianWords } from './russian-words.ts';
import { packageExtras, SPRING_ONLY, springOptionsOf } from './sold-options.ts';
import { trackProfile } from './track-profile.ts';

type Value = string | null | undefined | false;

/** One line of the description: its label, and its value where the documents give one. */
export interface Line {
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

/** The description's specifications, in the order they are written. */
export const LINES: readonly Line[] = [
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
  { label: 'Стартер', value: ({ extracted }, words) => words.say('starters', extracted.starter) },
  { label: 'Приборная панель', value: ({ extracted }, words) => words.say('displays', extracted.display) },
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
