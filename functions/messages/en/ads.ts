import type { Reason } from '#contracts/reason.ts';
import { type Say, saidBy, unended } from '../message.ts';
import { type NamedCodes, namedCodesText, quoted } from './words.ts';

/** Why a machine's ad is not published. */
export const ADS = {
  'match-unsure': { why: 'the model is not matched for sure' },
  'field-missing': { why: ({ field }: { field: string }) => `${field} is missing` },
  'id-unknown': { why: 'Id: brand, model code or model year not known' },
  'title-unknown': {
    why: ({ unknown }: { unknown: readonly string[] }) => `Title: ${unknown.join(' and ')} not known`,
  },
  'title-too-long': {
    why: ({ most }: { most: number }) => `Title: brand, family, engine and year need over ${most} characters`,
  },
  'price-untold': { why: 'Price: no price can be told from the list' },
  'rate-missing': {
    why: ({ currency }: { currency: string }) => `Price: the dealer has no rate for ${currency}`,
  },
  'no-price': {
    why: ({ amount, currency }: { amount: string; currency: string }) =>
      `Price: ${amount} ${currency} is no price`,
  },
  'description-too-long': { why: 'Description: longer than 7500 characters even without its lists' },
  'options-unsaid': {
    why: ({ options }: { options: readonly string[] }) =>
      `Description: it does not name what the machine is sold with (${options.join(', ')}): the template needs ` +
      '{specifications} and {name}',
  },
  'picture-own-lost': {
    why: ({ address, detail }: { address: string; detail: string }) =>
      `The picture ${address} is left out: ${unended(detail)}.`,
    whatToDo:
      'Mend the address, or serve a JPEG or PNG of at most 25 MB there; it is asked again after an hour.',
  },
  'picture-own-later': {
    why: ({ address }: { address: string }) =>
      `Nobody has had the time to look at the picture ${address} yet.`,
    whatToDo: 'Nothing: the next build looks at it.',
  },
  'picture-of-several-colours': {
    why: ({
      address,
      codes,
      colors,
    }: {
      address: string;
      codes: readonly string[];
      colors: readonly string[];
    }) =>
      `The picture ${address} is shown of machines in different colours: ${codes.join(', ')} (${colors.join('; ')}).`,
    whatToDo: 'Name a picture of each colour, if buyers would be misled.',
  },
  'picture-missing': { why: 'Images: no picture in the spec book or of the dealer' },
  'shop-missing': {
    why: ({ channel }: { channel: string }) => `shop: nobody has said who sells in ${channel}`,
    whatToDo: 'Write name, company and url of the shop into the channel of the dealer’s configuration.',
  },
  'field-stranger': { why: ({ field }: { field: string }) => `${field} is not a field of the category` },
  'field-inapplicable': { why: ({ field }: { field: string }) => `${field} does not apply to this machine` },
  'field-crowded': {
    why: ({ field, entries, most }: { field: string; entries: number; most: number }) =>
      `${field} has ${entries} entries, not at most ${most}`,
  },
  'value-no-number': {
    why: ({ type, ...of }: OfValue & { type: string }) => `${named(of)} is no ${type} number`,
  },
  'value-unlisted': {
    why: ({ listed, ...of }: OfValue & { listed: readonly string[] }) =>
      `${named(of)} is none of ${listed.join(', ')}`,
  },
  'value-outside': {
    why: ({ min, max, ...of }: OfValue & Bounds) => `${named(of)} is not ${between({ min, max })}`,
  },
  'value-length': {
    why: ({ field, characters, min, max }: Bounds & { field: string; characters: number }) =>
      `${field} has ${characters} characters, not ${between({ min, max })}`,
  },
  'value-form': { why: (of: OfValue) => `${named(of)} has the wrong form` },
  'value-forbidden': {
    why: ({ field, found }: { field: string; found: string }) =>
      `${field} holds ${quoted(found)}, which is not allowed`,
  },
  'value-uncatalogued': { why: (of: OfValue) => `${named(of)} is not in the catalogue` },
  'not-together': {
    why: ({ field, value, of, with: other }: OfValue & { of: string; with: string }) =>
      `${field} ${value} does not go with ${of} ${other}`,
  },
  'value-unruled': { why: ({ field, value }: OfValue) => `no rule knows the ${field} ${value}` },
  'term-untranslated': {
    why: ({ term }: { term: string }) => `no translation of ${term}`,
    whatToDo:
      'Nothing: cells stand in the ads as printed, a highlight of the book is left out. An entry in ' +
      'functions/reference/glossary/russian would translate it.',
  },
  'no-identity': { why: 'it has no brand, code or model year' },
  'edit-outdated': {
    why: ({ field, value, insteadOf, now, by, on }: Outdated) =>
      `${field} "${value}" was set by hand by ${by} on ${on} in place of "${insteadOf}", but it is "${now}" now: edit it ` +
      'again, or reopen',
  },
  'ad-repeated': {
    why: ({ codes, times, prices }: Repeated) =>
      `${codes.join(', ')} stands ${times} times on the list, at ${prices.join(', ')}`,
  },
  'ads-alike': {
    why: ({ columns, ...named }: NamedCodes & { columns: readonly string[] }) =>
      `the ads of ${namedCodesText(named)} read alike and would be blocked as duplicates: the rows differ in ` +
      (columns.join(', ') || 'nothing but the code'),
  },
  'list-unaccounted': {
    why: (found: Unread, say: Say) => `The list is not fully accounted for (${where(found, say)}).`,
  },
  'machine-unseen': {
    why: (found: Unread, say: Say) =>
      `The newest list does not name this machine, but not all of that list could be read (${where(found, say)}).`,
  },
  'name-near': { why: ({ name }: { name: string }) => `Avito lists ${name}` },
  'kept-out-by-hand': {
    why: ({ by, on, because }: { by: string; on: string; because: string }) =>
      `Kept out by ${by} on ${on}${because && `: ${because}`}`,
  },
};

type OfValue = { field: string; value: string };

const named = ({ field, value }: OfValue): string => `${field} ${quoted(value)}`;

/** Null for a limit that there is not. */
type Bounds = { min: number | null; max: number | null };

const between = ({ min, max }: Bounds): string =>
  [min === null ? [] : `at least ${min}`, max === null ? [] : `at most ${max}`].flat().join(' and ');

/** The first thing on a list that is in no product. */
interface Unread {
  readonly [name: string]: string | number | null | Reason;
  page: number | null;
  detail: string | Reason;
}

const where = ({ page, detail }: Unread, say: Say): string =>
  page === null ? 'see problems in extracted.json' : `page ${page}: ${saidBy(detail, say)}`;

interface Repeated {
  readonly [name: string]: number | readonly string[];
  codes: readonly string[];
  times: number;
  prices: readonly string[];
}

interface Outdated {
  readonly [name: string]: string;
  field: string;
  value: string;
  insteadOf: string;
  now: string;
  by: string;
  on: string;
}
