import { resolve } from 'node:path';
import type { Problem } from '#desk/problems.ts';
import { configuredEngines } from '#desk/reading/engines.ts';
import type { FileOutcome } from '#desk/reading/read-file.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { distinctNames } from '../files/names.ts';
import { openFolder } from '../files/open-folder.ts';
import { type Request, readingThread } from '../reading/reading-thread.ts';
import { clearPage, showPage } from '../say/live-page.ts';
import { complainOf, exitCodeOf, printProblems } from '../say/problems.ts';
import { printText } from '../say/terminal.ts';
import { stageLimits } from '../target/limits.ts';

/** Each file is drawn under a name of its own. */
const picturesIn = async (folder: string | undefined, files: string[]) => {
  if (!folder) return (): Request['pictures'] => null;
  await openFolder('overlay', folder);
  const names = distinctNames([...new Set(files.map((file) => resolve(file)))]);
  return (file: string): Request['pictures'] => ({ folder, name: names.get(resolve(file)) ?? file });
};

/** One document is for people, several are for programs: an object a line. */
const print = async ({ result, problems }: FileOutcome, indent: number | undefined): Promise<void> => {
  clearPage();
  if (result) await printText(`${JSON.stringify(result, null, indent)}\n`);
  if (process.stderr.isTTY) problems.forEach(complainOf);
  printProblems(problems);
};

const run = async ({ files, options }: Arguments): Promise<number> => {
  if (files.length === 0) throw new UsageError('Name the FILEs to extract');
  configuredEngines(process.env, () => new Date());
  const picturesOf = await picturesIn(options.overlay, files);
  const thread = readingThread(stageLimits(), showPage);
  const problems: Problem[] = [];
  try {
    for (const file of files) {
      const outcome = await thread.read({ path: file, pictures: picturesOf(file) });
      await print(outcome, files.length === 1 ? 1 : undefined);
      problems.push(...outcome.problems);
    }
  } finally {
    await thread.close();
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
  ownMachine: true,
  options: {
    overlay: {
      type: 'string',
      value: 'DIR',
      description: 'write each page as a PNG with columns, rows, values and problems drawn on it',
    },
  },
  run,
};
