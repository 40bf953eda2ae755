import type { Box } from '#contracts/box.ts';
import type { TextractBlock } from '#shared/textract-block.ts';
import { boundingBox } from '../../matrix.ts';
import { childrenOf } from './cells.ts';
import type { PlacedBlock } from './straighten.ts';

/** A cell of a table and its box, in points of the straightened page; neighbours share their border. */
export interface PlacedCell {
  block: TextractBlock;
  box: Box;
}

/** Borders of neighbouring cells closer than this, in points, are one. */
const ONE_BORDER = 3;
/** A table's cells are its children, its merged cells a relationship of their own. */
const PARTS = new Set(['CHILD', 'MERGED_CELL']);

/** The cells of each table; a merged cell stands for those it was made of. */
export function tablesOf(placed: readonly PlacedBlock[]): PlacedCell[][] {
  const byId = new Map(placed.map((one) => [one.block.Id, one]));
  const tables = placed.filter(({ block }) => block.BlockType === 'TABLE');
  return tables.map(({ block }) => {
    const all = partsOf(block, byId);
    const merged = new Set(all.filter(isMerged).flatMap((cell) => childrenOf(cell.block)));
    return meeting(all.filter((cell) => !merged.has(cell.block.Id)));
  });
}

const isMerged = ({ block }: PlacedBlock): boolean => block.BlockType === 'MERGED_CELL';

function partsOf(table: TextractBlock, byId: ReadonlyMap<string, PlacedBlock>): PlacedBlock[] {
  const related = (table.Relationships ?? []).filter(({ Type }) => PARTS.has(Type)).flatMap(({ Ids }) => Ids);
  return related.flatMap((id) => byId.get(id) ?? []);
}

function meeting(cells: readonly PlacedBlock[]): PlacedCell[] {
  const boxes = cells.map(({ corners }) => boundingBox(corners));
  const x = snapping(boxes.flatMap(([x0, , x1]) => [x0, x1]));
  const y = snapping(boxes.flatMap(([, y0, , y1]) => [y0, y1]));
  return boxes.map(([x0, y0, x1, y1], at) => ({
    block: (cells[at] as PlacedBlock).block,
    box: [x(x0), y(y0), x(x1), y(y1)],
  }));
}

/** Puts every border on the middle one of those that stand where it does. */
function snapping(borders: readonly number[]): (border: number) => number {
  const groups: number[][] = [];
  for (const border of borders.toSorted((one, other) => one - other)) {
    const group = groups.at(-1);
    if (group && border - (group.at(-1) as number) <= ONE_BORDER) group.push(border);
    else groups.push([border]);
  }
  const middles = new Map(
    groups.flatMap((group) => group.map((border) => [border, group[Math.floor(group.length / 2)] as number])),
  );
  return (border) => middles.get(border) as number;
}
