import type { Box } from '#contracts/box.ts';
import type { Dealer } from '#contracts/dealer.ts';
import { COLUMNS, type Column, type ExtractedProduct } from '#contracts/extracted.ts';
import type { Place, ShownField } from '#contracts/shown-ad.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import { unionOf } from '#pages/box.ts';
import type { Ports } from '#shared/ports.ts';
import { asStocked } from './as-stocked.ts';
import { fieldsOf, findProduct, isValueTag, type Shown, shownAs } from './shown.ts';

/** Which columns of the list's row a field is made of. */
const COLUMNS_OF: Record<string, readonly Column[]> = {
  Id: ['modelCode'],
  Title: ['model', 'package', 'engine', 'trackLength', 'color'],
  Description: COLUMNS.filter((column) => column !== 'section'),
  Price: ['price'],
  Model: ['model', 'package', 'engine'],
  name: ['model', 'package', 'engine'],
  description: COLUMNS.filter((column) => column !== 'section'),
  price: ['price'],
  vendorCode: ['modelCode'],
  Colour: ['color'],
};

/** What was read in a column of the row. */
export const textIn = (extracted: ExtractedProduct, column: Column): string =>
  (column === 'price' ? extracted.priceText : extracted[column]) ?? '';

const sheetCell = (extracted: ExtractedProduct, column: Column): Place['cells'] => {
  const address = extracted.addresses?.[column];
  return address ? [{ address, text: textIn(extracted, column) }] : [];
};

/** Cells of the list's row as one place. */
export const inList = (
  wanted: readonly Column[],
  { document, listing: { extracted } }: Pick<Shown, 'document' | 'listing'>,
): Place[] => {
  const columns = wanted.filter((column) => extracted.cells[column]);
  if (columns.length === 0) return [];
  const boxes = columns.map((column) => extracted.cells[column] as Box);
  const cells = columns.flatMap((column) => sheetCell(extracted, column));
  const { name, sha256 = null } = document;
  return [{ document: name, sha256, page: extracted.page, box: unionOf(boxes), cells }];
};

/** The cells of a spreadsheet's row at a place that matching took a value from. */
const cellsAt = (box: Box, { listing: { extracted } }: Shown): Place['cells'] =>
  COLUMNS.filter((column) => String(extracted.cells[column]) === String(box)).flatMap((column) =>
    sheetCell(extracted, column),
  );

/** A value lent by another book names that by its name alone. */
const versionOf = (name: string, { document, listing: { matched } }: Shown): string | null =>
  (name === document.name ? document.sha256 : matched.spec?.document === name && matched.spec.sha256) || null;

/** Where the value was printed, in a book or on the list itself, if it was. */
const asMatched = (tag: string, shown: Shown): Place[] => {
  const { document, page, box } =
    (isValueTag(tag) ? shown.listing.matched.sources[tag] : undefined) ?? NOWHERE;
  if (!document || page === null || !box) return [];
  const cells = document === shown.document.name ? cellsAt(box, shown) : [];
  return [{ document, sha256: versionOf(document, shown), page, box, cells }];
};
const NOWHERE = { document: null, page: null, box: null };

/** Where what a field is made of stands: on the list, and where matching took its value from. */
export const placesOf = (tag: string, shown: Shown): Place[] => [
  ...inList(COLUMNS_OF[tag] ?? [], shown),
  ...asMatched(tag, shown),
];

/** The machine that the ad stands for, of several the one whose offer speaks for it; null where no offer has it. */
export const shownFor = async (adId: string, dealer: Dealer, ports: Ports): Promise<Shown | null> => {
  const offeredAs = await asStocked(dealer.id, ports);
  const offers = (await ports.table.offers.query({ dealerId: dealer.id }))
    .filter((offer) => offeredAs(offer).some(({ ad }) => ad?.id === adId))
    .sort((one, other) => other.order.localeCompare(one.order));
  const meant = offers.find(({ verdict }) => verdict === 'published') ?? offers[0];
  if (!meant) return null;
  const { modelCode, adId: own } = meant;
  const isMeant = (product: ValidatedProduct) => product.modelCode === modelCode && product.ad?.id === own;
  const found = await findProduct(dealer.id, isMeant, ports);
  if (!found) return null;
  return (
    shownAs({ dealer, ...found }, meant, offeredAs).find(({ product }) => product.ad?.id === adId) ?? null
  );
};

/**
 * Fields of an ad, those too that it lacks, and where what they are made of stands, without pictures of the places; none where
 * no list has the ad.
 */
export const fieldPlaces = async (
  adId: string,
  dealerId: string,
  tags: readonly string[],
  ports: Ports,
): Promise<(ShownField & { places: Place[] })[]> => {
  const dealer = (await ports.table.dealers.get({ dealerId }))?.configuration;
  const shown = dealer && (await shownFor(adId, dealer, ports));
  if (!shown) return [];
  const known = new Map(fieldsOf(shown).map((field) => [field.tag, field]));
  return tags.map((tag) => ({
    ...(known.get(tag) ?? { tag, value: '', sources: [] }),
    places: placesOf(tag, shown),
  }));
};
