import type { Box, PageProblem } from '#contracts/extracted.ts';
import { centre, holds } from '#pages/box.ts';
import { modelCode } from '#pages/model-code.ts';
import type { Page, Word } from '#pages/page.ts';
import { boxOf, linesOf, lineText, tidy } from '#pages/text.ts';
import { looksLikePrice } from './price.ts';
import type { Table } from './table.ts';

/** Pieces of one price on a line stand closer than this, in ems. */
const WITHIN_PRICE = 0.8;

/** Every visible code and price of a page that belongs to no row of its tables; boxes are those of the upright page. */
export function unaccounted(page: Page, tables: readonly Table[]): PageProblem[] {
  const visible = page.words.filter((word) => word.visible);
  const cells = tables.flatMap(({ rows }) =>
    rows.flatMap((row) => Object.values(row.cells).map(({ box }) => box)),
  );
  const isLoose = ({ box }: { box: Box }) => !cells.some((cell) => holds(cell, centre(box)));
  const codes = visible
    .filter(({ text }) => modelCode(tidy(text)))
    .filter((word) => standsInCodeColumn(word, tables));
  const prices = linesOf(visible).flatMap(pricesOnLine);
  return [
    ...codes.filter(isLoose).map(problem(page, 'code-without-row')),
    ...prices.filter(isLoose).map(problem(page, 'price-without-row')),
  ];
}

interface Found {
  text: string;
  box: Box;
}

function problem(page: Page, category: string): (found: Found) => PageProblem {
  return ({ text, box }) => ({ page: page.number, box, category, text });
}

function standsInCodeColumn({ box }: Word, tables: readonly Table[]): boolean {
  return tables.some(({ header, slots }) => {
    const slot = slots.find(({ heading }) => heading === 'modelCode');
    const [x, y] = centre(box);
    return slot && y > header.box[3] && x > slot.from && x < slot.to;
  });
}

function pricesOnLine(line: Word[]): Found[] {
  const groups: Word[][] = [];
  for (const word of line) {
    const last = groups.at(-1)?.at(-1);
    if (last && word.box[0] - last.box[2] < WITHIN_PRICE * word.fontSize) groups.at(-1)?.push(word);
    else groups.push([word]);
  }
  return groups.flatMap((words) =>
    looksLikePrice(lineText(words)) ? [{ text: lineText(words), box: boxOf(words) }] : [],
  );
}
