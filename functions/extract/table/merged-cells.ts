import { tableEdges } from '#pages/edges.ts';
import type { Page } from '#pages/page.ts';
import { firstAbove, middle } from '#pages/text.ts';
import type { Block } from './cells.ts';
import type { Slot } from './columns.ts';
import type { Row } from './rows.ts';

/** How much of a column's width lines must run along to end its cells. */
const ENDS_CELL = 0.8;

/** What divides a table. */
interface Division {
  /** Heights at which lines or fills divide rows, from top to bottom. */
  edges: readonly number[];
  slots: readonly Slot[];
  codeSlot: number;
}

/**
 * The blocks that are the only text of a cell drawn over several rows, by the rows: lines divide the rows beside it and end it
 * above and below, and none runs through it. A column that no line divides anywhere has such a cell only between those that are.
 */
export function mergedCells(
  page: Page,
  rows: readonly Row[],
  blocks: readonly Block[],
  { edges, slots, codeSlot }: Division,
): Map<Block, Row[]> {
  const merged = new Map<Block, Row[]>();
  const isDivided = (one: Row, other: Row) => bandOf(edges, one) !== bandOf(edges, other);
  if (!rows.some((row, at) => at > 0 && isDivided(rows[at - 1] as Row, row))) return merged;
  const columns = Map.groupBy(blocks, ({ slot }) => slot);
  const hasFewer = (index: number) =>
    index !== codeSlot && (columns.get(index)?.length ?? Infinity) < rows.length;
  if (!slots.some((_, index) => hasFewer(index))) return merged;
  const cells = slots.map((slot) => cellsOf(page, rows, slot));
  const areDivided = (from: number, to?: number) => cells.slice(from, to).some(({ held }) => held.length > 1);
  for (const [index, { edges: own, held }] of cells.entries()) {
    if (!hasFewer(index)) continue;
    const texts = columns.get(index) ?? [];
    const isBetween = held.length > 1 || (areDivided(0, index) && areDivided(index + 1));
    if (!isBetween) continue;
    for (const [band, several] of held.filter(([, { length }]) => length > 1)) {
      const [text, ...others] = texts.filter((one) => firstAbove(own, middle(one)) === band);
      const areRows = several.every((row, at) => at === 0 || isDivided(several[at - 1] as Row, row));
      if (text && others.length === 0 && areRows) merged.set(text, several);
    }
  }
  return merged;
}

/** The rows that stand together in each cell of a column that lines end above and below. */
function cellsOf(page: Page, rows: readonly Row[], { from, to }: Slot) {
  const edges = tableEdges(page, 'horizontal', [from, to], ENDS_CELL);
  const all = [...Map.groupBy(rows, (row) => bandOf(edges, row))];
  return { edges, held: all.filter(([band]) => band > 0 && band < edges.length) };
}

const bandOf = (edges: readonly number[], { code }: Row): number => firstAbove(edges, middle(code));
