import type { Dealer } from '#contracts/dealer.ts';
import { type Source, VALUE_TAGS, type ValueTag } from '#contracts/matched.ts';
import type { Reason } from '#contracts/reason.ts';
import type { AdOfCode, KeptOutAs, ShownField } from '#contracts/shown-ad.ts';
import type { SaidValues } from '#contracts/stock.ts';
import { type Ad, Validated, type ValidatedProduct } from '#contracts/validated.ts';
import { readList } from '#functions/validate/read-list.ts';
import { bookPictureOf, pictureFileName } from '#marketplace/ad-pictures.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { TOLD_BY } from '#marketplace/stocked-ad.ts';
import { reason } from '#messages/reason.ts';
import { readJson } from '#shared/json.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { Ports } from '#shared/ports.ts';
import { verdictsKey } from '#shared/run.ts';
import { spokenMoney } from '#shared/spoken-money.ts';
import { derivationText } from '#shared/spoken-price.ts';
import type { DocumentRecord, Offer } from '#shared/table/records.ts';
import { documentsInForce } from '../documents/documents.ts';
import type { OfferedAs } from './as-stocked.ts';

/** Everything that is known of one machine of a dealer's list, and what was made of it. */
interface Found {
  document: DocumentRecord;
  listing: Listing;
  product: ValidatedProduct;
  rules: Validated['rules'];
}

/** A machine and whose ad it becomes. */
export interface Shown extends Found {
  dealer: Dealer;
  /** What the dealer says of the machine, or the piece of it, that lies over its ad; the ad as it is without. */
  stocked?: { said: SaidValues; without: Ad; out: KeptOutAs | null; ads: AdOfCode[] };
}

/** A machine as each of its ads stands in the feed; as it is where no offer or ad of it is there. */
export const shownAs = (
  shown: Shown,
  offer: Offer | undefined,
  offeredAs: (offer: Offer) => OfferedAs[],
): Shown[] => {
  const { ad: without, verdict, reasons } = shown.product;
  if (!without || !offer) return [shown];
  const all = offeredAs({ ...offer, ad: without, verdict, reasons });
  const ads = all.map(({ ad, out }) => ({ id: ad?.id ?? without.id, out }));
  return all.map(({ offer: next, ad, out }) => ({
    ...shown,
    product: {
      ...shown.product,
      ...{ ad: next.ad ?? without, verdict: next.verdict, reasons: next.reasons },
      derivation: next.derivation ?? shown.product.derivation,
    },
    stocked: { said: ad?.said ?? {}, without, out, ads },
  }));
};

/** Whether a machine of a list is the one that is asked for. */
export type Meaning = (product: ValidatedProduct) => boolean;

/** Lists in force before others, and newer ones before older. */
const byWeight =
  (inForce: Set<string>) =>
  (one: DocumentRecord, other: DocumentRecord): number =>
    Number(inForce.has(other.documentId)) - Number(inForce.has(one.documentId)) ||
    other.receivedAt.localeCompare(one.receivedAt);

const inDocument = async (
  document: DocumentRecord,
  isMeant: Meaning,
  ports: Ports,
): Promise<Found | null> => {
  const { artefacts } = document;
  const verdicts = verdictsKey(artefacts, ports.table.channel);
  if (!verdicts || !(await ports.artefacts.head(verdicts))) return null;
  const { products, rules } = await readJson(ports.artefacts, verdicts, Validated);
  const product = products.find(isMeant);
  if (!product) return null;
  const { listings } = await readList({ dealerId: document.dealerId, artefacts: artefacts ?? {} }, ports);
  const listing = listings.find(
    ({ extracted: { page, row } }) => page === product.page && row === product.row,
  );
  return listing ? { document, listing, product, rules } : null;
};

/** A machine by its code, however that is written: of a code that stands on several lists the weightiest is meant. */
export const byCode =
  (code: string): Meaning =>
  ({ modelCode }) =>
    modelCode.toUpperCase() === code.toUpperCase();

/** The machine that is meant, on a dealer's lists: on the one in force, else on the newest. Null without one. */
export const findProduct = async (
  dealerId: string,
  isMeant: Meaning,
  ports: Ports,
): Promise<Found | null> => {
  const inForce = await documentsInForce(dealerId, ports);
  const documents = (await ports.table.documents.query({ dealerId })).sort(byWeight(inForce));
  for (const document of documents) {
    const found = await inDocument(document, isMeant, ports);
    if (found) return found;
  }
  return null;
};

const percentOf = (confidence: number): number => Math.round(100 * confidence);

