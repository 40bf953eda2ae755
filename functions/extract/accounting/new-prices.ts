import type { Box } from '#contracts/box.ts';
import { unionOf } from '#pages/box.ts';
import { speaksOf } from '#pages/headings.ts';
import { modelCode } from '#pages/model-code.ts';
import type { Word } from '#pages/page.ts';
import { byPoint, type Line, lineText, middle, tidy } from '#pages/text.ts';
import { PRICES_WORDS } from '#reference/lexicon/price-headings.ts';
import type { Table } from '../table/table.ts';
import { bareAmountsIn, type FoundText, isLongAmount, wholeUnits } from '../values/price.ts';

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
  const rows = bandsOf(tables);
  const standsBesideRow = besideRows(rows);
  const [top, bottom] = [Math.min(...rows.map(([, y]) => y)), Math.max(...rows.map(([, , , y]) => y))];
  return (line) => {
    const [text, y] = [lineText(line), heightOf(line)];
    const isWords = SAYS_SOMETHING.test(text) && line.every(({ turns }) => turns === 0);
    const found = isWords ? bareAmountsIn(text).filter(isLikely) : [];
    if (found.length === 0 || standsBesideRow(line)) return [];
    return (y > top && y < bottom) || speaksOf(text, PRICES_WORDS) ? found : [];
  };
}

/**
 * Finds codes that have an amount as machines cost in their line, and no row there: as where the last rows of a sheet have
 * moved by a column.
 */
export function strayCodesAmong(tables: readonly Table[]): (line: Line) => Word[] {
  const isLikely = likelyAmong(tables);
  const standsBesideRow = besideRows(bandsOf(tables));
  return (line) => {
    const isPriced = line.some((word) => isLongAmount(word.text) && isLikely(word));
    const isCode = ({ text, turns }: Word) => turns === 0 && modelCode(tidy(text)) !== null;
    return isPriced && !standsBesideRow(line) ? line.filter(isCode).slice(0, 1) : [];
  };
}

const bandsOf = (tables: readonly Table[]): Box[] =>
  tables.flatMap(({ rows }) => rows.map(({ cells }) => unionOf(Object.values(cells).map(({ box }) => box))));

/** Across the page a row's height is its own. */
function besideRows(rows: readonly Box[]): (line: Line) => boolean {
  const rowsAt = byPoint(rows.map(([, top, , bottom]) => ({ box: [0, top, 1, bottom] as const })));
  return (line) => rowsAt([0.5, heightOf(line)]).length > 0;
}

const heightOf = ([first]: Line): number => middle(first ?? { box: [0, 0, 0, 0] });

/** Tells amounts that a machine of these tables may cost. */
export function likelyAmong(tables: readonly Table[]): (found: Pick<FoundText, 'text'>) => boolean {
  const known = tables
    .flatMap(({ rows }) => rows.map(({ cells }) => wholeUnits(cells.price?.text ?? '')))
    .filter(Number.isFinite);
  const [least, most] = [LIKELY[0] * Math.min(...known), LIKELY[1] * Math.max(...known)];
  return ({ text }) => wholeUnits(text) >= least && wholeUnits(text) <= most;
}
