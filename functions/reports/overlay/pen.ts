import type { Box } from '#contracts/box.ts';

export type Pen = PDFKit.PDFDocument;

/** Points. */
export const FONT_SIZE = 7;
export const LINE = 9;
export const GAP = 4;

export const tinted = (pen: Pen, [x0, y0, x1, y1]: Box, colour: string, opacity: number) =>
  pen
    .rect(x0, y0, x1 - x0, y1 - y0)
    .fillOpacity(opacity)
    .fill(colour)
    .fillOpacity(1);

/** A frame that many points outside of the box. */
export const outlined = (pen: Pen, [x0, y0, x1, y1]: Box, colour: string, lineWidth: number, room = 0) =>
  pen
    .rect(x0 - room, y0 - room, x1 - x0 + 2 * room, y1 - y0 + 2 * room)
    .lineWidth(lineWidth)
    .stroke(colour);

export const dashed = (pen: Pen, box: Box, colour: string) => {
  pen.dash(2, { space: 2 });
  outlined(pen, box, colour, 0.7, 1);
  pen.undash();
};

type Point = [x: number, y: number];

/** Light enough to read what it crosses. */
export const pointer = (pen: Pen, from: Point, to: Point, colour: string) =>
  pen
    .moveTo(...from)
    .lineTo(...to)
    .lineWidth(0.5)
    .strokeOpacity(0.45)
    .stroke(colour)
    .strokeOpacity(1);

export const write = (pen: Pen, text: string, x: number, y: number, colour: string) =>
  pen.fillColor(colour).text(text, x, y, { lineBreak: false });

/** Where a line of text begins that stands at the middle of a box's height. */
export const beside = ([, y0, , y1]: Box): number => (y0 + y1 - FONT_SIZE) / 2;

/** Of a page; points. */
export interface Size {
  width: number;
  height: number;
}
