import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pngOf } from '#pages/png.ts';

/** Fonts with Cyrillic and Scandinavian letters. */
const FONTS = join(
  dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')),
  'standard_fonts',
);
const REGULAR = join(FONTS, 'LiberationSans-Regular.ttf');
const BOLD = join(FONTS, 'LiberationSans-Bold.ttf');

export const [WIDTH, HEIGHT] = [842, 842] as const;
export const MARGIN = 40;
export const SIZE = 8;
export const ROW = 17;
export type Document = PDFKit.PDFDocument;
interface Look {
  bold?: boolean;
  size?: number;
  centre?: number;
  endsAt?: number;
}

export function write(
  document: Document,
  text: string,
  x: number,
  y: number,
  { bold, size = SIZE, centre, endsAt }: Look = {},
): void {
  document.font(bold ? BOLD : REGULAR).fontSize(size);
  const width = document.widthOfString(text);
  const left = endsAt === undefined ? undefined : endsAt - width;
  document.text(text, left ?? (centre === undefined ? x : centre - width / 2), y, { lineBreak: false });
}

export const line = (document: Document, x0: number, x1: number, y: number): void => {
  document.lineWidth(0.5).moveTo(x0, y).lineTo(x1, y).stroke();
};

/** A photograph of a machine as far as its place and size tell: grey, 200 pixels a side. */
const SIDE_PX = 200;
export const PICTURE = await pngOf({
  widthPx: SIDE_PX,
  heightPx: SIDE_PX,
  rgba: new Uint8Array(4 * SIDE_PX * SIDE_PX).map((_, at) => (at % 4 === 3 ? 255 : 120 + (at % 97))),
});
