import { unionOf } from '#pages/box.ts';
import { speaksOf } from '#pages/headings.ts';
import { byPoint, type Line, lineText, middle } from '#pages/text.ts';
import { PRICES_WORDS } from '#reference/lexicon/price-headings.ts';
import type { Table } from '../table/table.ts';
import { bareAmountsIn, type FoundText, wholeUnits } from '../values/price.ts';

/** An amount alone is a cell's. */
const SAYS_SOMETHING = /\p{L}{2}/u;
/** Shares of the cheapest machine of a page and of its dearest between which one's new price lies. */
const LIKELY = [0.5, 2] as const;

/**
 * Finds amounts that may be new prices of machines, though they name no currency: in a line between rows, and where words
 * of prices stand beside them in one above or below. What stands beside a row is a remark of it.
 */
export function newPricesAmong(tables: readonly Table[]): (line: Line) => FoundText[] {
  const isLikely = likelyAmong(tables);
  const rows = tables.flatMap((table) =>
    table.rows.map(({ cells }) => unionOf(Object.values(cells).map(({ box }) => box))),
  );
  // Across the page a row's height is its own.
  const rowsAt = byPoint(rows.map(([, top, , bottom]) => ({ box: [0, top, 1, bottom] as const })));
  const [top, bottom] = [Math.min(...rows.map(([, y]) => y)), Math.max(...rows.map(([, , , y]) => y))];
  return (line) => {
    const [text, y] = [lineText(line), middle(line[0] ?? { box: [0, 0, 0, 0] })];
    const isWords = SAYS_SOMETHING.test(text) && line.every(({ turns }) => turns === 0);
    const found = isWords ? bareAmountsIn(text).filter(isLikely) : [];
    if (found.length === 0 || rowsAt([0.5, y]).length > 0) return [];
    return (y > top && y < bottom) || speaksOf(text, PRICES_WORDS) ? found : [];
  };
}

function likelyAmong(tables: readonly Table[]): (found: FoundText) => boolean {
  const known = tables
    .flatMap(({ rows }) => rows.map(({ cells }) => wholeUnits(cells.price?.text ?? '')))
    .filter(Number.isFinite);
  const [least, most] = [LIKELY[0] * Math.min(...known), LIKELY[1] * Math.max(...known)];
  return ({ text }) => wholeUnits(text) >= least && wholeUnits(text) <= most;
}
