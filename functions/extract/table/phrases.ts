import type { Line } from '#pages/text.ts';

/** Pieces of one text on a line stand closer than this, in ems. */
const WITHIN_TEXT = 0.8;

/** The texts of a line that are set apart from one another. */
export function phrases(line: Line): Line[] {
  const groups: Line[] = [];
  for (const word of line) {
    const last = groups.at(-1)?.at(-1);
    if (last && word.box[0] - last.box[2] < WITHIN_TEXT * word.fontSize) groups.at(-1)?.push(word);
    else groups.push([word]);
  }
  return groups;
}
