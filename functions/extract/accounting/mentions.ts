import type { Box } from '#contracts/box.ts';
import { unionOf } from '#pages/box.ts';
import { modelCode } from '#pages/model-code.ts';
import type { Word } from '#pages/page.ts';
import { type Line, lineText } from '#pages/text.ts';
import { phrases } from '../table/phrases.ts';
import type { Cell } from '../table/table-cells.ts';
import { type FoundText, looksLikePrice, machinePricesIn } from '../values/price.ts';

const TOKEN = /[\p{L}\p{N}]+/gu;
/** Four capitals are more often a word than a code. */
const MIXED = /^(?=.*\p{L})(?=.*\d)/u;
const MODEL_YEAR = /^MY\d\d$/;

/** The prices of machines in a line of text, whatever is said around them. */
export function mentionedPrices(line: Line): Cell[] {
  return phrases(line).flatMap((phrase) =>
    machinePricesIn(lineText(phrase)).map((found) => cellOf(found, phrase)),
  );
}

/** The prices of machines that stand apart from other text, as in a table nobody found. */
export function pricesSetApart(line: Line): Cell[] {
  return phrases(line)
    .filter((phrase) => looksLikePrice(lineText(phrase)))
    .flatMap(mentionedPrices);
}

/** What has the shape of a model code in a line of text. */
export function mentionedCodes(line: Line): Cell[] {
  const tokens = [...lineText(line).matchAll(TOKEN)].map(({ 0: text, index }) => ({ text, index }));
  return tokens.filter(({ text }) => isMixedCode(text)).map((found) => cellOf(found, line));
}

function isMixedCode(text: string): boolean {
  return MIXED.test(text) && !MODEL_YEAR.test(text) && modelCode(text) !== null;
}

function cellOf({ text, index }: FoundText, line: Line): Cell {
  const boxes = line.flatMap((word, at) => {
    const begin = lineText(line.slice(0, at + 1)).length - word.text.length;
    return partOf(word, index - begin, index + text.length - begin);
  });
  return { text, box: unionOf(boxes) };
}

function partOf({ text, starts, box: [x0, y0, x1, y1] }: Word, from: number, to: number): Box[] {
  return to <= 0 || from >= text.length ? [] : [[starts[from] ?? x0, y0, starts[to] ?? x1, y1]];
}
