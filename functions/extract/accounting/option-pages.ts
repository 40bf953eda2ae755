import type { LeftOut, PageProblem } from '#contracts/extracted.ts';
import { speaksOf } from '#pages/headings.ts';
import { codeOf } from '#pages/model-code.ts';
import type { Page } from '#pages/page.ts';
import { type Line, linesOf, lineText } from '#pages/text.ts';
import { OPTION_LIST_WORDS } from '#reference/lexicon/price-headings.ts';
import { familyOf } from '#reference/naming/machine.ts';
import type { ListRows } from '../list-rows.ts';
import type { Table } from '../table/table.ts';
import { looksLikePrice, machinePricesIn, wholeUnits } from '../values/price.ts';

/** Of the cheapest machine of the list: what may be had with one costs less. */
const MOST_SHARE = 0.5;
/** A heading has few words; a sentence may speak of options anywhere. */
const MOST_WORDS = 6;

const isPriced = (line: Line): boolean =>
  line.some(({ text }) => looksLikePrice(text)) || machinePricesIn(lineText(line)).length > 0;

const headsOptions = (line: Line): boolean => {
  const text = lineText(line);
  return text.split(' ').length <= MOST_WORDS && speaksOf(text, OPTION_LIST_WORDS);
};

const isOfMachine = (line: Line): boolean => line.some(codeOf) || familyOf(lineText(line)) !== null;

/** Whether a page without rows lists what may be had with machines: a heading says so, and no priced line is one of a machine. */
export function listsOptions({ words }: Page, tables: readonly Table[]): boolean {
  if (tables.some(({ rows }) => rows.length > 0)) return false;
  const lines = linesOf(words.filter(({ visible }) => visible));
  const priced = new Set(lines.filter(isPriced));
  return !priced.values().some(isOfMachine) && lines.some((line) => !priced.has(line) && headsOptions(line));
}

/** The cheapest machine of a list; none where no row has a price. */
function leastPrice(rows: ListRows): number {
  let least = Infinity;
  for (const { cells } of rows) {
    const price = wholeUnits(cells.price?.text ?? '');
    if (price < least) least = price;
  }
  return Number.isFinite(least) ? least : 0;
}

/** What was read, parted by whether an amount is that of an option of these pages: it is told, and no row lacks it. */
export function withoutOptions(
  problems: readonly PageProblem[],
  pages: ReadonlySet<number>,
  rows: ListRows,
): { problems: PageProblem[]; options: LeftOut[] } {
  const most = pages.size === 0 ? 0 : MOST_SHARE * leastPrice(rows);
  const isOption = ({ code, place, values }: PageProblem) =>
    code === 'price-without-row' && pages.has(place.page) && wholeUnits(String(values.text)) < most;
  return {
    problems: problems.filter((problem) => !isOption(problem)),
    options: problems
      .filter(isOption)
      .flatMap(({ place: { page, box }, values }) =>
        box ? [{ page, box, text: String(values.text), why: 'added' as const }] : [],
      ),
  };
}
