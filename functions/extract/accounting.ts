import type { Box, PageProblem } from '#contracts/extracted.ts';
import { centre, holds } from '#pages/box.ts';
import { modelCode } from '#pages/model-code.ts';
import type { Page, Word } from '#pages/page.ts';
import { boxOf, linesOf, lineText, tidy } from '#pages/text.ts';
import { amountsUnderPrice, malformedCodes, phrases } from './lost-rows.ts';
import { looksLikePrice } from './price.ts';
import type { Cell, Table } from './table.ts';

/** Every visible code and price of a page that belongs to no row of its tables; boxes are those of the upright page. */
export function unaccounted(page: Page, tables: readonly Table[]): PageProblem[] {
  const visible = page.words.filter((word) => word.visible);
  const cells = tables.flatMap(({ rows }) => rows.flatMap((row) => Object.values(row.cells)));
  const isLoose = (found: { box: Box }) => !liesIn(cells, found);
  const codes = visible
    .filter(({ text }) => modelCode(tidy(text)))
    .filter((word) => standsInCodeColumn(word, tables));
  return [
    ...codes.filter(isLoose).map(problem(page, 'code-without-row')),
    ...tables.flatMap(malformedCodes).map(problem(page, 'code-malformed')),
    ...prices(visible, tables).filter(isLoose).map(problem(page, 'price-without-row')),
  ];
}

function liesIn(cells: readonly { box: Box }[], { box }: { box: Box }): boolean {
  return cells.some((cell) => holds(cell.box, centre(box)));
}

function problem(page: Page, category: string): (found: Cell | Word) => PageProblem {
  return ({ text, box }) => ({ page: page.number, box, category, text });
}

function standsInCodeColumn({ box }: Word, tables: readonly Table[]): boolean {
  return tables.some(({ header, slots }) => {
    const slot = slots.find(({ heading }) => heading === 'modelCode');
    const [x, y] = centre(box);
    return slot && y > header.box[3] && x > slot.from && x < slot.to;
  });
}

/** Amounts with their currency wherever they stand, and all under a price heading. */
function prices(visible: readonly Word[], tables: readonly Table[]): Cell[] {
  const amounts = tables.flatMap(amountsUnderPrice);
  const signed = linesOf(visible)
    .flatMap(phrases)
    .filter((line) => looksLikePrice(lineText(line)))
    .map((line) => ({ text: lineText(line), box: boxOf(line) }));
  return [...signed.filter((price) => !liesIn(amounts, price)), ...amounts];
}
