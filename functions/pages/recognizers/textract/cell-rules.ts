import type { Box } from '#contracts/extracted.ts';
import { boundingBox } from '../../matrix.ts';
import type { Color, Rule } from '../../page.ts';
import { childrenOf } from './cells.ts';
import type { PlacedBlock } from './straighten.ts';

/** Borders of neighbouring cells closer than this, in points, are one. */
const ONE_BORDER = 3;
/** Half the width of the rule that stands for a border, in points. */
const HALF_WIDTH = 0.25;
const INK: Color = [0, 0, 0];

/** The borders of all cells as rules; inside a merged cell there is none. */
export function cellRules(placed: readonly PlacedBlock[]): Rule[] {
  const byId = new Map(placed.map((one) => [one.block.Id, one]));
  const tables = placed.filter(({ block }) => block.BlockType === 'TABLE');
  return tables.flatMap(({ block }) => {
    const all = partsOf(block, byId);
    const parts = new Set(all.filter(isMerged).flatMap((merged) => childrenOf(merged.block)));
    return tableRules(
      all.filter((cell) => !parts.has(cell.block.Id)).map(({ corners }) => boundingBox(corners)),
    );
  });
}

const isMerged = ({ block }: PlacedBlock): boolean => block.BlockType === 'MERGED_CELL';

function partsOf(table: PlacedBlock['block'], byId: ReadonlyMap<string, PlacedBlock>): PlacedBlock[] {
  const related = (table.Relationships ?? []).filter(({ Type }) => PARTS.has(Type)).flatMap(({ Ids }) => Ids);
  return related.flatMap((id) => byId.get(id) ?? []);
}

/** A table's cells are its children, its merged cells a relationship of their own. */
const PARTS = new Set(['CHILD', 'MERGED_CELL']);

function tableRules(cells: readonly Box[]): Rule[] {
  const x = snapping(cells.flatMap(([x0, , x1]) => [x0, x1]));
  const y = snapping(cells.flatMap(([, y0, , y1]) => [y0, y1]));
  const rules = cells.flatMap(([x0, y0, x1, y1]) => sides([x(x0), y(y0), x(x1), y(y1)]));
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

/** Puts every border on the middle one of those that stand where it does: the cells then meet. */
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