/** What matching says of a value: the book's page, a rule, and what makes it less sure. */
const given = ({ document, page, rule, inherited, confidence }: Source): Reason[] => [
  ...(document === null ? [] : [reason('from-book', { document, page })]),
  ...(rule === null ? [] : [reason('from-rule', { rule })]),
  ...(inherited ? [reason('from-lent')] : []),
  ...(confidence < 1 ? [reason('from-guess', { percent: percentOf(confidence) })] : []),
];

const placeOf = ({ document, product }: Pick<Shown, 'document' | 'product'>) => ({
  ...{ document: document.name, page: product.page, row: product.row },
});

const row = (shown: Shown): Reason => reason('from-row', placeOf(shown));

const book = ({ listing: { matched } }: Shown): Reason =>
  matched.spec
    ? reason('from-book', { document: matched.spec.document, page: matched.spec.page })
    : reason('from-no-book');

/** How the price came about. */
export const calculationOf = (shown: Omit<Shown, 'rules'>): Reason => {
  const { priceText, price } = shown.listing.extracted;
  const { derivation } = shown.product;
  const asPrinted = price ? spokenMoney(price) : (priceText ?? 'no price');
  const printed = derivation ? derivationText(derivation) : asPrinted;
  return reason('from-print', { ...placeOf(shown), printed });
};

const match = ({ listing: { matched } }: Shown): Reason =>
  reason('from-match', { method: matched.method, percent: percentOf(matched.confidence) });

const configuration = ({ dealer }: Shown): Reason => reason('from-configuration', { dealerId: dealer.id });
const ofKind = (): Reason => reason('from-kind');

const isOfBook = (address: string, { listing }: Shown): boolean => {
  const own = bookPictureOf(listing);
  return own !== undefined && address.endsWith(`/${pictureFileName(own)}`);
};

const picturesFrom = (shown: Shown): Reason =>
  (shown.product.ad?.images ?? []).every((address) => isOfBook(address, shown))
    ? book(shown)
    : configuration(shown);

const SOURCES: Record<string, readonly ((shown: Shown) => Reason)[]> = {
  Id: [(shown) => reason('from-identity', placeOf(shown))],
  Category: [ofKind],
  VehicleType: [ofKind],
  Make: [ofKind],
  Condition: [ofKind],
  Title: [row],
  Description: [row, book, () => reason('from-glossary')],
  Price: [calculationOf],
  Model: [match],
  Availability: [configuration],
  Address: [configuration],
  Latitude: [configuration],
  Longitude: [configuration],
  ManagerName: [configuration],
  ContactPhone: [configuration],
  ContactMethod: [configuration],
  ListingFee: [configuration],
  AdStatus: [configuration],
  Images: [picturesFrom],
  // YML's own.
  '@available': [configuration],
  url: [configuration],
  currencyId: [ofKind],
  categoryId: [ofKind],
  name: [row],
  vendor: [row],
  vendorCode: [row],
  Colour: [row],
  description: [row, book, () => reason('from-glossary')],
  price: [calculationOf],
};

export const isValueTag = (tag: string): tag is ValueTag => (VALUE_TAGS as readonly string[]).includes(tag);

const valueIn = ({ fields, images }: Ad, tag: string): string =>
  tag === 'Images' ? images.join('\n') : (fields[tag] ?? '');

/** Who said, or what cell says, of the stock what stands in a field. */
const stockSources = (tag: string, value: string, { stocked }: Shown): Reason[] => {
  if (!stocked || valueIn(stocked.without, tag) === value) return [];
  const told = (TOLD_BY[tag] ?? [])
    .map((field) => stocked.said[field])
    .filter((said) => said && said.value !== null);
  const [last] = told.toSorted((one, other) => (other?.order ?? '').localeCompare(one?.order ?? ''));
  if (!last) return [];
  const { source } = last;
  return 'by' in source
    ? [reason('from-stock-word', { by: source.by, on: moscowMinute(source.at) })]
    : [reason('from-stock-sheet', { document: source.document, address: source.cell })];
};

/** Where the value of an ad's field comes from: the place in a document, a rule or the dealer. */
const sourcesOf = (tag: string, shown: Shown): Reason[] => {
  const source = isValueTag(tag) ? shown.listing.matched.sources[tag] : undefined;
  const found = source ? given(source) : [];
  return found.length > 0 ? found : (SOURCES[tag] ?? []).map((from) => from(shown));
};

/** Every field of the machine's ad with its source; none where it has no ad. */
export const fieldsOf = (shown: Shown): ShownField[] => {
  const { ad } = shown.product;
  if (!ad) return [];
  const values: [string, string][] = [
    ['Id', ad.id],
    ...Object.entries(ad.fields),
    ['Images', ad.images.join('\n')],
  ];
  return values.map(([tag, value]) => ({
    ...{ tag, value },
    sources: [...stockSources(tag, value, shown), ...sourcesOf(tag, shown)],
  }));
};
