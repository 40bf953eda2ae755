import { randomUUID } from 'node:crypto';
import { constants, createReadStream, type Stats } from 'node:fs';
import { copyFile, glob, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { ObjectStore, StoredObject } from './ports.ts';

const missing = (error: NodeJS.ErrnoException) => {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
};

const toKey = (root: string, path: string) => relative(root, path).split(sep).join('/');

const statusOf = async (path: string): Promise<Stats | null> => {
  const status = await stat(path).catch(missing);
  return status?.isFile() ? status : null;
};

const objectOf = (key: string, { size, mtime }: Stats, version: string): StoredObject => ({
  ...{ key, bytes: size, modifiedAt: mtime.toISOString(), version },
});

const versionOf = ({ mtimeMs, size }: Stats): string =>
  `${Math.round(mtimeMs).toString(36)}-${size.toString(36)}`;

/** A folder's files by their paths below it; what is only being written is none yet. */
async function* filesIn(folder: string): AsyncGenerator<string> {
  const paths = await Array.fromAsync(glob('**/*', { cwd: folder }));
  for (const path of paths.sort()) if (!path.endsWith('.part')) yield path;
}

/**
 * An object store in a folder. A version is the file's time and size, so the same file dropped again is
 * a new version. Writes go through a temporary name: a reader sees the old or the new object, whole.
 * Versions that are kept lie in a folder of their own, `<key>/<version>`, where one is named.
 */
export const folderObjectStore = (folder: string, keptIn?: string): ObjectStore => {
  const root = resolve(folder);

  const within = (parent: string, key: string) => {
    const path = resolve(parent, key);
    if (!path.startsWith(parent + sep)) throw new Error(`The key ${JSON.stringify(key)} leaves the store`);
    return path;
  };
  const pathOf = (key: string) => within(root, key);
  const keptPath = (key: string, version: string) =>
    keptIn === undefined ? null : within(resolve(keptIn), `${key}/${version}`);

  const newest = async (key: string): Promise<StoredObject | null> => {
    const status = await statusOf(pathOf(key));
    return status && objectOf(key, status, versionOf(status));
  };
  const kept = async (key: string, version: string): Promise<StoredObject | null> => {
    const path = keptPath(key, version);
    const status = path === null ? null : await statusOf(path);
    return status && objectOf(key, status, version);
  };

  const head = async (key: string, version?: string): Promise<StoredObject | null> => {
    const object = await newest(key);
    if (version === undefined || object?.version === version) return object;
    return kept(key, version);
  };

  const copyTo = async (path: string, source: string) => {
    const temporary = `${path}.${randomUUID()}.part`;
    await mkdir(dirname(path), { recursive: true });
    await copyFile(source, temporary, constants.COPYFILE_FICLONE);
    return temporary;
  };

  /** Whoever writes over the file meanwhile leaves a torn copy, which its time and size give away. */
  const keep = async ({ key, version }: StoredObject): Promise<boolean> => {
    const path = keptPath(key, version);
    if (!path || (await statusOf(path))) return path !== null || (await newest(key))?.version === version;
    const before = await statusOf(pathOf(key));
    if (!before || versionOf(before) !== version) return false;
    const temporary = await copyTo(path, pathOf(key));
    if ((await newest(key))?.version !== version) return false;
    await utimes(temporary, before.atime, before.mtime);
    await rename(temporary, path);
    return true;
  };

  const place = async (key: string, fill: (temporary: string) => Promise<void>) => {
    const path = pathOf(key);
    const temporary = `${path}.${randomUUID()}.part`;
    await mkdir(dirname(path), { recursive: true });
    await fill(temporary);
    const replaced = keptIn === undefined ? null : await newest(key);
    if (replaced) await keep(replaced);
    await rename(temporary, path);
  };

  const list = async function* (prefix: string) {
    for await (const path of filesIn(join(root, prefix))) {
      const object = await newest(toKey(root, join(root, prefix, path)));
      if (object) yield object;
    }
  };

  const replaced = async function* (prefix: string) {
    if (keptIn === undefined) return;
    for await (const path of filesIn(join(keptIn, prefix))) {
      const [key, version] = [toKey(keptIn, join(keptIn, prefix, dirname(path))), basename(path)];
      const object = await kept(key, version);
      if (object && (await newest(key))?.version !== version) yield object;
    }
  };

  const read = async (key: string, version?: string): Promise<Uint8Array> => {
    const path = version === undefined ? null : keptPath(key, version);
    const own = path === null ? null : await readFile(path).catch(missing);
    if (own) return own;
    const bytes = await readFile(pathOf(key));
    if (version === undefined || (await newest(key))?.version === version) return bytes;
    throw new Error(`Another file lies under ${JSON.stringify(key)} by now, and ${version} was not kept`);
  };

  const readStream = async (key: string, version?: string) => {
    const path = version === undefined ? null : keptPath(key, version);
    return createReadStream(path && (await statusOf(path)) ? path : pathOf(key));
  };

  return {
    head,
    list,
    versions: async function* (prefix) {
      yield* list(prefix);
      yield* replaced(prefix);
    },
    keep,
    read,
    readStream,
    write: (key, body) => place(key, (temporary) => writeFile(temporary, body)),
    writeFile: (key, source) => place(key, (temporary) => copyFile(source, temporary)),
    remove: async (key) => {
      const kept = keptIn === undefined ? [] : [within(resolve(keptIn), key)];
      for (const path of [pathOf(key), ...kept]) await rm(path, { recursive: true, force: true });
    },
  };
};
