import type { TextractBlock } from '#shared/textract-block.ts';
import type { Point } from '../../matrix.ts';
import type { QuarterTurns } from '../../page.ts';

/** A block and its corners in points on the straightened page, from the text's own top left, clockwise. */
export interface PlacedBlock {
  block: TextractBlock;
  corners: Point[];
}

interface Size {
  width: number;
  height: number;
}

const QUARTER = Math.PI / 2;
/** The first side of a short word is a few pixels long: its angle says little. */
const TELLING_LETTERS = 4;

/** By how many quarter turns, clockwise, the text of a block is turned. */
export function turnsOf(corners: readonly Point[]): QuarterTurns {
  return (((Math.round(angle(corners) / QUARTER) % 4) + 4) % 4) as QuarterTurns;
}

/** All blocks in points, turned back by the angle at which most words stand off the nearest quarter turn. */
export function straightened(blocks: readonly TextractBlock[], size: Size): PlacedBlock[] {
  const placed = blocks.map((block) => ({ block, corners: cornersOf(block, size) }));
  const turnBack = rotation(-skew(placed), [size.width / 2, size.height / 2]);
  return placed.map(({ block, corners }) => ({ block, corners: corners.map(turnBack) }));
}

function cornersOf({ Geometry }: TextractBlock, { width, height }: Size): Point[] {
  return Geometry.Polygon.map(({ X, Y }) => [X * width, Y * height]);
}

function skew(placed: readonly PlacedBlock[]): number {
  const words = placed.filter(({ block }) => block.BlockType === 'WORD');
  const telling = words.filter(({ block }) => (block.Text ?? '').length >= TELLING_LETTERS);
  const angles = telling.map(({ corners }) => angle(corners) - turnsOf(corners) * QUARTER).map(intoCircle);
  return angles.sort((one, other) => one - other)[Math.floor(angles.length / 2)] ?? 0;
}

/** Half a turn more or less of a circle is the same direction. */
function intoCircle(radians: number): number {
  return Math.atan2(Math.sin(radians), Math.cos(radians));
}

/** Of the text's upper edge, clockwise since y goes down. */
function angle([first, second]: readonly Point[]): number {
  return first && second ? Math.atan2(second[1] - first[1], second[0] - first[0]) : 0;
}

function rotation(radians: number, [x0, y0]: Point): (point: Point) => Point {
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  return ([x, y]) => [x0 + (x - x0) * cos - (y - y0) * sin, y0 + (x - x0) * sin + (y - y0) * cos];
}
