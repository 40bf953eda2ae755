import type { Box } from '#contracts/box.ts';
import type { ModelPicture } from '#contracts/catalogue.ts';
import { area, centre, holds } from '#pages/box.ts';
import type { OpenDocument, Page, PlacedImage } from '#pages/page.ts';
import { pngOf } from '#pages/png.ts';
import { sha256 } from '#shared/hash.ts';
import { contentOf } from './crop.ts';

/** Keeps a picture and gives the key to find it by. */
export type StorePicture = (bytes: Uint8Array, mediaType: ModelPicture['mediaType']) => Promise<string>;

const EXTENSIONS = { 'image/png': 'png', 'image/jpeg': 'jpg' } as const;

/** Under its content's hash a picture never changes: Avito fetches one URL once. */
export const pictureKey = (bytes: Uint8Array, mediaType: ModelPicture['mediaType']): string =>
  `pictures/${sha256(bytes)}.${EXTENSIONS[mediaType]}`;

/** Icons and swatches are smaller (pixels), backgrounds larger (share of the page). */
const LEAST_SIDE_PX = 150;
const BACKGROUND_SHARE = 0.6;

/** What marketplaces show well. */
const LEAST_LONG_SIDE_PX = 640;

/** Where a model's picture stands: in its part of the page, above its table, beside it, or between its texts. */
export interface PictureFrame {
  page: Page;
  box: Box;
  table: Box;
  texts: readonly Box[];
}

/** Stores the page's picture of the machine: its own pixels on white, cut to the machine. Null where there is none. */
export async function storedPicture(
  document: OpenDocument,
  { page, box, table, texts }: PictureFrame,
  store: StorePicture,
): Promise<ModelPicture | null> {
  const image = machineIn({ page, box, table, texts });
  const bitmap = image && document.renderImage(page.number, image);
  const machine = bitmap && contentOf(bitmap, LEAST_LONG_SIDE_PX);
  if (!machine) return null;
  const bytes = await pngOf(bitmap, machine);
  const { widthPx, heightPx } = machine;
  const mediaType = 'image/png';
  return { key: await store(bytes, mediaType), sha256: sha256(bytes), widthPx, heightPx, mediaType };
}

const isAround = (table: Box, [x, y]: readonly [number, number]): boolean =>
  y < table[1] || x < table[0] || x > table[2];

/** The largest photograph above the table or beside its texts; smaller ones beside it show other colours. */
function machineIn({ page, box: own, table, texts }: PictureFrame): PlacedImage | undefined {
  const photographs = page.images.filter(
    ({ box, widthPx, heightPx }) =>
      Math.min(widthPx, heightPx) >= LEAST_SIDE_PX &&
      area(box) < BACKGROUND_SHARE * page.width * page.height &&
      (isAround(table, centre(box)) || texts.every((text) => !holds(box, centre(text)))) &&
      holds(own, centre(box)),
  );
  return photographs.toSorted((one, other) => area(other.box) - area(one.box))[0];
}
