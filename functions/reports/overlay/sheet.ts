import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { COLUMN_COLOURS, INK, OUTLINE, PROBLEM } from './colours.ts';
import { drawNames, heightOf, nameLanes } from './column-names.ts';
import { drawLegend } from './legend.ts';
import type { PageMarks, RowMark } from './marks.ts';
import { beside, dashed, FONT_SIZE, GAP, LINE, outlined, type Pen, type Size, tinted, write } from './pen.ts';
import { drawNotes, problemNotes, widthOf } from './problem-notes.ts';

/** The picture of a page. */
export interface Picture extends Size {
  png: Uint8Array;
}

/** Around the page's picture, so that no word of ours covers one of the page; points. */
const ROW_NUMBERS = 36;
const LEGEND = 24;

/** Left of the page. */
const writeBefore = (pen: Pen, text: string, y: number, colour: string) =>
  write(pen, text, -pen.widthOfString(text) - GAP, y, colour);

const drawRow = (pen: Pen, { number, box, flags }: RowMark): void => {
  const [colour, lineWidth] = flags.length > 0 ? [PROBLEM, 1.2] : [OUTLINE, 0.4];
  outlined(pen, box, colour, lineWidth, 1.5);
  writeBefore(pen, String(number), beside(box), OUTLINE);
};

const drawColumns = (pen: Pen, { bands, headings, values }: PageMarks): void => {
  for (const { column, box } of bands) tinted(pen, box, COLUMN_COLOURS[column], 0.1);
  for (const { column, box } of headings) dashed(pen, box, COLUMN_COLOURS[column]);
  for (const { column, box } of values) outlined(pen, box, COLUMN_COLOURS[column], 0.7);
};

const drawSections = (pen: Pen, { sections }: PageMarks): void => {
  for (const box of sections) {
    outlined(pen, box, COLUMN_COLOURS.section, 1.2, 1);
    writeBefore(pen, 'section', beside(box), COLUMN_COLOURS.section);
  }
};

const drawPage = (pen: Pen, { png, width, height }: Picture): void => {
  pen.image(Buffer.from(png), 0, 0, { width, height });
  outlined(pen, [0, 0, width, height], OUTLINE, 0.3);
};

/** A sheet whose origin is the page's own, with that much room around the page. */
const addSheet = (pen: Pen, { width, height }: Size, above: number, right: number): void => {
  pen.addPage({ size: [ROW_NUMBERS + width + right, above + height + LEGEND], margin: 0 });
  pen.translate(ROW_NUMBERS, above);
};

/** One PDF page: the picture of a page with the marks on it, and all words of ours around it. */
export const drawSheet = async (picture: Picture, marks: PageMarks, caption: string): Promise<Uint8Array> => {
  const pen = new PDFDocument({ autoFirstPage: false, margin: 0 });
  const done = buffer(pen);
  pen.font('Helvetica', FONT_SIZE);
  const names = nameLanes(pen, marks);
  const notes = problemNotes(marks, picture.height);
  const above = heightOf(names) + 2 * LINE;
  addSheet(pen, picture, above, widthOf(pen, notes));
  drawPage(pen, picture);
  write(pen, caption, 0, GAP - above, INK);
  drawColumns(pen, marks);
  for (const row of marks.rows) drawRow(pen, row);
  drawSections(pen, marks);
  drawNames(pen, names);
  drawNotes(pen, notes, picture);
  drawLegend(pen, picture.height + (LEGEND - FONT_SIZE) / 2);
  pen.end();
  return new Uint8Array(await done);
};
