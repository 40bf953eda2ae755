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

/** In points: what cells keep clear of their neighbours, and from line to line. */
const CLEAR = 4;
const LINE = 8.5;

/** Writes a text as high as its cell's width makes it, words whole; gives by how many points it is higher than one line. */
export function writeWithin(
  document: Document,
  text: string,
  width: number,
  [x, y]: readonly [x: number, y: number],
  look: Look = {},
): number {
  document.font(look.bold ? BOLD : REGULAR).fontSize(look.size ?? SIZE);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = [...lines.slice(-1), word].join(' ');
    if (lines.length > 0 && document.widthOfString(longer) <= width - CLEAR) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  for (const [at, each] of lines.entries()) write(document, each, x, y + LINE * at, look);
  return LINE * (lines.length - 1);
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
