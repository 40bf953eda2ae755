import type { Box } from '#contracts/box.ts';
import { COLUMNS, type Column, type ExtractedProduct } from '#contracts/extracted.ts';
import type { Crop, Place, ShownPlace } from '#contracts/shown-ad.ts';
import { unionOf } from '#pages/box.ts';
import { openFirst } from '#pages/open-first.ts';
import { type Bitmap, type OpenDocument, UnreadableDocument } from '#pages/page.ts';
import { pngOf } from '#pages/png.ts';
import { PAGE_READERS } from '#pages/readers.ts';
import { sha256 } from '#shared/hash.ts';
import { chooseParts } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { isValueTag, type Shown } from './shown.ts';

/** Which columns of the list's row a field is made of. */
const COLUMNS_OF: Record<string, readonly Column[]> = {
  Id: ['modelCode'],
  Title: ['model', 'package', 'engine', 'trackLength', 'color'],
  Description: COLUMNS.filter((column) => column !== 'section'),
  Price: ['price'],
  Model: ['model', 'package', 'engine'],
};

const sheetCell = (extracted: ExtractedProduct, column: Column): Place['cells'] => {
  const address = extracted.addresses?.[column];
  const text = column === 'price' ? extracted.priceText : extracted[column];
  return address ? [{ address, text: text ?? '' }] : [];
};

/** The cells of the list's row that a field is made of, as one place. */
const inList = (tag: string, { document, listing: { extracted } }: Shown): Place[] => {
  const columns = (COLUMNS_OF[tag] ?? []).filter((column) => extracted.cells[column]);
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
  ...inList(tag, shown),
  ...asMatched(tag, shown),
];

/** Small print can be read, also on a phone. */
const PIXELS_A_POINT = 2;
/** Around a value, so that one sees what stands beside it; points. */
const MARGIN = 8;

const placeKey = ({ document, page, box }: Place): string => JSON.stringify([document, page, box]);

const pixels = (points: number): number => Math.round(points * PIXELS_A_POINT);

const cut = ({ widthPx, heightPx, rgba }: Bitmap, [x0, y0, x1, y1]: Place['box']): Bitmap => {
  const [left, top] = [Math.max(0, pixels(x0 - MARGIN)), Math.max(0, pixels(y0 - MARGIN))];
  const width = Math.max(1, Math.min(widthPx, pixels(x1 + MARGIN)) - left);
  const height = Math.max(1, Math.min(heightPx, pixels(y1 + MARGIN)) - top);
  const part = new Uint8Array(4 * width * height);
  for (let y = 0; y < height; y++) {
    const from = 4 * ((top + y) * widthPx + left);
    part.set(rgba.subarray(from, from + 4 * width), 4 * y * width);
  }
  return { widthPx: width, heightPx: height, rgba: part };
};

const picture = async (bitmap: Bitmap): Promise<Crop> => ({
  png: await pngOf(bitmap),
  widthPoints: Math.round(bitmap.widthPx / PIXELS_A_POINT),
});

/** The places of one document, a page at a time: only one page's picture is in memory. */
const cropsOfDocument = async (document: OpenDocument, places: Place[]): Promise<[string, Crop][]> => {
  const crops: [string, Crop][] = [];
  for (const [page, same] of Map.groupBy(places, (place) => place.page)) {
    const bitmap = document.renderPage(page, PIXELS_A_POINT);
    for (const place of same) crops.push([placeKey(place), await picture(cut(bitmap, place.box))]);
  }
  return crops;
};

/** The file as it was read; null where it is not kept any more. */
const bytesOf = async (
  { key, version, sha256: sha }: DocumentRecord,
  { inbox }: Ports,
): Promise<Uint8Array | null> => {
  const bytes = (await inbox.head(key, version)) ? await inbox.read(key, version) : null;
  return bytes && sha256(bytes) === sha ? bytes : null;
};

const none = (places: Place[], reason: string): [string, Crop][] =>
  places.map((place) => [placeKey(place), { reason }]);

const cropped = async (record: DocumentRecord | undefined, places: Place[], ports: Ports) => {
  const bytes = record && (await bytesOf(record, ports));
  if (!bytes) return none(places, 'The file is no longer in the inbox.');
  const document = await openFirst(chooseParts('pageReaders', PAGE_READERS, ports.parts.pageReaders), bytes);
  try {
    return await cropsOfDocument(document, places);
  } finally {
    document.close();
  }
};

/** A document that no engine draws, such as a spreadsheet, has no pictures, and places all the same. */
const orReason =
  (places: Place[]) =>
  (error: unknown): [string, Crop][] => {
    if (error instanceof UnreadableDocument || error instanceof RangeError)
      return none(places, `No picture: ${error.message}`);
    throw error;
  };

const fileOf = ({ document, sha256 }: Place): string => JSON.stringify([document, sha256]);

/** Boxes of one version of a file say nothing about another that came under its name. */
const isFileOf =
  ({ document, sha256 }: Place) =>
  (record: DocumentRecord): boolean =>
    record.name === document && (sha256 === null || record.sha256 === sha256);

/** Pictures of places in the dealer's documents, by `placeKey`; of a file whose version is not known the newest. */
const cropsOf = async (
  places: readonly Place[],
  dealerId: string,
  ports: Ports,
): Promise<Map<string, Crop>> => {
  const records = (await ports.table.documents.query({ dealerId })).sort((one, other) =>
    other.receivedAt.localeCompare(one.receivedAt),
  );
  const crops: [string, Crop][] = [];
  const distinct = new Map(places.map((place) => [placeKey(place), place]));
  for (const same of Map.groupBy(distinct.values(), fileOf).values()) {
    const record = records.find(isFileOf(same[0] as Place));
    crops.push(...(await cropped(record, same, ports).catch(orReason(same))));
  }
  return new Map(crops);
};

/** Places of fields with their pictures; each page is drawn once. */
export const withCrops = async <Field extends { places: Place[] }>(
  fields: readonly Field[],
  dealerId: string,
  ports: Ports,
): Promise<(Omit<Field, 'places'> & { places: ShownPlace[] })[]> => {
  const drawable = fields.flatMap(({ places }) => places.filter(({ cells }) => cells.length === 0));
  const crops = await cropsOf(drawable, dealerId, ports);
  return fields.map(({ places, ...field }) => ({
    ...field,
    places: places.map((place) => ({ ...place, crop: crops.get(placeKey(place)) ?? null })),
  }));
};
