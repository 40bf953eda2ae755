import { resolve } from 'node:path';
import type { PageReader } from '#pages/page.ts';
import { type Draw, type FileOutcome, readFile } from '../extraction/read-file.ts';
import { configuredReaders } from '../extraction/readers.ts';
import { distinctNames } from '../inbox/names.ts';
import { clearPage } from '../report/live-page.ts';
import { printProblems } from '../report/problem-lines.ts';
import { printText } from '../report/terminal.ts';
import { exitCodeOf, type Problem } from '../results/problems.ts';
import { type Arguments, type Command, UsageError } from './command.ts';
import { openFolder } from './open-folder.ts';

const nothingDrawn: Draw = async () => [];

/** Draws each file under a name of its own. */
const drawsInto = async (folder: string | undefined, files: string[], readers: PageReader[]) => {
  if (!folder) return () => nothingDrawn;
  await openFolder('overlay', folder);
  const { drawing } = await import('../overlay/drawing.ts');
  const names = distinctNames([...new Set(files.map((file) => resolve(file)))]);
  return (file: string) => drawing({ folder, name: names.get(resolve(file)) ?? file, readers });
};

/** One document is for people, several are for programs: an object a line. */
const print = async ({ result, problems }: FileOutcome, indent: number | undefined): Promise<void> => {
  clearPage();
  if (result) await printText(`${JSON.stringify(result, null, indent)}\n`);
  printProblems(problems);
};

const run = async ({ files, options }: Arguments): Promise<number> => {
  if (files.length === 0) throw new UsageError('Name the FILEs to extract');
  const readers = configuredReaders(process.env);
  const drawOf = await drawsInto(options.overlay, files, readers);
  const problems: Problem[] = [];
  for (const file of files) {
    const outcome = await readFile(file, readers, drawOf(file));
    await print(outcome, files.length === 1 ? 1 : undefined);
    problems.push(...outcome.problems);
  }
  return exitCodeOf(problems);
};

/** `feedwright extract`: what a list or a book says, and nothing else. */
export const extract: Command = {
  summary: 'Print what lists and books say as JSON; draw it on their pages',
  usage: 'extract FILE… [--overlay DIR]',
  examples: [
    'feedwright extract list.pdf',
    'feedwright extract list.pdf --overlay pictures',
    "feedwright extract lists/*.pdf | jq -r '.products[].modelCode'",
  ],
  options: {
    overlay: {
      type: 'string',
      value: 'DIR',
      description: 'write each page as a PNG with columns, rows, values and problems drawn on it',
    },
  },
  run,
};
