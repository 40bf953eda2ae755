import type { Box } from '#contracts/box.ts';
import type { Color, Rule } from '../../page.ts';
import type { PlacedCell } from './tables.ts';

/** Half the width of the rule that stands for a border, in points. */
const HALF_WIDTH = 0.25;
const INK: Color = [0, 0, 0];

/** The borders of the cells as rules; inside a merged cell there is none. */
export function cellRules(cells: readonly PlacedCell[]): Rule[] {
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
