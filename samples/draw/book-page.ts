import type { BrandData, Rgb } from '#samples/data/machine.ts';
import { drawLine, fillBox, type Pen } from './document.ts';

/** Pages of a book are A4; their text begins here and is this wide. */
export const PAGE: [number, number] = [595, 842];
export const LEFT = 42;
export const PAGE_WIDTH = PAGE[0] - 2 * LEFT;

const WHITE: Rgb = [255, 255, 255];
const FOOT: Rgb = [110, 110, 110];
const NOTICE = "A sample by Feedwright: names are the trade's, every number, option and picture is invented.";

/** The band at the head of a page, and the notice at its foot. */
export function drawBand(pen: Pen, brand: BrandData, year: number, page: number): void {
  fillBox(pen, 0, 0, PAGE[0], 32, brand.accent);
  const text = `${brand.name} ${year}  |  VEHICLE SPECIFICATIONS  |  ${page}`;
  drawLine(pen, text, LEFT, 13, PAGE_WIDTH, { size: 7, oblique: true, color: WHITE, align: 'right' });
  drawNotice(pen);
}

/** Says that nothing here is a manufacturer's. */
export function drawNotice(pen: Pen): void {
  drawLine(pen, NOTICE, LEFT, PAGE[1] - 32, PAGE_WIDTH, { size: 6, color: FOOT });
}
