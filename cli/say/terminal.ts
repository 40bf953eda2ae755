import { stripVTControlCharacters, styleText } from 'node:util';

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

/** Data as JSON where a program asks for it, else in words. */
export const tell = async (
  { flags }: { flags: ReadonlySet<string> },
  data: unknown,
  inWords: () => void | Promise<void>,
): Promise<void> => (flags.has('json') ? printJson(data) : inWords());

/** Sentences carry what files and hosts say: of all that a terminal obeys, our own looks and ends of lines are left. */
const harmless = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: each look begins with Escape.
  text.replace(/(\n|\u001B\[\d+m)|[\p{Cc}\p{Cf}]/gu, (_, ours?: string) => ours ?? '\uFFFD');

/** Columns of the terminal that people read in; of a pipe, as many as a narrow one has. */
export const width = (): number => process.stdout.columns || NARROW;

/** What a terminal shows of a text: its looks take no room. */
export const shownWidth = (text: string): number => stripVTControlCharacters(text).length;

/** A command that begins in a sentence: broken in two it would be another one, once pasted. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a look may begin with it.
const COMMAND = /(?:(?<!\S)|(?<=\u001B\[\d+m))npx feedwright .*$/;

/** A full stop behind a command would be pasted with it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a look may end behind it.
const STOPPED = /(npx feedwright (?:[^.;,]|\.(?=\S))*)\.(?=(?:\u001B\[\d+m)*$)/;

/** A line whose command can be pasted as it stands. */
export const pasteable = (line: string): string => line.replace(STOPPED, '$1');

/** Words between spaces that may end a line; a no-break space does not. A command is one word. */
const wordsOf = (text: string): string[] => {
  const [command = ''] = COMMAND.exec(text) ?? [];
  const prose = text.slice(0, text.length - command.length).split(/[ \t\n]+/);
  return [...prose, command].filter(Boolean);
};

/** A text as lines of so many columns, the first of which are taken already. A word that is longer stands alone. */
const linesOf = (text: string, columns: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of wordsOf(text)) {
    // A look alone is no word yet.
    const gap = shownWidth(line) > 0 ? ' ' : '';
    if (gap !== '' && shownWidth(line) + 1 + shownWidth(word) > columns) {
      lines.push(line);
      line = word;
    } else line += gap + word;
  }
  return [...lines, line];
};

/** A text as lines that fit into the terminal, each behind the indent. */
export const wrapped = (text: string, indent = ''): string[] =>
  linesOf(text, width() - indent.length).map((line) => indent + line);

/** A line as a terminal has room for it, broken between words and not in them; whole where a program reads it. */
const fitting = (line: string): string[] =>
  process.stdout.isTTY && shownWidth(line) > width()
    ? wrapped(line, ' '.repeat(line.length - line.trimStart().length))
    : [line];

/** Lines that people read. */
export const say = (text = ''): void =>
  void write(`${harmless(text).split('\n').map(pasteable).flatMap(fitting).join('\n')}\n${live}`);

/** A remark beside the results, which may go to a program. */
export const note = (text: string): void => void process.stderr.write(`${harmless(text)}\n`);

/** The line at the bottom, which changes while work goes on; only a terminal can take it back. */
export const showLive = (text: string): void => {
  if (!process.stdout.isTTY) return;
  const room = text.slice(0, width() - 1);
  write(room);
  live = room;
};

/** Colours only where a terminal shows them. */
export const bold = (text: string): string => styleText('bold', text);
export const dim = (text: string): string => styleText('dim', text);

/** Says a text on as many lines as it takes, each behind the indent. */
export const sayWrapped = (text: string, indent = ''): void => {
  for (const line of wrapped(printable(text), indent)) say(line);
};
