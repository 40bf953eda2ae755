import type { BrandData, Rgb } from '#samples/data/machine.ts';
import type { ExpectedModel, PagedLine } from './book-models.ts';
import { drawBand, LEFT, PAGE_WIDTH } from './book-page.ts';
import { drawLine, type Pen, type TextStyle, wrap } from './document.ts';
import { encodePng } from './png.ts';
import { drawSnowmobile, type SnowmobileShape } from './snowmobile.ts';
import { leftBlocks, rightBlocks, type SpecBlock } from './spec-rows.ts';
import { drawBlocks, drawColors } from './spec-table.ts';

const TITLE: TextStyle = { size: 23, bold: true, characterSpacing: 1.2 };
const TAGLINE: TextStyle = { size: 9.5, characterSpacing: 0.2 };
const LIST_TITLE: TextStyle = { size: 12, oblique: true, characterSpacing: 1 };
const BULLET: TextStyle = { size: 6.6 };
const PICTURE_WIDTH = 270;
const TABLE_TOP = 330;
const RIGHT_TABLE = { x: 332, width: 221, labelWidth: 92 } as const;

/** A model's page: name, tagline, lists and picture above the two tables. */
export function drawModelPage(
  pen: Pen,
  brand: BrandData,
  line: PagedLine,
  model: ExpectedModel,
  year: number,
): void {
  pen.addPage();
  drawBand(pen, brand, year, model.page);
  drawLine(pen, model.model.toUpperCase(), LEFT, 58, PAGE_WIDTH, TITLE);
  const belowTagline = drawParagraph(pen, model.tagline ?? '', 92);
  const belowNews = drawList(pen, "/ WHAT'S NEW", model.whatsNew, belowTagline + 10);
  drawList(pen, '/ PACKAGE HIGHLIGHTS', model.highlights, belowNews);
  drawPicture(pen, brand, line);
  drawTables(pen, brand, model);
}

function drawParagraph(pen: Pen, text: string, top: number): number {
  const lines = wrap(pen, text, 240, TAGLINE);
  for (const [index, line] of lines.entries()) drawLine(pen, line, LEFT, top + index * 13, 240, TAGLINE);
  return top + lines.length * 13;
}

function drawList(pen: Pen, title: string, entries: readonly string[] = [], top: number): number {
  if (entries.length === 0) return top;
  drawLine(pen, title, LEFT, top, 240, LIST_TITLE);
  for (const [index, entry] of entries.entries())
    drawLine(pen, `• ${entry}`, LEFT, top + 18 + index * 11, 240, BULLET);
  return top + 18 + entries.length * 11 + 12;
}

function drawPicture(pen: Pen, brand: BrandData, line: PagedLine): void {
  const picture = encodePng(drawSnowmobile(shapeOf(brand, line)));
  pen.image(picture, 555 - PICTURE_WIDTH, 100, { width: PICTURE_WIDTH });
}

const BODIES: Record<PagedLine['section'], Pick<SnowmobileShape, 'windshield' | 'noseDrop'>> = {
  Trail: { windshield: 42, noseDrop: 16 },
  Crossover: { windshield: 30, noseDrop: 10 },
  'Deep Snow': { windshield: 8, noseDrop: 20 },
  Utility: { windshield: 84, noseDrop: 0 },
};

const shapeOf = (brand: BrandData, line: PagedLine): SnowmobileShape => ({
  ...BODIES[line.section],
  body: colorOf(brand, line.colors[0] ?? ''),
  accent: brand.accent,
  trackLengthIn: Math.max(...line.tracks.map(({ lengthIn }) => lengthIn)),
  seats: line.page.seating.includes('2-up') ? 2 : 1,
});

function colorOf(brand: BrandData, name: string): Rgb {
  const color = brand.colors[name];
  if (!color) throw new RangeError(`${brand.name} has no colour ${name}`);
  return color;
}

const worded = (blocks: readonly SpecBlock[], { wording = (label) => label }: BrandData): SpecBlock[] =>
  blocks.map((block) => ({
    ...block,
    rows: block.rows.map((row) => ({ ...row, labels: row.labels.map(wording) })),
  }));

function drawTables(pen: Pen, brand: BrandData, model: ExpectedModel): void {
  const left = { x: LEFT, y: TABLE_TOP, width: 278, labelWidth: 98 };
  drawBlocks(pen, worded(leftBlocks(model, brand.horsepowerOnModelPages), brand), left);
  const colors = model.colours.map((name) => ({ name, color: colorOf(brand, name) }));
  const right = { ...RIGHT_TABLE, y: TABLE_TOP };
  drawBlocks(pen, worded(rightBlocks(model), brand), { ...right, y: drawColors(pen, colors, right) });
}
