import type { Allowance } from '../limits.ts';
import type { Archive } from './archive.ts';
import { readXml, type XmlHandlers } from './xml.ts';

/** Characters that XML cannot hold, and line breaks, are written so (ECMA-376, 22.9.2.19). */
const ESCAPED = /_x([0-9A-F]{4})_/gi;

/** Text of a string item (`si`, `is`): its runs together, without the readings printed over East Asian letters. */
export function stringReader(done: (text: string) => void): Required<XmlHandlers> {
  let text = '';
  let inText = false;
  let inReading = 0;
  return {
    open: (element) => {
      if (element === 'rPh') inReading++;
      inText = element === 't';
    },
    text: (part) => {
      if (inText && inReading === 0) text += part;
    },
    close: (element) => {
      if (element === 'rPh') inReading--;
      inText = false;
      if (element !== 'si' && element !== 'is') return;
      done(text.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))));
      text = '';
    },
  };
}

/** The workbook's table of strings, in their order. Throws `UnreadableDocument` where they are too many. */
export async function readSharedStrings(
  archive: Archive,
  part: string,
  allowance: Allowance,
): Promise<string[]> {
  const strings: string[] = [];
  const add = (text: string) => {
    strings.push(allowance.cell(text));
  };
  await readXml(archive, part, stringReader(add));
  return strings;
}
