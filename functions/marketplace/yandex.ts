import type { Dealer } from '#contracts/dealer.ts';
import type { Reason } from '#contracts/reason.ts';
import type { Ad } from '#contracts/validated.ts';
import { reason } from '#messages/reason.ts';
import { encodedAddress } from '#shared/dealer-faults.ts';
import { moscowOffset } from '#shared/moscow-time.ts';
import { adId } from './ad-id.ts';
import { adPictures } from './ad-pictures.ts';
import { avitoDescription, describedWithoutCode } from './avito-description.ts';
import { isElectric } from './machine-engine.ts';
import { machineName, spoken } from './machine-name.ts';
import {
  type ComposeProblem,
  type Composition,
  type FeedFrame,
  type Listing,
  type Marketplace,
  type Neighbours,
  NO_NEIGHBOURS,
} from './marketplace.ts';
import { plainText, xmlText } from './plain-text.ts';
import { type Roubles, roublesOf } from './price.ts';
import { russianWords } from './russian-words.ts';
import type { StockedAs } from './stocked-ad.ts';
import { unsaidOptions } from './unsaid-options.ts';
import { YML } from './yml-structure.ts';

/** By which dealers' channels, rules and keys name it. */
const NAME = 'yandex';

/** Limits of YML. Source: https://yandex.ru/support/merchants/ru/elements/attributes-offer */
const MOST_PICTURES = 10;
const MOST_LETTERS = 3000;

/** The one category of all offers, below its own. */
const CATEGORIES = [
  { id: '1', name: 'Мототехника' },
  { id: '2', parent: '1', name: 'Снегоходы' },
] as const;
const SNOWMOBILES = '2';

/** Figures and Latin letters alone, no more than 20: an Id of Avito's without its hyphens. */
const offerId = (listing: Listing): string | null => adId(listing)?.replaceAll(/[^0-9A-Za-z]/g, '') ?? null;

/** Avito's markup as YML takes it: headings are h3, lists are ul, and nothing is bold or slanted. */
const MARKUP: readonly [RegExp, string][] = [
  [/<p><strong>([^<]*)<\/strong><\/p>/g, '<h3>$1</h3>'],
  [/<\/?(?:strong|em)>/g, ''],
  [/<(\/?)ol>/g, '<$1ul>'],
  [/<br ?\/?>/g, '<br/>'],
];

const asYml = (text: string): string =>
  MARKUP.reduce((changed, [avitos, ymls]) => changed.replace(avitos, ymls), text);

/** Everything a field may be made of. */
interface Parts {
  listing: Listing;
  dealer: Dealer;
  name: string;
  description: string;
  price: Roubles;
  colour: string | null;
}

type Value = string | number | null | undefined;

/** "https://…/{code}", the code encoded. */
const pageOf = ({ dealer, listing }: Parts): Value =>
  dealer.channels?.[NAME]?.shop?.machineUrl?.replaceAll(
    '{code}',
    encodeURIComponent(listing.extracted.modelCode),
  );

const powerOf = ({ listing }: Parts, electric: boolean): Value =>
  isElectric(listing) === electric ? listing.matched.avitoValues.Power : null;

const petrolOnly = ({ listing }: Parts, value: Value): Value => (isElectric(listing) ? null : value);

/** Each field and what fills it, in the order they are written; what has no value is left out. */
const FIELDS: Record<string, (parts: Parts) => Value> = {
  '@available': ({ dealer }) => String(dealer.availability === 'В наличии'),
  url: pageOf,
  price: ({ price }) => ('roubles' in price ? price.roubles : null),
  currencyId: () => 'RUB',
  categoryId: () => SNOWMOBILES,
  name: ({ name }) => name,
  vendor: ({ listing }) => machineName(listing).brand,
  vendorCode: ({ listing }) => plainText(listing.extracted.modelCode),
  description: ({ description }) => description,
  Year: ({ listing }) => listing.matched.avitoValues.Year,
  Type: ({ listing }) => listing.matched.avitoValues.Type,
  EngineType: ({ listing }) => listing.matched.avitoValues.EngineType,
  Power: (parts) => powerOf(parts, false),
  ElectricPower: (parts) => powerOf(parts, true),
  EngineCapacity: (parts) => petrolOnly(parts, parts.listing.matched.avitoValues.EngineCapacity),
  Stroke: (parts) => petrolOnly(parts, parts.listing.matched.avitoValues.Stroke),
  PersonCapacity: ({ listing }) => listing.matched.avitoValues.PersonCapacity,
  TrackWidth: ({ listing }) => listing.matched.avitoValues.TrackWidth,
  Colour: ({ colour }) => colour,
};

const param = (name: string, unit?: string) => ({
  tag: 'param',
  attributes: { name, ...(unit && { unit }) },
});

/** What YML has no tag of its own for. */
const PARAMS = {
  Year: param('Год выпуска'),
  Type: param('Тип снегохода'),
  EngineType: param('Тип двигателя'),
  Power: param('Мощность', 'л.с.'),
  ElectricPower: param('Мощность', 'Вт'),
  EngineCapacity: param('Рабочий объём', 'см³'),
  Stroke: param('Число тактов'),
  PersonCapacity: param('Число мест'),
  TrackWidth: param('Ширина гусеницы', 'мм'),
  Colour: param('Цвет'),
};

/** Pictures stand before the name, as in Yandex's own examples. */
const ORDER = Object.keys(FIELDS).flatMap((field) => (field === 'name' ? ['picture', field] : [field]));

const fieldsOf = (parts: Parts): Ad['fields'] =>
  Object.fromEntries(
    Object.entries(FIELDS)
      .map(([field, fill]) => [field, String(fill(parts) ?? '')])
      .filter(([, value]) => value !== ''),
  );

