import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** An Id or a code may hold any characters; a file's name only those that mean nothing to a shell or a file system. */
const named = (dealerId: string, id: string): string =>
  `${dealerId}-${id.replace(/[^0-9A-Za-z]/g, '_')}.html`;

/** Writes a page about something of a dealer's into a folder, which is made; answers its path. */
export const writePage = async (
  folder: string,
  [dealerId, id]: [dealerId: string, id: string],
  page: string,
): Promise<string> => {
  await mkdir(folder, { recursive: true });
  const path = join(folder, named(dealerId, id));
  await writeFile(path, page);
  return path;
};
