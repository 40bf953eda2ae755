import type { OnProgress } from '#desk/reading/progress.ts';
import { CLEAR_LINE, NARROW, printable } from './terminal.ts';

/** Shows on a terminal's stderr which page is at work; stdout is for results. */
export const showPage: OnProgress = ({ file, doing, number, pages }) => {
  if (!process.stderr.isTTY) return;
  const text = `${printable(file)}: ${doing} page ${number} of ${pages}`;
  process.stderr.write(CLEAR_LINE + text.slice(0, (process.stderr.columns || NARROW) - 1));
};

/** Takes that line back, before anything else is said. */
export const clearPage = (): void => {
  if (process.stderr.isTTY) process.stderr.write(CLEAR_LINE);
};
