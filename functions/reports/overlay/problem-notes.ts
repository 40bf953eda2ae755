import type { Box } from '#contracts/box.ts';
import { LEFT_OUT, PROBLEM } from './colours.ts';
import type { PageMarks } from './marks.ts';
import {
  beside,
  FONT_SIZE,
  GAP,
  LINE,
  outlined,
  type Pen,
  pointer,
  type Size,
  tinted,
  write,
} from './pen.ts';

/** What is wrong, or left out for a reason. */
interface Problem {
  box: Box | null;
  text: string;
  colour?: string;
}

/** A row that is doubtful is a problem too. */
const doubtful = ({ number, box, flags }: PageMarks['rows'][number]): Problem[] =>
  flags.map((flag) => ({ box, text: `row ${number}: ${flag}` }));

const top = ({ box }: Problem): number => box?.[1] ?? 0;

/** From top to bottom, as many as there is room for beside the page. */
export const problemNotes = ({ problems, rows, leftOut }: PageMarks, height: number): Problem[] => {
  const left = leftOut.map((found): Problem => ({ ...found, colour: LEFT_OUT }));
  const all = [...problems, ...rows.flatMap(doubtful), ...left].sort((one, other) => top(one) - top(other));
  const room = Math.floor(height / LINE);
  if (all.length <= room) return all;
  const more: Problem = { box: null, text: `and ${all.length - room + 1} more` };
  return [...all.slice(0, room - 1), more];
};

/** Each note as near to the height of its box as those above and below it allow. */
const heightsOf = (notes: Problem[], height: number): number[] => {
  let free = 0;
  return notes.map(({ box }, index) => {
    const lowest = height - (notes.length - index) * LINE;
    const y = Math.max(free, Math.min(box ? beside(box) : free, lowest));
    free = y + LINE;
    return y;
  });
};

const drawNote = (pen: Pen, { box, text, colour = PROBLEM }: Problem, y: number, width: number): void => {
  if (box) {
    tinted(pen, box, colour, 0.15);
    outlined(pen, box, colour, 1.5, 1.5);
    pointer(pen, [box[2] + 1.5, (box[1] + box[3]) / 2], [width + GAP, y + FONT_SIZE / 2], colour);
  }
  write(pen, text, width + 2 * GAP, y, colour);
};

/** The width that the notes take up; points. */
export const widthOf = (pen: Pen, notes: Problem[]): number =>
  Math.max(0, ...notes.map(({ text }) => pen.widthOfString(text))) + 3 * GAP;

/** Frames what is wrong on the page in red, what was left out in another colour, and says beside the page what it is. */
export const drawNotes = (pen: Pen, notes: Problem[], { width, height }: Size): void => {
  const heights = heightsOf(notes, height);
  for (const [index, note] of notes.entries()) drawNote(pen, note, heights[index] ?? 0, width);
};
