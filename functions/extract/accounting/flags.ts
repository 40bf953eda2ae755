import { COLUMNS, type Column } from '#contracts/extracted.ts';
import type { ModelCode } from '#pages/model-code.ts';
import { type Cells, doubtsOf } from '../table/table-cells.ts';

/** Characters that no list prints; XML refuses most of them. */
const CONTROL = /\p{Cc}|\p{Cf}|\p{Co}|\uFFFD/u;
const LATIN_AND_CYRILLIC = /\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u;
const FORMULA = /^[=@]/;
/** What spreadsheet programs show where a formula came to nothing, on paper and in files alike. */
const CELL_ERROR = /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)/;
/** The longest cell of a real list has about 60 characters. */
const LONGEST_CELL = 300;

const CELL_FLAGS: readonly { flag: string; applies(text: string): boolean }[] = [
  { flag: 'control-characters', applies: (text) => CONTROL.test(text) },
  { flag: 'look-alike-letters', applies: (text) => LATIN_AND_CYRILLIC.test(text) },
  { flag: 'formula', applies: (text) => FORMULA.test(text) },
  { flag: 'cell-error', applies: (text) => CELL_ERROR.test(text) },
  { flag: 'over-long-cell', applies: (text) => text.length > LONGEST_CELL },
];

/** Why a person should look at the text of a row; it is kept as printed. */
export function textFlags(code: ModelCode, cells: Cells): string[] {
  return [...lettersFlags(code, cells), ...(doubtsOf(Object.values(cells)).doubts ?? [])];
}

/** The cells that these flags are about. */
export const doubtfulCells = (cells: Cells): { code: string; column: Column }[] =>
  COLUMNS.flatMap((column) => {
    const cell = cells[column];
    if (!cell) return [];
    const found = CELL_FLAGS.filter(({ applies }) => applies(cell.text)).map(({ flag }) => flag);
    return [...found, ...(cell.doubts ?? [])].map((code) => ({ code, column }));
  });

function lettersFlags(code: ModelCode, cells: Cells): string[] {
  const texts = Object.values(cells).map(({ text }) => text);
  const found = CELL_FLAGS.filter(({ applies }) => texts.some(applies)).map(({ flag }) => flag);
  return code.printed === code.latin ? found : [...new Set(['look-alike-letters', ...found])];
}
