import type { Reason } from '#contracts/reason.ts';
import type { Crop, Place } from '#contracts/shown-ad.ts';
import { reason } from '#messages/reason.ts';
import { openFirst } from '#pages/open-first.ts';
import { type Bitmap, type OpenDocument, UnreadableDocument } from '#pages/page.ts';
import { type BitmapPart, pngOf } from '#pages/png.ts';
import { pageReadersOf } from '#pages/readers.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import type { DocumentRecord } from '#shared/table/records.ts';

/** Small print can be read, also on a phone. */
const PIXELS_A_POINT = 2;
/** Around a value, so that one sees what stands beside it; points. */
const MARGIN = 8;

/** What a place's picture is known by. */
export const placeKey = ({ document, page, box }: Pick<Place, 'document' | 'page' | 'box'>): string =>
  JSON.stringify([document, page, box]);

const pixels = (points: number): number => Math.round(points * PIXELS_A_POINT);

const partOf = ({ widthPx, heightPx }: Bitmap, [x0, y0, x1, y1]: Place['box']): BitmapPart => {
  const leftPx = Math.min(widthPx - 1, Math.max(0, pixels(x0 - MARGIN)));
  const topPx = Math.min(heightPx - 1, Math.max(0, pixels(y0 - MARGIN)));
  return {
    ...{ leftPx, topPx },
    widthPx: Math.max(1, Math.min(widthPx, pixels(x1 + MARGIN)) - leftPx),
    heightPx: Math.max(1, Math.min(heightPx, pixels(y1 + MARGIN)) - topPx),
  };
};

const picture = async (bitmap: Bitmap, part: BitmapPart): Promise<Crop> => {
  const { leftPx, topPx, widthPx, heightPx } = part;
  const [left, top] = [leftPx / PIXELS_A_POINT, topPx / PIXELS_A_POINT];
  return {
    png: await pngOf(bitmap, part),
    widthPoints: Math.round(widthPx / PIXELS_A_POINT),
    box: [left, top, left + widthPx / PIXELS_A_POINT, top + heightPx / PIXELS_A_POINT],
  };
};

/** The places of one document, a page at a time: only one page's picture is in memory. */
const cropsOfDocument = async (document: OpenDocument, places: Place[]): Promise<[string, Crop][]> => {
  const crops: [string, Crop][] = [];
  for (const [page, same] of Map.groupBy(places, (place) => place.page)) {
    const bitmap = document.renderPage(page, PIXELS_A_POINT);
    for (const place of same) crops.push([placeKey(place), await picture(bitmap, partOf(bitmap, place.box))]);
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

const none = (places: Place[], why: Reason): [string, Crop][] =>
  places.map((place) => [placeKey(place), { reason: why }]);

const cropped = async (record: DocumentRecord | undefined, places: Place[], ports: Ports) => {
  const bytes = record && (await bytesOf(record, ports));
  if (!bytes) return none(places, reason('crop-file-gone'));
  const document = await openFirst(pageReadersOf({ parts: ports.parts }), bytes);
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
      return none(places, reason('crop-undrawn', { detail: error.message }));
    throw error;
  };

const fileOf = ({ document, sha256 }: Place): string => JSON.stringify([document, sha256]);

/** Boxes of one version of a file say nothing about another that came under its name. */
const isFileOf =
  ({ document, sha256 }: Place) =>
  (record: DocumentRecord): boolean =>
    record.name === document && (sha256 === null || record.sha256 === sha256);

/** Pictures of places in the dealer's documents, by `placeKey`; of a file whose version is not known the newest. */
export const cropsOf = async (
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
