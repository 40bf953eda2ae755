import type { Dealer } from '#contracts/dealer.ts';
import { type Source, VALUE_TAGS, type ValueTag } from '#contracts/matched.ts';
import type { Found } from '#desk/preview/find-product.ts';

/** A machine and whose ad it becomes. */
export interface Shown extends Found {
  dealer: Dealer;
}

const percent = (confidence: number): string => `${Math.round(100 * confidence)} %`;

/** "book.pdf, page 7 (rule …), inherited, 80 % sure". */
const spoken = ({ document, page, rule, inherited, confidence }: Source): string =>
  [
    document && `${document}${page === null ? '' : `, page ${page}`}`,
    rule && `rule: ${rule}`,
    inherited && 'inherited from another book',
    confidence < 1 && `${percent(confidence)} sure`,
  ]
    .filter(Boolean)
    .join('; ');

const row = ({ document, product }: Shown): string =>
  `${document.name}, page ${product.page}, row ${product.row}`;

const book = ({ listing: { matched } }: Shown): string =>
  matched.spec ? `${matched.spec.document}, page ${matched.spec.page}` : 'no spec book';

/** The price as it was calculated, in words. */
const calculation = (shown: Shown): string => {
  const { price, priceText } = shown.listing.extracted;
  if (!price) return `${row(shown)}: ${priceText ?? 'no price'}`;
  const rule = shown.dealer.conversion[price.currency];
  const rate = rule
    ? ` × ${rule.rate} (rate of ${rule.rateDate}) + ${rule.markupPercent} %, rounded up to ${rule.roundTo}`
    : '';
  return `${row(shown)}: ${price.amount} ${price.currency}${rate}`;
};

const match = ({ listing: { matched } }: Shown): string =>
  `match: ${matched.method}, ${percent(matched.confidence)} sure`;

const configuration = ({ dealer }: Shown): string => `configuration of ${dealer.id}`;
const fixed = (): string => 'the same for every new snowmobile';

const SOURCES: Record<string, (shown: Shown) => string> = {
  Id: (shown) => `brand, code and year: ${row(shown)}`,
  Category: fixed,
  VehicleType: fixed,
  Make: fixed,
  Condition: fixed,
  Title: row,
  Description: (shown) => `${row(shown)}; ${book(shown)}; glossary`,
  Price: calculation,
  Model: match,
  Availability: configuration,
  Address: configuration,
  Latitude: configuration,
  Longitude: configuration,
  ManagerName: configuration,
  ContactPhone: configuration,
  ContactMethod: configuration,
  ListingFee: configuration,
  AdStatus: configuration,
  Images: (shown) =>
    shown.product.ad?.images.some((address) => !address.startsWith(shown.dealer.pictures.baseUrl))
      ? configuration(shown)
      : book(shown),
};

const isValueTag = (tag: string): tag is ValueTag => (VALUE_TAGS as readonly string[]).includes(tag);

/** Where the value of an ad's field comes from, in words: the place in a document, a rule or the dealer. */
export const sourceOf = (tag: string, shown: Shown): string => {
  const source = isValueTag(tag) ? shown.listing.matched.sources[tag] : undefined;
  return (source && spoken(source)) || SOURCES[tag]?.(shown) || '';
};
