import { drawLines } from './printer.ts';
import type { HiddenText } from './typesetting.ts';

const LIE = 'SKI-DOO MY24 ZZZ9 99 999,00 €';

type Draw = (document: PDFKit.PDFDocument, y: number) => void;

const lie = (document: PDFKit.PDFDocument, x: number, y: number, size = 6, color = 'black') =>
  drawLines(document, 'Helvetica', [{ text: LIE, x, y, size, bold: false, color }]);

const DRAW: Readonly<Record<HiddenText, Draw>> = {
  'no-ink': (document, y) => {
    document.addContent('3 Tr');
    lie(document, 40, y);
    document.addContent('0 Tr');
  },
  white: (document, y) => lie(document, 60, y, 6, 'white'),
  tiny: (document, y) => lie(document, 80, y, 1),
  'off-page': (document, y) => lie(document, -400, y),
  clipped: (document, y) => {
    document.save().rect(0, 0, 2, 2).clip();
    lie(document, 100, y);
    document.restore();
  },
  covered: (document, y) => {
    lie(document, 20, y);
    document.rect(18, y - 1, 150, 9).fill('white');
  },
};

/** Puts text that nobody sees on the page, at a height in points; each says another brand, year, code and price. */
export function drawHidden(document: PDFKit.PDFDocument, kinds: readonly HiddenText[], y: number): void {
  for (const kind of kinds) DRAW[kind](document, y);
}
