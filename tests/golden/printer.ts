import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Typesetting } from './typesetting.ts';

/** A run of text to be set, its top left corner in points. */
export interface Line {
  text: string;
  x: number;
  y: number;
  bold: boolean;
  size: number;
  color?: string;
}

const LIBERATION = `${dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')))}/standard_fonts/`;
const FILES: Readonly<Record<Typesetting['font'], readonly [regular: string, bold: string]>> = {
  Helvetica: ['Helvetica', 'Helvetica-Bold'],
  'Times-Roman': ['Times-Roman', 'Times-Bold'],
  Courier: ['Courier', 'Courier-Bold'],
  'Liberation Sans': [`${LIBERATION}LiberationSans-Regular.ttf`, `${LIBERATION}LiberationSans-Bold.ttf`],
};

const fileOf = (font: Typesetting['font'], bold: boolean): string => FILES[font][bold ? 1 : 0];

/** Width of a text in points. */
export function textWidth(
  document: PDFKit.PDFDocument,
  font: Typesetting['font'],
  { text, bold, size }: Pick<Line, 'text' | 'bold' | 'size'>,
): number {
  return document.font(fileOf(font, bold), size).widthOfString(text);
}

/** Draws runs in the order given. */
export function drawLines(
  document: PDFKit.PDFDocument,
  font: Typesetting['font'],
  lines: readonly Line[],
): void {
  for (const { text, x, y, bold, size, color = 'black' } of lines) {
    document.font(fileOf(font, bold), size).fillColor(color).text(text, x, y, { lineBreak: false });
  }
}

/** Text into lines no wider than the width; a word that is wider stands alone. */
export function wrapped(text: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter(Boolean)) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && widthOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
