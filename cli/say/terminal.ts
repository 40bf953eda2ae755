import { styleText } from 'node:util';

/** Takes the line back that the cursor is in. */
export const CLEAR_LINE = '\r\x1b[2K';

/** Columns of a terminal that does not say how wide it is. */
export const NARROW = 80;

/** What stands at the bottom of the terminal at the moment. */
let live = '';

const write = (text: string) => process.stdout.write((live && CLEAR_LINE) + text);

/** Somebody else's words, such as a file name, without what moves, colours or turns a terminal's text. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '\uFFFD');

/** What a program reads; settles when the reader has taken it. */
export const printText = (text: string): Promise<void> =>
  new Promise((resolve) => process.stdout.write(text, () => resolve()));

/** The same for a value, as JSON that people can read too. */
export const printJson = (value: unknown): Promise<void> => printText(`${JSON.stringify(value, null, 1)}\n`);

/** Sentences carry what files and hosts say: of all that a terminal obeys, our own looks and ends of lines are left. */
const harmless = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: each look begins with Escape.
  text.replace(/(\n|\u001B\[\d+m)|[\p{Cc}\p{Cf}]/gu, (_, ours?: string) => ours ?? '\uFFFD');

/** A line that people read. */
export const say = (text = ''): void => void write(`${harmless(text)}\n${live}`);

/** The line at the bottom, which changes while work goes on; only a terminal can take it back. */
export const showLive = (text: string): void => {
  if (!process.stdout.isTTY) return;
  const fitting = text.slice(0, (process.stdout.columns || NARROW) - 1);
  write(fitting);
  live = fitting;
};

/** Colours only where a terminal shows them. */
export const bold = (text: string): string => styleText('bold', text);
export const dim = (text: string): string => styleText('dim', text);

/** Columns of the terminal that people read in; of a pipe, as many as a narrow one has. */
export const width = (): number => process.stdout.columns || NARROW;

/** A text as lines that fit into the terminal, each behind the indent. A word that is longer stands alone. */
export const wrapped = (text: string, indent = ''): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width()) {
      lines.push(indent + line);
      line = word;
    } else line += line === '' ? word : ` ${word}`;
  }
  return [...lines, indent + line];
};

/** Says a text on as many lines as it takes, each behind the indent. */
export const sayWrapped = (text: string, indent = ''): void => {
  for (const line of wrapped(printable(text), indent)) say(line);
};

/** A line of a table as much of it as the terminal has room for; whole where a program reads it. */
export const fitted = (line: string): string =>
  process.stdout.isTTY && line.length > width() ? `${line.slice(0, width() - 1)}…` : line;
