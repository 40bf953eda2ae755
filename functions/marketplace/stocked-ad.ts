import type { Dealer } from '#contracts/dealer.ts';
import type { Standing, StockValues } from '#contracts/stock.ts';
import type { Ad } from '#contracts/validated.ts';
import { encodedAddress } from '#shared/dealer-faults.ts';
import { locationOf, type Place } from '#shared/locations.ts';
import { plainText } from './plain-text.ts';

/** What a dealer says of the machine, or the piece of it, that an ad is about. */
export interface StockedAs {
  standing: Standing;
  values: Partial<StockValues>;
  /** What it costs by that; null where nothing is said of its price. */
  roubles: string | null;
}

/** Avito's own words. */
const AVAILABILITY: Partial<Record<Standing, string>> = { 'in-stock': 'В наличии', 'on-order': 'Под заказ' };

/** Avito ignores what comes after. */
const MOST_PICTURES = 20;
/** Avito's limit of a description. */
const MOST_LETTERS = 7_500;

/** Of an address and coordinates Avito takes one. */
const whereOf = ({ address, latitude, longitude }: Omit<Place, 'contact'>): Ad['fields'] => {
  if (address) return { Address: plainText(address), Latitude: '', Longitude: '' };
  return { Address: '', Latitude: String(latitude), Longitude: String(longitude) };
};

const placeFields = ({ location, address }: StockedAs['values'], dealer: Dealer): Ad['fields'] => {
  const place = locationOf(location, dealer);
  const { managerName, phone } = place?.contact ?? {};
  return {
    ...(address ? whereOf({ address }) : place && whereOf(place)),
    ...(managerName && { ManagerName: plainText(managerName) }),
    ...(phone && { ContactPhone: plainText(phone) }),
  };
};

/** Pages of these two are links; anything else is the file itself. Source: Avito's definitions of both fields. */
const VIDEO_PAGE = /^https?:\/\/(?:www\.|m\.)?(?:youtube\.com|youtu\.be|rutube\.ru)\//i;

const videoFields = ({ video }: StockedAs['values']): Ad['fields'] => {
  if (!video) return {};
  return VIDEO_PAGE.test(video) ? { VideoURL: video } : { VideoFileURL: video };
};

const noteFields = ({ Description = '' }: Ad['fields'], { note }: StockedAs['values']): Ad['fields'] => {
  const text = note ? `${Description}<p>${plainText(note)}</p>` : '';
  return text && text.length <= MOST_LETTERS ? { Description: text } : {};
};

const withoutEmpty = (fields: Ad['fields']): Ad['fields'] =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));

/** Avito's ad with what the dealer knows of the machine in place of what it said before; the same where that is nothing. */
export const stockedAd = (ad: Ad, stock: StockedAs, dealer: Dealer): Ad => {
  const { standing, values, roubles } = stock;
  const { vin, pictures = [] } = values;
  const availability = AVAILABILITY[standing];
  const images = [...new Set([...pictures.map(encodedAddress), ...ad.images])].slice(0, MOST_PICTURES);
  return {
    ...ad,
    fields: withoutEmpty({
      ...ad.fields,
      ...(availability && { Availability: availability }),
      ...placeFields(values, dealer),
      ...(vin && { VIN: vin }),
      ...videoFields(values),
      ...(roubles && { Price: roubles }),
      ...noteFields(ad.fields, values),
    }),
    images,
  };
};

/** By which of the dealer's words a field of an ad is told, the weightier first: of Avito's, and of Yandex's offers. */
export const TOLD_BY: Readonly<Record<string, readonly (keyof StockValues)[]>> = {
  Availability: ['availability', 'quantity', 'arrives'],
  Address: ['address', 'location'],
  ManagerName: ['location'],
  ContactPhone: ['location'],
  VIN: ['vin'],
  VideoURL: ['video'],
  VideoFileURL: ['video'],
  Price: ['price', 'priceRule'],
  Description: ['note'],
  Images: ['pictures'],
  '@available': ['availability', 'quantity', 'arrives'],
  price: ['price', 'priceRule'],
  description: ['note'],
};

/** Why an ad could not be published: what the dealer's own word mends of it. By the word, the reasons. */
export const MENDED_BY: Partial<Record<keyof StockValues, readonly string[]>> = {
  pictures: ['picture-missing'],
  price: ['price-untold', 'rate-missing', 'no-price'],
};
