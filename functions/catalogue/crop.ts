import type { Bitmap } from '#pages/page.ts';

/** Channels from here on are paper: a shadow's last shades are no content. */
const WHITE_FROM = 250;

/**
 * The bitmap cut to what is not white, with as much of its own paper around as brings the longer side to
 * `leastLongSide` pixels, where it has so much; null where it is nothing but paper.
 */
export function cropToContent(bitmap: Bitmap, leastLongSide: number): Bitmap | null {
  const rows = inked(bitmap.heightPx, (y) => hasInk(bitmap, rowOf(bitmap, y)));
  const columns = inked(bitmap.widthPx, (x) => hasInk(bitmap, columnOf(bitmap, x)));
  if (!rows || !columns) return null;
  const paper = Math.max(0, leastLongSide - Math.max(sizeOf(rows), sizeOf(columns)));
  return cut(bitmap, widened(columns, paper, bitmap.widthPx), widened(rows, paper, bitmap.heightPx));
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

const sizeOf = ({ first, last }: Extent): number => last - first + 1;

/** An extent with so many more pixels, half on either side as far as the bitmap goes. */
function widened(extent: Extent, more: number, length: number): Extent {
  const size = Math.min(length, sizeOf(extent) + more);
  const first = Math.min(Math.max(0, extent.first - Math.ceil(more / 2)), length - size);
  return { first, last: first + size - 1 };
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
  const [width, height] = [sizeOf(columns), sizeOf(rows)];
  const pixels = new Uint8Array(4 * width * height);
  for (let y = 0; y < height; y++) {
    const from = 4 * ((rows.first + y) * widthPx + columns.first);
    pixels.set(rgba.subarray(from, from + 4 * width), 4 * y * width);
  }
  return { widthPx: width, heightPx: height, rgba: pixels };
}
