import { readFile, stat } from 'node:fs/promises';
import { UsageError } from '../command.ts';

const refuse =
  (file: string) =>
  ({ code }: NodeJS.ErrnoException): never => {
    throw new UsageError(`${file} cannot be read (${code})`);
  };

/** The text of a file of the command line. Throws `UsageError` for one that cannot be read. */
export const readText = (file: string): Promise<string> => readFile(file, 'utf8').catch(refuse(file));

/** Its bytes, likewise. */
export const readBytes = (file: string): Promise<Uint8Array> => readFile(file).catch(refuse(file));

/** How many bytes it has, likewise. */
export const sizeOf = async (file: string): Promise<number> => (await stat(file).catch(refuse(file))).size;
