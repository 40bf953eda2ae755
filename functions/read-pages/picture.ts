import { isOneColour } from '#pages/blank-pages.ts';
import type { OpenDocument } from '#pages/page.ts';
import { pngOf } from '#pages/png.ts';
import type { PagePicture } from '#pages/recognizer.ts';

/** Pixels a point: 200 dpi, at which the small print of a list is 20 pixels high; Textract asks for 15. */
const SCALE = 200 / 72;
/** Textract's limit for one picture is 10 000 pixels a side, Bedrock's 8 000. */
const LONGEST_SIDE_PX = 8000;
/** Each try halves the number of pixels. */
const SMALLER = Math.SQRT1_2;

/**
 * The page as a picture of at most so many bytes; null for one of a single colour, on which there is nothing
 * to read. Throws `UnreadableDocument` or a RangeError when the page cannot be drawn.
 */
export async function pictureOf(
  document: OpenDocument,
  number: number,
  mostBytes: number,
): Promise<PagePicture | null> {
  const { width, height } = await document.readPage(number, 'placed');
  let scale = Math.min(SCALE, LONGEST_SIDE_PX / Math.max(width, height));
  for (;;) {
    const bitmap = document.renderPage(number, scale);
    if (isOneColour(bitmap)) return null;
    const png = await pngOf(bitmap);
    if (png.length <= mostBytes) return { number, width, height, png, ...bitmap };
    scale *= SMALLER;
  }
}
