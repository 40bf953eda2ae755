import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Folders } from '#local/host/folders.ts';

const POINTER = '.feedwright/latest';

/** Leaves word, in the working directory, of the data folder that was used last. */
export const rememberLatest = async ({ data }: Folders): Promise<void> => {
  await mkdir(dirname(POINTER), { recursive: true });
  await writeFile(POINTER, `${data}\n`);
};

/** The data folder that was used last from this working directory, if any. */
export const latestData = async (): Promise<string | null> => {
  const text = await readFile(POINTER, 'utf8').catch(() => '');
  return text.trim() || null;
};
