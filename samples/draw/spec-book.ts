import { type EngineName, engineData } from '#samples/data/engines.ts';
import type { BrandData, Rgb } from '#samples/data/machine.ts';
import { describeModel, type ExpectedModel, hasPage, isNamedByPower } from './book-models.ts';
import { drawBand, drawNotice, LEFT, PAGE, PAGE_WIDTH } from './book-page.ts';
import { closeDocument, drawLine, fillBox, openDocument, type Pen } from './document.ts';
import { drawModelPage } from './model-page.ts';

const FIRST_MODEL_PAGE = 3;
const ENGINES_INTRODUCTION = 'What drives the machines of this book, and how strongly.';
const WHITE: Rgb = [255, 255, 255];

export interface DrawnSpecBook {
  bytes: Uint8Array;
  pages: number;
  models: ExpectedModel[];
}

/** Draws a brand's spec book: cover, engine page, a page for each line that has one. */
export async function drawSpecBook(
  brand: BrandData,
  year: number,
  compress: boolean,
): Promise<DrawnSpecBook> {
  const pen = openDocument({ size: PAGE, title: `${brand.name} ${year} spec book`, compress });
  drawCover(pen, brand, year);
  drawEnginePage(pen, brand, year);
  const models = brand.lines.filter(hasPage).map((line, index) => {
    const model = describeModel(brand, line, FIRST_MODEL_PAGE + index);
    drawModelPage(pen, brand, line, model, year);
    return model;
  });
  return { bytes: await closeDocument(pen), pages: models.length + FIRST_MODEL_PAGE - 1, models };
}

function drawCover(pen: Pen, brand: BrandData, year: number): void {
  pen.addPage();
  fillBox(pen, 0, 0, PAGE[0], 420, brand.accent);
  drawLine(pen, brand.name, LEFT, 180, PAGE_WIDTH, { size: 64, oblique: true, color: WHITE });
  drawLine(pen, String(year), LEFT, 256, PAGE_WIDTH, { size: 48, bold: true, color: WHITE });
  drawLine(pen, 'SPEC BOOK', LEFT, 450, PAGE_WIDTH, { size: 30, bold: true, characterSpacing: 3 });
  drawNotice(pen);
}

function drawEnginePage(pen: Pen, brand: BrandData, year: number): void {
  pen.addPage();
  drawBand(pen, brand, year, 2);
  drawLine(pen, 'ROTAX ENGINES', LEFT, 58, PAGE_WIDTH, { size: 23, bold: true, characterSpacing: 1.2 });
  drawLine(pen, ENGINES_INTRODUCTION, LEFT, 94, PAGE_WIDTH, { size: 9.5 });
  for (const [index, engine] of enginesOf(brand).entries())
    drawEngine(pen, engine, brand, LEFT + 180 * (index % 3), 150 + 110 * Math.floor(index / 3));
}

/** The engines of the book whose names do not say their power. */
function enginesOf({ lines }: BrandData): EngineName[] {
  const names = lines.filter(hasPage).flatMap(({ engines }) => engines);
  return [...new Set(names)].filter((name) => !isNamedByPower(name));
}

function drawEngine(
  pen: Pen,
  name: EngineName,
  { wording = (word) => word }: BrandData,
  x: number,
  y: number,
): void {
  const { inBook, powerHp, details, cylinders } = engineData(name);
  const build = cylinders === null ? details : `${cylinders} ${wording('cylinders')}`;
  drawLine(pen, inBook.toUpperCase(), x, y, 170, { size: 10, bold: true });
  for (const [index, line] of [`• ${powerHp} ${wording('horsepower')}`, `• ${build}`].entries())
    drawLine(pen, line, x, y + 16 + index * 13, 170, { size: 9 });
}
