import type { Box } from '#contracts/box.ts';
import type { Color, Page, Rule, Word } from '../../page.ts';
import type { PagePicture } from '../../recognizer.ts';
import { tidy } from '../../text.ts';
import type { PrintedLine } from './printed-line.ts';

/** Of the page's width and height, left free on every side. */
const MARGIN = 0.04;
/** Of a line's height; the rest is white. */
const TYPE_SIZE = 0.5;
/** Of an em: no letter of a list is wider on the average, so that texts fit their columns. */
const LETTER_WIDTH = 0.62;
/** Letters of white between columns. */
const GUTTER = 3;
/** A title is larger than its table, small print smaller. */
const SIZES: Record<PrintedLine['kind'], number> = { title: 1.4, headings: 1, section: 1, row: 1, note: 0.7 };
const INK: Color = [0, 0, 0];
const HALF_WIDTH = 0.25;

/** Where the lines of the page go: equally high bands, one under the other. */
interface Frame {
  left: number;
  right: number;
  top: number;
  pitch: number;
  /** Points. */
  typeSize: number;
}

/** A column in points. */
type Strip = readonly [from: number, to: number];

/**
 * Lines of cells set out as a ruled table: line by line in equal bands down the page, columns as wide as
 * their longest text. So the code for drawn tables reads them; a box tells which line of how many, not more.
 */
export function laidOut(lines: readonly PrintedLine[], { number, width, height }: PagePicture): Page {
  const tables = columnsOfTables(lines);
  const frame = frameOf(lines.length, Math.max(1, ...tables.map(widthInLetters)), { width, height });
  const rules: Rule[] = [];
  const words = lines.flatMap((line, index) => {
    const strips = isTable(line)
      ? stripsOf(tables[index] as number[], frame)
      : [[frame.left, frame.right] as const];
    const band: Strip = [frame.top + index * frame.pitch, frame.top + (index + 1) * frame.pitch];
    if (isTable(line)) rules.push(...strips.flatMap((strip) => borders(strip, band)));
    return line.cells.flatMap((cell, at) => wordOf(cell, line.kind, strips[at] as Strip, band, frame));
  });
  return {
    number,
    width,
    height,
    words: words.map((word, order) => ({ ...word, order })),
    fills: [],
    rules,
    images: [],
  };
}

const isTable = ({ kind }: PrintedLine): boolean => kind === 'headings' || kind === 'row';

/** For every line, how many letters the longest text of each column of its table has; a heading begins a table. */
function columnsOfTables(lines: readonly PrintedLine[]): number[][] {
  let columns: number[] = [];
  return lines.map((line) => {
    if (!isTable(line)) return [];
    if (line.kind === 'headings' || columns.length !== line.cells.length) columns = line.cells.map(() => 1);
    for (const [at, cell] of line.cells.entries()) columns[at] = Math.max(columns[at] as number, cell.length);
    return columns;
  });
}

const widthInLetters = (columns: readonly number[]): number =>
  columns.reduce((sum, letters) => sum + letters + GUTTER, 0);

function frameOf(
  lines: number,
  letters: number,
  { width, height }: { width: number; height: number },
): Frame {
  const [left, top] = [width * MARGIN, height * MARGIN];
  const pitch = (height - 2 * top) / Math.max(lines, 1);
  const fits = (width - 2 * left) / (letters * LETTER_WIDTH);
  return { left, right: width - left, top, pitch, typeSize: Math.min(pitch * TYPE_SIZE, fits) };
}

/** The columns side by side, stretched over the width of the page. */
function stripsOf(columns: readonly number[], { left, right }: Frame): Strip[] {
  const unit = (right - left) / widthInLetters(columns);
  const edges = [left];
  for (const letters of columns) edges.push((edges.at(-1) as number) + (letters + GUTTER) * unit);
  return columns.map((_, at) => [edges[at] as number, edges[at + 1] as number]);
}

function borders([x0, x1]: Strip, [y0, y1]: Strip): Rule[] {
  const across = (y: number): Rule => ({
    box: [x0, y - HALF_WIDTH, x1, y + HALF_WIDTH],
    color: INK,
    direction: 'horizontal',
  });
  const down = (x: number): Rule => ({
    box: [x - HALF_WIDTH, y0, x + HALF_WIDTH, y1],
    color: INK,
    direction: 'vertical',
  });
  return [across(y0), across(y1), down(x0), down(x1)];
}

/** No word for an empty cell; control characters are no text. */
function wordOf(cell: string, kind: PrintedLine['kind'], [x0]: Strip, [y0, y1]: Strip, frame: Frame): Word[] {
  const text = tidy(cell.replace(/\p{Cc}/gu, ' '));
  if (text === '') return [];
  const fontSize = Math.min(frame.typeSize * SIZES[kind], (y1 - y0) * TYPE_SIZE * 1.5);
  const letter = Math.min(fontSize * LETTER_WIDTH, (frame.right - x0) / text.length);
  const start = x0 + letter * (GUTTER / 2);
  const middle = (y0 + y1) / 2;
  const box: Box = [start, middle - fontSize / 2, start + letter * text.length, middle + fontSize / 2];
  return [
    {
      text,
      starts: Array.from({ length: text.length }, (_, at) => start + at * letter),
      turns: 0,
      box,
      order: 0,
      fontSize,
      bold: kind === 'headings',
      color: INK,
      visible: true,
      confidence: 0,
    },
  ];
}
