import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import type { Box } from '#contracts/box.ts';
import type { Heading } from '#reference/lexicon/headings.ts';
import type { ColumnMark, PageMarks, RowMark } from './marks.ts';
import {
  beside,
  dashed,
  FONT_SIZE,
  GAP,
  LINE,
  outlined,
  type Pen,
  pointer,
  type Size,
  tinted,
  write,
} from './pen.ts';

/** Each column has its own colour, far from its usual neighbours'; red is kept for problems. */
const COLUMN_COLOURS: Readonly<Record<Heading, string>> = {
  section: '#7b2d8b',
  modelCode: '#0b5fd0',
  model: '#0a8f5b',
  package: '#c47a00',
  engine: '#6a3fd1',
  track: '#00838f',
  trackLength: '#00838f',
  trackProfile: '#a8327d',
  starter: '#4f7a00',
  display: '#3b6ea5',
  springOptions: '#8d5524',
  color: '#5e4bb0',
  price: '#00752d',
  springOnly: '#b8860b',
  otherPrice: '#6b7280',
  ignored: '#6b7280',
};

export const PROBLEM = '#d3001b';
const LEFT_OUT = '#8a6d00';
const OUTLINE = '#4b5563';
export const INK = '#111827';

/** Something that takes up a stretch of a line. */
interface Stretch {
  from: number;
  to: number;
}

/** Spreads stretches, given from left to right, over as few lanes as keep `gap` between neighbours of a lane. */
export const inLanes = <One extends Stretch>(stretches: One[], gap: number): One[][] => {
  const lanes: One[][] = [];
  for (const stretch of stretches) {
    const lane = lanes.find((taken) => (taken.at(-1)?.to ?? -Infinity) + gap <= stretch.from);
    if (lane) lane.push(stretch);
    else lanes.push([stretch]);
  }
  return lanes;
};

/** A name above a column of the page; the names of narrow columns are set above one another. */
interface ColumnName {
  column: Heading;
  from: number;
  to: number;
  middle: number;
  box: Box;
}

/** Length and profile of the track may stand under one heading, which then needs no name of its own. */
const isNamed = (names: ColumnName[], { column, box }: ColumnMark): boolean =>
  names.some(
    (name) =>
      COLUMN_COLOURS[name.column] === COLUMN_COLOURS[column] &&
      Math.min(name.box[2], box[2]) > Math.max(name.box[0], box[0]),
  );

const nameOf = (pen: Pen, { column, box }: ColumnMark): ColumnName => {
  const middle = (box[0] + box[2]) / 2;
  const half = (pen.widthOfString(column) + GAP) / 2;
  return { column, from: middle - half, to: middle + half, middle, box };
};

/** The names of the columns in lanes, the lane next to the page first. */
const nameLanes = (pen: Pen, { bands, headings }: PageMarks): ColumnName[][] => {
  const names: ColumnName[] = [];
  for (const mark of [...bands, ...headings]) if (!isNamed(names, mark)) names.push(nameOf(pen, mark));
  return inLanes(
    names.sort((one, other) => one.from - other.from),
    GAP,
  );
};

/** The height that the names take up; points. */
const heightOf = (lanes: ColumnName[][]): number => lanes.length * LINE + 2 * GAP;

/** Writes the names above the page, each with a line down to its column. */
const drawNames = (pen: Pen, lanes: ColumnName[][]): void => {
  for (const [index, names] of lanes.entries())
    for (const { column, from, middle, box } of names) {
      pointer(pen, [middle, -GAP], [middle, box[1]], COLUMN_COLOURS[column]);
      write(pen, column, from + GAP / 2, -(index + 1) * LINE - GAP, COLUMN_COLOURS[column]);
    }
};

const SWATCH_WIDTH = 14;

const ENTRIES: [text: string, draw: (pen: Pen, box: Box) => void][] = [
  ['heading', (pen, box) => dashed(pen, box, COLUMN_COLOURS.modelCode)],
  ['value, in the colour of its column', (pen, box) => outlined(pen, box, COLUMN_COLOURS.modelCode, 0.7)],
  ['row and its number', (pen, box) => outlined(pen, box, OUTLINE, 0.4)],
  ['section', (pen, box) => outlined(pen, box, COLUMN_COLOURS.section, 1.2)],
  [
    'problem, doubtful row',
    (pen, box) => {
      tinted(pen, box, PROBLEM, 0.15);
      outlined(pen, box, PROBLEM, 1.5);
    },
  ],
  ['left out', (pen, box) => outlined(pen, box, LEFT_OUT, 1.5)],
];

/** What the marks mean, in one line. */
const drawLegend = (pen: Pen, y: number): void => {
  let x = 0;
  for (const [text, draw] of ENTRIES) {
    draw(pen, [x, y, x + SWATCH_WIDTH, y + FONT_SIZE]);
    write(pen, text, x + SWATCH_WIDTH + GAP, y, INK);
    x += SWATCH_WIDTH + pen.widthOfString(text) + 4 * GAP;
  }
};

/** What is wrong, or left out for a reason. */
interface Problem {
  box: Box | null;
  text: string;
  colour?: string;
}

/** A row that is doubtful is a problem too. */
const doubtful = ({ number, box, flags }: PageMarks['rows'][number]): Problem[] =>
  flags.map((flag) => ({ box, text: `row ${number}: ${flag}` }));

const top = ({ box }: Problem): number => box?.[1] ?? 0;

/** From top to bottom, as many as there is room for beside the page. */
const problemNotes = ({ problems, rows, leftOut }: PageMarks, height: number): Problem[] => {
  const left = leftOut.map((found): Problem => ({ ...found, colour: LEFT_OUT }));
  const all = [...problems, ...rows.flatMap(doubtful), ...left].sort((one, other) => top(one) - top(other));
  const room = Math.floor(height / LINE);
  if (all.length <= room) return all;
  const more: Problem = { box: null, text: `and ${all.length - room + 1} more` };
  return [...all.slice(0, room - 1), more];
};

/** Each note as near to the height of its box as those above and below it allow. */
const heightsOf = (notes: Problem[], height: number): number[] => {
  let free = 0;
  return notes.map(({ box }, index) => {
    const lowest = height - (notes.length - index) * LINE;
    const y = Math.max(free, Math.min(box ? beside(box) : free, lowest));
    free = y + LINE;
    return y;
  });
};

const drawNote = (pen: Pen, { box, text, colour = PROBLEM }: Problem, y: number, width: number): void => {
  if (box) {
    tinted(pen, box, colour, 0.15);
    outlined(pen, box, colour, 1.5, 1.5);
    pointer(pen, [box[2] + 1.5, (box[1] + box[3]) / 2], [width + GAP, y + FONT_SIZE / 2], colour);
  }
  write(pen, text, width + 2 * GAP, y, colour);
};

/** The width that the notes take up; points. */
const widthOf = (pen: Pen, notes: Problem[]): number =>
  Math.max(0, ...notes.map(({ text }) => pen.widthOfString(text))) + 3 * GAP;

/** Frames what is wrong on the page in red, what was left out in another colour, and says beside the page what it is. */
const drawNotes = (pen: Pen, notes: Problem[], { width, height }: Size): void => {
  const heights = heightsOf(notes, height);
  for (const [index, note] of notes.entries()) drawNote(pen, note, heights[index] ?? 0, width);
};

/** The picture of a page. */
interface Picture extends Size {
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
