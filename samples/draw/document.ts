import PDFDocument from 'pdfkit';
import type { Rgb } from '#samples/data/machine.ts';

export type Pen = PDFKit.PDFDocument;

export interface DocumentOptions {
  size: [width: number, height: number];
  title: string;
  compress: boolean;
}

/** PDFs carry their date and an id made of it: a fixed date gives the same bytes each time. */
const CREATED = new Date('2026-09-01T00:00:00Z');

/** A document without pages whose bytes depend on nothing but what is drawn. */
export function openDocument({ size, title, compress }: DocumentOptions): Pen {
  const info = {
    Title: title,
    Creator: 'Feedwright samples',
    Producer: 'Feedwright samples',
    CreationDate: CREATED,
  };
  return new PDFDocument({ size, margin: 0, autoFirstPage: false, compress, info });
}

/** Ends the document and gives its bytes. */
export async function closeDocument(pen: Pen): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  pen.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => pen.on('end', () => resolve()));
  pen.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

export interface TextStyle {
  size: number;
  bold?: boolean;
  oblique?: boolean;
  color?: Rgb;
  align?: 'left' | 'center' | 'right';
  characterSpacing?: number;
}

const FONTS = { plain: 'Helvetica', bold: 'Helvetica-Bold', oblique: 'Helvetica-BoldOblique' } as const;
const BLACK: Rgb = [0, 0, 0];

const fontOf = ({ bold, oblique }: TextStyle): string =>
  oblique ? FONTS.oblique : bold ? FONTS.bold : FONTS.plain;

/** One line of text in a box from `x` to `x + width`, its top at `y`. */
export function drawLine(
  pen: Pen,
  text: string,
  x: number,
  y: number,
  width: number,
  style: TextStyle,
): void {
  const { align = 'left', characterSpacing = 0, color = BLACK } = style;
  const room = width - widthOf(pen, text, style);
  const indent = { left: 0, center: room / 2, right: room }[align];
  pen.fillColor(color).text(text, x + indent, y, { lineBreak: false, characterSpacing });
}

/** Width of a line in points; leaves the pen on the style's font. */
export function widthOf(pen: Pen, text: string, style: TextStyle): number {
  const { characterSpacing = 0 } = style;
  return pen.font(fontOf(style)).fontSize(style.size).widthOfString(text, { characterSpacing });
}

/** The lines of a text that fit a width, broken at spaces only. */
export function wrap(pen: Pen, text: string, width: number, style: TextStyle): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && widthOf(pen, longer, style) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** A filled rectangle. */
export function fillBox(pen: Pen, x: number, y: number, width: number, height: number, color: Rgb): void {
  pen.rect(x, y, width, height).fill(color);
}

/** A horizontal line. */
export function drawRule(pen: Pen, x: number, y: number, width: number, thickness: number, color: Rgb): void {
  pen
    .lineWidth(thickness)
    .moveTo(x, y)
    .lineTo(x + width, y)
    .stroke(color);
}
