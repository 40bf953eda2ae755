import type { Box } from '#contracts/box.ts';
import type { Ports } from '#shared/ports.ts';
import type { TextractBlock } from '#shared/textract-block.ts';
import type { Bitmap, Color, Fill, Page, Rule } from '../page.ts';
import type { PagePicture, PageRecognizer } from '../recognizer.ts';
import { asRefusal } from './refusal.ts';
import { cellsOf } from './textract/cells.ts';
import { wordRuns } from './textract/runs.ts';
import { straightened } from './textract/straighten.ts';
import { type PlacedCell, tablesOf } from './textract/tables.ts';

/** Looked at in each cell: so many points a side, evenly spread. Text covers far fewer than half of them. */
const POINTS = 9;
/** Colours farther apart than this, in all channels together, are two: scanners make one colour many. */
const APART = 60;
const RGBA = 4;

/**
 * Cells on another ground than the rest of their row, as fills: lists mark machines so, and Textract tells no
 * colours. They are looked up in the picture, in the middle of what stands in the cell.
 */
function cellGrounds(cells: readonly PlacedCell[], picture: Bitmap): Fill[] {
  const grounds = cells.map((cell) => ({ ...cell, color: groundOf(cell.block, picture) }));
  const rows = Map.groupBy(grounds, ({ block }) => block.RowIndex);
  return [...rows.values()].flatMap((row) => {
    const usual = medianColor(row.map(({ color }) => color));
    const apart = row.filter(({ color }) => distance(color, usual) > APART);
    return apart.map(({ box, color }): Fill => ({ box, color, order: 0 }));
  });
}

function groundOf({ Geometry }: TextractBlock, picture: Bitmap): Color {
  const shares = Array.from({ length: POINTS }, (_, at) => (at + 1) / (POINTS + 1));
  const [first, second, , fourth] = Geometry.Polygon;
  if (!first || !second || !fourth) return [0, 0, 0];
  const points = shares.flatMap((across) =>
    shares.map((down) => ({
      X: first.X + (second.X - first.X) * across + (fourth.X - first.X) * down,
      Y: first.Y + (second.Y - first.Y) * across + (fourth.Y - first.Y) * down,
    })),
  );
  return medianColor(points.map(({ X, Y }) => pixelAt(picture, X, Y)));
}

function pixelAt({ rgba, widthPx, heightPx }: Bitmap, x: number, y: number): Color {
  const within = (share: number, pixels: number) =>
    Math.min(pixels - 1, Math.max(0, Math.floor(share * pixels)));
  const at = (within(y, heightPx) * widthPx + within(x, widthPx)) * RGBA;
  return [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0];
}

const CHANNELS = [0, 1, 2] as const;

const medianColor = (colors: readonly Color[]): Color => [
  medianOf(colors, 0),
  medianOf(colors, 1),
  medianOf(colors, 2),
];

const medianOf = (colors: readonly Color[], channel: 0 | 1 | 2): number =>
  colors.map((color) => color[channel]).sort((one, other) => one - other)[colors.length >> 1] ?? 0;

const distance = (one: Color, other: Color): number =>
  CHANNELS.reduce<number>((sum, channel) => sum + Math.abs(one[channel] - other[channel]), 0);

/** Half the width of the rule that stands for a border, in points. */
const HALF_WIDTH = 0.25;
const INK: Color = [0, 0, 0];

/** The borders of the cells as rules; inside a merged cell there is none. */
function cellRules(cells: readonly PlacedCell[]): Rule[] {
  const rules = cells.flatMap(({ box }) => sides(box));
  return [...new Map(rules.map((rule) => [rule.box.join(), rule])).values()];
}

function sides([x0, y0, x1, y1]: Box): Rule[] {
  const horizontal = [y0, y1].map((y): Box => [x0, y - HALF_WIDTH, x1, y + HALF_WIDTH]);
  const vertical = [x0, x1].map((x): Box => [x - HALF_WIDTH, y0, x + HALF_WIDTH, y1]);
  return [
    ...horizontal.map((box): Rule => ({ box, color: INK, direction: 'horizontal' })),
    ...vertical.map((box): Rule => ({ box, color: INK, direction: 'vertical' })),
  ];
}

/**
 * Textract's blocks as a page: words in points, top-left origin, the lines of a cell one after the other;
 * the borders of cells as rules and grounds that stand apart as fills, so that the code for drawn tables
 * reads them. A page scanned a little askew
 * is turned straight, about its middle: boxes are those of the straightened page.
 */
function pageOf(blocks: readonly TextractBlock[], picture: PagePicture): Page {
  const { number, width, height } = picture;
  const placed = straightened(blocks, picture);
  const tables = tablesOf(placed);
  return {
    number,
    width,
    height,
    words: wordRuns(placed, cellsOf(blocks)),
    fills: tables.flatMap((cells) => cellGrounds(cells, picture)),
    rules: tables.flatMap(cellRules),
    images: [],
  };
}

/** Textract's limit for a picture sent with the call; a little is left for what goes around it. */
const MOST_BYTES = 9.5 * 1024 * 1024;

/** Reads a page with Textract's analysis of tables. */
export const textractRecognizer = ({ analysis }: Pick<Ports, 'analysis'>): PageRecognizer => ({
  name: 'textract',
  mostBytes: MOST_BYTES,
  recognize: async (picture) => {
    const { blocks, usage } = await analysis.analyzeTables(picture.png).catch(asRefusal);
    return { page: pageOf(blocks, picture), usage };
  },
});
