import type { Bitmap } from '#pages/page.ts';

/** Channels from here on are paper: a shadow's last shades are no content. */
const WHITE_FROM = 250;

/** The bitmap cut to what is not white; null where nothing is. */
export function cropToContent(bitmap: Bitmap): Bitmap | null {
  const rows = inked(bitmap.heightPx, (y) => hasInk(bitmap, rowOf(bitmap, y)));
  const columns = inked(bitmap.widthPx, (x) => hasInk(bitmap, columnOf(bitmap, x)));
  if (!rows || !columns) return null;
  return cut(bitmap, columns, rows);
}

interface Extent {
  first: number;
  last: number;
}

/** The first and last place that holds ink, looked for from both ends. */
function inked(length: number, hasInkAt: (place: number) => boolean): Extent | null {
  let first = 0;
  while (first < length && !hasInkAt(first)) first++;
  let last = length - 1;
  while (last > first && !hasInkAt(last)) last--;
  return first === length ? null : { first, last };
}

interface Pixels {
  from: number;
  step: number;
  count: number;
}

const rowOf = ({ widthPx }: Bitmap, y: number): Pixels => ({ from: y * widthPx, step: 1, count: widthPx });
const columnOf = ({ widthPx, heightPx }: Bitmap, x: number): Pixels => ({
  from: x,
  step: widthPx,
  count: heightPx,
});

function hasInk({ rgba }: Bitmap, { from, step, count }: Pixels): boolean {
  for (let pixel = 0; pixel < count; pixel++) {
    const byte = 4 * (from + pixel * step);
    if (isInk(rgba[byte]) || isInk(rgba[byte + 1]) || isInk(rgba[byte + 2])) return true;
  }
  return false;
}

const isInk = (channel: number | undefined): boolean => (channel ?? WHITE_FROM) < WHITE_FROM;

function cut({ widthPx, rgba }: Bitmap, columns: Extent, rows: Extent): Bitmap {
  const width = columns.last - columns.first + 1;
  const height = rows.last - rows.first + 1;
  const pixels = new Uint8Array(4 * width * height);
  for (let y = 0; y < height; y++) {
    const from = 4 * ((rows.first + y) * widthPx + columns.first);
    pixels.set(rgba.subarray(from, from + 4 * width), 4 * y * width);
  }
  return { widthPx: width, heightPx: height, rgba: pixels };
}
