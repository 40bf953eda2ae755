import type { Bitmap } from '#pages/page.ts';
import type { BitmapPart } from '#pages/png.ts';

/** Channels from here on are paper: a shadow's last shades are no content. */
const WHITE_FROM = 250;

/**
 * The part of a bitmap that is not white, with as much of its own paper around as brings the longer side to
 * `leastLongSide` pixels, where it has so much; null where it is nothing but paper.
 */
export function contentOf(bitmap: Bitmap, leastLongSide: number): BitmapPart | null {
  const { widthPx, heightPx } = bitmap;
  const rows = inked(heightPx, (y) => firstInk(bitmap, y, widthPx) < widthPx);
  if (!rows) return null;
  const columns = inkedColumns(bitmap, rows);
  const paper = Math.max(0, leastLongSide - Math.max(sizeOf(rows), sizeOf(columns)));
  const [across, down] = [widened(columns, paper, widthPx), widened(rows, paper, heightPx)];
  return { leftPx: across.first, topPx: down.first, widthPx: sizeOf(across), heightPx: sizeOf(down) };
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

/** Row by row, each looked at no farther than the others have shown ink. */
function inkedColumns(bitmap: Bitmap, { first: top, last: bottom }: Extent): Extent {
  let [first, last] = [bitmap.widthPx, -1];
  for (let y = top; y <= bottom; y++) {
    first = firstInk(bitmap, y, first);
    last = lastInk(bitmap, y, last);
  }
  return { first, last };
}

const sizeOf = ({ first, last }: Extent): number => last - first + 1;

/** An extent with so many more pixels, half on either side as far as the bitmap goes. */
function widened(extent: Extent, more: number, length: number): Extent {
  const size = Math.min(length, sizeOf(extent) + more);
  const first = Math.min(Math.max(0, extent.first - Math.ceil(more / 2)), length - size);
  return { first, last: first + size - 1 };
}

/** Where the first ink of a row stands left of a column; that column where none does. */
function firstInk(bitmap: Bitmap, y: number, before: number): number {
  let x = 0;
  while (x < before && !isInk(bitmap, y * bitmap.widthPx + x)) x++;
  return x;
}

/** Where the last ink of a row stands right of a column; that column where none does. */
function lastInk(bitmap: Bitmap, y: number, behind: number): number {
  let x = bitmap.widthPx - 1;
  while (x > behind && !isInk(bitmap, y * bitmap.widthPx + x)) x--;
  return x;
}

function isInk({ rgba }: Bitmap, pixel: number): boolean {
  const at = 4 * pixel;
  return (
    (rgba[at] as number) < WHITE_FROM ||
    (rgba[at + 1] as number) < WHITE_FROM ||
    (rgba[at + 2] as number) < WHITE_FROM
  );
}
