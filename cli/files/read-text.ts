import { readFile } from 'node:fs/promises';
import { UsageError } from '../command.ts';

/** The text of a file of the command line. Throws `UsageError` for one that cannot be read. */
export const readText = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch(({ code }: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read (${code})`);
  });
