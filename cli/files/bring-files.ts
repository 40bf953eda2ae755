import { glob, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import type { Ports } from '#shared/ports.ts';
import { UsageError } from '../command.ts';

/** A file to bring: its path here, and its name below the batch's prefix. */
interface Brought {
  path: string;
  name: string;
  modifiedMs: number;
}

const MEDIA_TYPE = 'application/octet-stream';

/** Dealers whose files travel at the same time; the files of one follow one another. */
const DEALERS_AT_ONCE = 8;

const isMeant = (path: string): boolean => !basename(path).startsWith('.');

const namesIn = async (folder: string, manifest: string | undefined): Promise<string[]> => {
  if (manifest === undefined) return (await Array.fromAsync(glob('**/*', { cwd: folder }))).filter(isMeant);
  const text = await readFile(manifest, 'utf8');
  return [...new Set(text.split(/\r?\n/).filter((line) => line.trim() !== ''))];
};

const broughtOf = async (folder: string, name: string): Promise<Brought[]> => {
  const path = resolve(folder, name);
  if (!path.startsWith(resolve(folder) + sep)) throw new UsageError(`${name} lies outside ${folder}`);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return [];
  return [{ path, name: name.split(sep).join('/'), modifiedMs: found.mtimeMs }];
};

/** Which dealer a list is of, its folder says. */
const refuseHomeless = (folder: string, files: Brought[]): void => {
  const homeless = files.find(({ name }) => !name.includes('/'));
  if (homeless)
    throw new UsageError(
      `${join(folder, homeless.name)} is in no dealer's folder: a batch is FOLDER/<dealer>/<file>`,
    );
  if (files.length === 0) throw new UsageError(`There are no files in ${folder}`);
};

/** Oldest first: of two lists without a date the one that came later wins. */
const bringDealers = async (queue: Brought[][], prefix: string, { inbox }: Ports): Promise<void> => {
  for (let files = queue.pop(); files; files = queue.pop())
    for (const { path, name } of files.toSorted((a, b) => a.modifiedMs - b.modifiedMs))
      await inbox.writeFile(prefix + name, path, MEDIA_TYPE);
};

/**
 * Brings the files of a folder, `<dealer>/<file>` each, below a prefix of the inbox; a manifest names those wanted.
 * Answers how many. Throws `UsageError` before the first where a file is in no dealer's folder.
 */
export const bringFiles = async (
  folder: string,
  manifest: string | undefined,
  prefix: string,
  ports: Ports,
): Promise<number> => {
  const names = await namesIn(folder, manifest);
  const files = (await Promise.all(names.map((name) => broughtOf(folder, name)))).flat();
  refuseHomeless(folder, files);
  const queue = [...Map.groupBy(files, ({ name }) => name.split('/')[0]).values()];
  await Promise.all(Array.from({ length: DEALERS_AT_ONCE }, () => bringDealers(queue, prefix, ports)));
  return files.length;
};