const descriptionProblem = (
  { name, description, listing }: Parts,
  { variants }: Neighbours,
): Reason | null => {
  if (!description) return reason('description-too-long');
  const options = unsaidOptions(`${name} ${description}`, variants.length > 0 ? variants : [listing]);
  return options.length > 0 ? reason('options-unsaid', { options }) : null;
};

const problemsOf = (ad: Ad, parts: Parts, neighbours: Neighbours): ComposeProblem[] => {
  const { price, dealer } = parts;
  const problems = {
    Id: ad.id ? null : reason('id-unknown'),
    price: 'problem' in price ? price.problem : null,
    description: descriptionProblem(parts, neighbours),
    Images: ad.images.length === 0 ? reason('picture-missing') : null,
    shop: dealer.channels?.[NAME]?.shop ? null : reason('shop-missing', { channel: NAME }),
  };
  return Object.entries(problems).flatMap(([field, why]) => (why ? [{ field, reason: why }] : []));
};

/** Markup may be longer in YML than it was: what is over is left out where the text is put together, not cut off it. */
const described = (
  listing: Listing,
  dealer: Dealer,
  variants: readonly Listing[],
  most = MOST_LETTERS,
): ReturnType<typeof avitoDescription> => {
  const whole = avitoDescription(listing, dealer, variants, most);
  const over = asYml(whole.text).length - MOST_LETTERS;
  return over > 0 ? described(listing, dealer, variants, whole.text.length - over) : whole;
};

const nameOf = (listing: Listing): string => `Снегоход ${spoken(machineName(listing))}`;

const compose = (listing: Listing, dealer: Dealer, neighbours: Neighbours = NO_NEIGHBOURS): Composition => {
  const { variants } = neighbours;
  const { text, untranslated } = described(listing, dealer, variants);
  const price = roublesOf(listing, dealer);
  const colour = variants.length > 1 ? null : russianWords().say('colours', listing.extracted.color);
  const parts = { listing, dealer, name: nameOf(listing), description: asYml(text), price, colour };
  const images = adPictures(listing, dealer).slice(0, MOST_PICTURES);
  const ad = { id: offerId(listing) ?? '', fields: fieldsOf(parts), images };
  return {
    ...{ ad, untranslated, problems: problemsOf(ad, parts, neighbours) },
    rate: 'roubles' in price ? price.rate : null,
    ...('roubles' in price && { derivation: price.derivation }),
  };
};

const AVAILABLE: Partial<Record<StockedAs['standing'], string>> = { 'in-stock': 'true', 'on-order': 'false' };

const withNote = ({ description = '' }: Ad['fields'], note: string | undefined): Ad['fields'] => {
  const text = note ? `${description}<p>${plainText(note)}</p>` : '';
  return text && text.length <= MOST_LETTERS ? { description: text } : {};
};

/** An offer tells neither VIN nor place: YML has no field for them. */
const stocked = (ad: Ad, { standing, values: { pictures = [], note }, roubles }: StockedAs): Ad => {
  const available = AVAILABLE[standing];
  return {
    ...ad,
    fields: {
      ...ad.fields,
      ...(available && { '@available': available }),
      ...(roubles && { price: roubles }),
      ...withNote(ad.fields, note),
    },
    images: [...new Set([...pictures.map(encodedAddress), ...ad.images])].slice(0, MOST_PICTURES),
  };
};

const escaped = (text: string): string =>
  plainText(xmlText(text)).replaceAll('&', '&amp;').replaceAll('"', '&quot;');

const categoryText = (category: (typeof CATEGORIES)[number]): string => {
  const parent = 'parent' in category ? ` parentId="${category.parent}"` : '';
  return `<category id="${category.id}"${parent}>${category.name}</category>\n`;
};

const faults = (dealer: Dealer): string[] =>
  dealer.channels?.[NAME]?.shop
    ? []
    : [`channels.${NAME}.shop is missing: write name, company and url, with which YML begins`];

/** A dealer that has told no shop has no offers either. */
const shopOf = ({ name, feed, channels }: Dealer) =>
  channels?.[NAME]?.shop ?? { name, company: name, url: new URL(feed.publicUrl).origin };

const FRAME: FeedFrame = {
  opening: ({ dealer, at }) => {
    const { name, company, url } = shopOf(dealer);
    return [
      `<yml_catalog date="${moscowOffset(at)}">\n<shop>\n`,
      `<name>${escaped(name)}</name>\n<company>${escaped(company)}</company>\n<url>${escaped(url)}</url>\n`,
      '<currencies>\n<currency id="RUB" rate="1"/>\n</currencies>\n',
      `<categories>\n${CATEGORIES.map(categoryText).join('')}</categories>\n<offers>\n`,
    ].join('');
  },
  closing: '</offers>\n</shop>\n</yml_catalog>\n',
  // Yandex takes no feed that is older than ten days.
  freshDays: 7,
};

/** Yandex's YML, offers of the simplified type: https://yandex.ru/support/marketplace/ru/assortment/auto/yml */
export const yandex: Marketplace = {
  name: NAME,
  adId: offerId,
  face: (listing, dealer) => JSON.stringify([nameOf(listing), describedWithoutCode(listing, dealer)]),
  compose,
  stocked,
  faults,
  feed: {
    root: { name: 'yml_catalog', attributes: {} },
    frame: FRAME,
    structure: YML,
    item: 'offer',
    id: '@id',
    title: 'name',
    price: 'price',
    images: { item: 'picture' },
    elements: PARAMS,
    order: ORDER,
    markup: ['description'],
    availability: { tag: '@available', words: { true: 'В наличии', false: 'Под заказ' } },
  },
};
