import { copyFile, mkdir, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Problem } from '#desk/problems.ts';
import { unreadableFile } from '#desk/reading/unreadable-file.ts';
import { distinctNames, distinctPaths } from '../files/names.ts';

/** A file of the command line, and what it is called in the inbox and in the results. */
export interface PlacedFile {
  name: string;
  key: string;
  bytes: number;
}

/** Keeps the file's own time: "newest wins" reads it. Gives the size in bytes. */
const copyWithTime = async (source: string, target: string): Promise<number> => {
  const { atime, mtime, size } = await stat(source);
  await mkdir(dirname(target), { recursive: true });
  await copyFile(source, target);
  await utimes(target, atime, mtime);
  return size;
};

/** Copies files into the dealer's inbox. One that cannot be read is a problem; the others go on. */
export const placeFiles = async (files: string[], dealerId: string, inboxRoot: string) => {
  const placed: PlacedFile[] = [];
  const problems: Problem[] = [];
  for (const [path, name] of distinctNames(distinctPaths(files))) {
    const key = `inbox/${dealerId}/${name}`;
    await copyWithTime(path, join(inboxRoot, key)).then(
      (bytes) => placed.push({ name, key, bytes }),
      (error) => problems.push(unreadableFile(path, error)),
    );
  }
  return { placed, problems };
};
