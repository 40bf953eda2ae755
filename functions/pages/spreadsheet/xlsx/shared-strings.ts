import type { Allowance } from '../limits.ts';
import type { Archive } from './archive.ts';
import { FONT_ELEMENTS, type WrittenFont } from './look-elements.ts';
import { readXml, type XmlHandlers } from './xml.ts';

/** A part of a cell's text in a font of its own; null where it has that of the cell. */
export interface Run {
  text: string;
  font: WrittenFont | null;
}

/** A cell's text, in runs where not all of it has the cell's font. */
export type CellString = string | readonly Run[];

/** Characters that XML cannot hold, and line breaks, are written so (ECMA-376, 22.9.2.19). */
const ESCAPED = /_x([0-9A-F]{4})_/gi;

const unescaped = (text: string): string =>
  text.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Text of a string item (`si`, `is`): its runs, without the readings printed over East Asian letters. */
export function stringReader(done: (text: CellString) => void): Required<XmlHandlers> {
  let runs: Run[] = [];
  let font: WrittenFont | null = null;
  let inText = false;
  let inReading = 0;
  return {
    open: (element, attributes) => {
      if (element === 'rPh') inReading++;
      inText = element === 't';
      if (inText) runs.push({ text: '', font });
      else if (element === 'rPr') font = {};
      else if (font) FONT_ELEMENTS[element]?.(font, attributes);
    },
    text: (part) => {
      const run = runs.at(-1);
      if (run && inText && inReading === 0) run.text += part;
    },
    close: (element) => {
      if (element === 'rPh') inReading--;
      if (element === 'r') font = null;
      inText = false;
      if (element !== 'si' && element !== 'is') return;
      done(together(runs));
      runs = [];
    },
  };
}

/** What all runs say of their font without telling one from another needs no runs. */
function together(runs: readonly Run[]): CellString {
  const isPlain = runs.every(({ font }) => font === null || saysNothing(font));
  if (isPlain) return unescaped(runs.map(({ text }) => text).join(''));
  return runs.map(({ text, font }) => ({ text: unescaped(text), font }));
}

/** Black may stand on black; bold hides nothing. */
const saysNothing = ({ struck, vertical, color, fontSize }: WrittenFont): boolean =>
  !struck && !vertical && color === undefined && fontSize === undefined;

/** The workbook's table of strings, in their order. Throws `UnreadableDocument` where they are too many. */
export async function readSharedStrings(
  archive: Archive,
  part: string,
  allowance: Allowance,
): Promise<CellString[]> {
  const strings: CellString[] = [];
  const add = (text: CellString) => {
    const kept = typeof text === 'string' ? allowance.cell(text) : text;
    if (typeof text !== 'string') for (const run of text) run.text = allowance.cell(run.text);
    strings.push(kept);
  };
  await readXml(archive, part, stringReader(add));
  return strings;
}
