import type { Dealer } from '#contracts/dealer.ts';
import type { Reason } from '#contracts/reason.ts';
import type { Ad } from '#contracts/validated.ts';
import { reason } from '#messages/reason.ts';
import { adId } from './ad-id.ts';
import { adPictures } from './ad-pictures.ts';
import { avitoDescription, describedWithoutCode } from './avito-description.ts';
import { avitoTitle, type Title } from './avito-title.ts';
import { isElectric } from './machine-engine.ts';
import {
  type ComposeProblem,
  type Composition,
  type Listing,
  type Marketplace,
  type Neighbours,
  NO_NEIGHBOURS,
} from './marketplace.ts';
import { plainText } from './plain-text.ts';
import { type Roubles, roublesOf } from './price.ts';
import { stockedAd } from './stocked-ad.ts';
import { unsaidOptions } from './unsaid-options.ts';

/** Everything a field may be made of. */
interface Parts {
  listing: Listing;
  dealer: Dealer;
  title: Title;
  description: string;
  price: Roubles;
}

type Value = string | number | null | undefined;

/** Avito refuses these of an electric machine. */
const petrolOnly = ({ listing }: Parts, value: Value): Value => (isElectric(listing) ? null : value);

/** Either the address or the coordinates, never both. */
const withoutAddress = ({ dealer }: Parts, value: Value): Value => (dealer.address ? null : value);

const spokenOf = (text: string | undefined): Value => text && plainText(text);

/** Each tag and what fills it, in the order they are written; what has no value is left out. */
const FIELDS: Record<string, (parts: Parts) => Value> = {
  Category: () => 'Мотоциклы и мототехника',
  VehicleType: () => 'Снегоходы',
  Title: ({ title }) => ('title' in title ? title.title : null),
  Description: ({ description }) => description,
  Price: ({ price }) => ('roubles' in price ? price.roubles : null),
  Make: () => 'BRP',
  Model: ({ listing }) => listing.matched.avitoModel,
  Type: ({ listing }) => listing.matched.avitoValues.Type,
  Year: ({ listing }) => listing.matched.avitoValues.Year,
  EngineType: ({ listing }) => listing.matched.avitoValues.EngineType,
  Power: ({ listing }) => listing.matched.avitoValues.Power,
  EngineCapacity: (parts) => petrolOnly(parts, parts.listing.matched.avitoValues.EngineCapacity),
  Stroke: (parts) => petrolOnly(parts, parts.listing.matched.avitoValues.Stroke),
  PersonCapacity: ({ listing }) => listing.matched.avitoValues.PersonCapacity,
  TrackWidth: ({ listing }) => listing.matched.avitoValues.TrackWidth,
  Condition: () => 'Новое',
  Availability: ({ dealer }) => dealer.availability,
  Address: ({ dealer }) => spokenOf(dealer.address),
  Latitude: (parts) => withoutAddress(parts, parts.dealer.latitude),
  Longitude: (parts) => withoutAddress(parts, parts.dealer.longitude),
  ManagerName: ({ dealer }) => spokenOf(dealer.contact.managerName),
  ContactPhone: ({ dealer }) => spokenOf(dealer.contact.phone),
  ContactMethod: ({ dealer }) => dealer.contact.method,
  ListingFee: ({ dealer }) => dealer.listingFee,
  AdStatus: ({ dealer }) => dealer.adStatus,
};

/** Fields that only the dealer's stock gives. */
const STOCK_TAGS = ['VIN', 'VideoURL', 'VideoFileURL'];

const fieldsOf = (parts: Parts): Ad['fields'] =>
  Object.fromEntries(
    Object.entries(FIELDS)
      .map(([tag, fill]) => [tag, String(fill(parts) ?? '')])
      .filter(([, value]) => value !== ''),
  );

const descriptionProblem = (parts: Parts, variants: readonly Listing[]): Reason | null => {
  if (!parts.description) return reason('description-too-long');
  const title = 'title' in parts.title ? parts.title.title : '';
  const machines = variants.length > 0 ? variants : [parts.listing];
  const options = unsaidOptions(`${title} ${parts.description}`, machines);
  return options.length > 0 ? reason('options-unsaid', { options }) : null;
};

const problemsOf = (ad: Ad, parts: Parts, variants: readonly Listing[]): ComposeProblem[] => {
  const { title, price } = parts;
  const problems = {
    Id: ad.id ? null : reason('id-unknown'),
    Title: 'problem' in title ? title.problem : null,
    Price: 'problem' in price ? price.problem : null,
    Description: descriptionProblem(parts, variants),
    Images: ad.images.length === 0 ? reason('picture-missing') : null,
  };
  return Object.entries(problems).flatMap(([field, why]) => (why ? [{ field, reason: why }] : []));
};

const face = (listing: Listing, dealer: Dealer, neighbours: Neighbours = NO_NEIGHBOURS): string =>
  JSON.stringify([avitoTitle(listing, neighbours), describedWithoutCode(listing, dealer)]);

const compose = (listing: Listing, dealer: Dealer, neighbours: Neighbours = NO_NEIGHBOURS): Composition => {
  const { text: description, untranslated } = avitoDescription(listing, dealer, neighbours.variants);
  const price = roublesOf(listing, dealer);
  const parts = { listing, dealer, title: avitoTitle(listing, neighbours), description, price };
  const ad = { id: adId(listing) ?? '', fields: fieldsOf(parts), images: adPictures(listing, dealer) };
  return {
    ad,
    problems: problemsOf(ad, parts, neighbours.variants),
    untranslated,
    rate: 'roubles' in price ? price.rate : null,
    ...('roubles' in price && { derivation: price.derivation }),
  };
};

/** Avito's autoload feed, category "Снегоходы". */
export const avito: Marketplace = {
  name: 'avito',
  adId,
  face,
  compose,
  stocked: stockedAd,
  feed: {
    root: { name: 'Ads', attributes: { formatVersion: '3', target: 'Avito.ru' } },
    item: 'Ad',
    id: 'Id',
    title: 'Title',
    price: 'Price',
    images: { list: 'Images', item: 'Image', address: 'url' },
    order: [...Object.keys(FIELDS), ...STOCK_TAGS],
    markup: ['Description'],
  },
};
