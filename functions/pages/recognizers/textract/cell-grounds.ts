import type { TextractBlock } from '#shared/textract-block.ts';
import type { Bitmap, Color, Fill } from '../../page.ts';
import type { PlacedCell } from './tables.ts';

/** Looked at in each cell: so many points a side, evenly spread. Text covers far fewer than half of them. */
const POINTS = 9;
/** Colours farther apart than this, in all channels together, are two: scanners make one colour many. */
const APART = 60;
const RGBA = 4;

/**
 * Cells on another ground than the rest of their row, as fills: lists mark machines so, and Textract tells no
 * colours. They are looked up in the picture, in the middle of what stands in the cell.
 */
export function cellGrounds(cells: readonly PlacedCell[], picture: Bitmap): Fill[] {
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
