import { AvitoValues, type Source, VALUE_TAGS, type ValueTag } from '#contracts/matched.ts';
import { Money } from '#contracts/money.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { reason } from '#messages/reason.ts';

/** Who set a value by hand, and when. */
export interface Hand {
  by: string;
  at: string;
}

/** A field that a person may set, on what the ad is composed of: all rules and texts then see his value. */
export interface EditableField {
  /** What list and book say, empty where they say nothing. */
  printed(listing: Listing): string;
  /** The value in its one spelling; null where it is none for this field. */
  read(value: string, listing: Listing): string | null;
  /** The listing with a value that `read` gave. */
  set(listing: Listing, value: string, hand: Hand): Listing;
  /** How a value is written. */
  example: string;
}

/** The day of an instant, as people are told it. */
export const dayOf = (instant: string): string => instant.slice(0, '2026-11-03'.length);

/** "set by hand by anna on 2026-11-03". */
export const byHand = ({ by, at }: Hand): string => `set by hand by ${by} on ${dayOf(at)}`;

const sourceOf = (hand: Hand): Source => ({
  ...{ document: null, page: null, box: null, inherited: false, confidence: 1 },
  rule: byHand(hand),
});

/** A technical value as text becomes what its tag holds; undefined where it does not fit. */
const typed = (tag: ValueTag, text: string) => {
  const { shape } = AvitoValues;
  const asNumber = /^\d+$/.test(text) ? shape[tag].safeParse(Number(text)) : null;
  return (asNumber?.success ? asNumber : shape[tag].safeParse(text)).data;
};

const technical = (tag: ValueTag): EditableField => ({
  printed: ({ matched }) => String(matched.avitoValues[tag] ?? ''),
  read: (value) => (typed(tag, value) === undefined ? null : value),
  set: (listing, value, hand) => ({
    ...listing,
    matched: {
      ...listing.matched,
      avitoValues: { ...listing.matched.avitoValues, [tag]: typed(tag, value) },
      sources: { ...listing.matched.sources, [tag]: sourceOf(hand) },
    },
  }),
  example: tag === 'TrackWidth' ? 'TrackWidth=508' : `${tag}=…`,
});

const model: EditableField = {
  printed: ({ matched }) => matched.avitoModel ?? '',
  read: (value) => value,
  set: (listing, avitoModel, hand) => ({
    ...listing,
    matched: {
      ...listing.matched,
      ...{ avitoModel, decision: 'accepted', method: 'manual', confidence: 1 },
      confidenceDescription: `Sure: ${byHand(hand)}.`,
      reasons: [reason('name-edited', { name: avitoModel, by: hand.by, on: dayOf(hand.at) })],
    },
  }),
  example: 'Model="Ski-Doo Summit X 850 E-TEC"',
};

/** "18750", "18 750.00 EUR", "1990000 RUB". */
const PRICE = /^(?<whole>\d+)(?:[.,](?<part>\d{2}))?\s*(?<currency>[A-Z]{3})?$/;

/** Without a currency it is the list's own. */
const readPrice = (value: string, { extracted }: Listing): string | null => {
  const {
    whole,
    part = '00',
    currency = extracted.price?.currency,
  } = PRICE.exec(value.replace(/(?<=\d)[ \u00A0\u202F](?=\d)/g, ''))?.groups ?? {};
  return whole && currency ? `${BigInt(whole)}.${part} ${currency}` : null;
};

const moneyOf = (value: string): Money => {
  const [amount, currency] = value.split(' ');
  return Money.parse({ amount, currency });
};

/** What the reader of the list found wrong with its price: there is another one now. */
const isOfPrice = (flag: string): boolean => flag.startsWith('price-') || flag === 'currency-unknown';

const price: EditableField = {
  printed: ({ extracted: { price, priceText } }) =>
    price ? `${price.amount} ${price.currency}` : (priceText ?? ''),
  read: readPrice,
  set: (listing, value) => ({
    ...listing,
    extracted: {
      ...listing.extracted,
      ...{ price: moneyOf(value), priceText: value },
      flags: listing.extracted.flags.filter((flag) => !isOfPrice(flag)),
    },
  }),
  example: 'Price="18750.00 EUR"',
};

/** Longer ones no title has room for. */
const MOST_WORDS = 30;

const words: EditableField = {
  printed: (listing) => listing.words ?? '',
  read: (value) => (value.length > 0 && value.length <= MOST_WORDS ? value : null),
  set: (listing, value) => ({ ...listing, words: value }),
  example: 'Words="экран 10,25"',
};

/** Every field that a person may set. Texts are composed and have no field of their own, but for words that tell twins apart. */
export const EDITABLE_FIELDS: Record<string, EditableField> = {
  Model: model,
  Price: price,
  Words: words,
  ...Object.fromEntries(VALUE_TAGS.map((tag) => [tag, technical(tag)])),
};
