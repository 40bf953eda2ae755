import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, glob, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { ObjectStore, StoredObject } from './ports.ts';

const missing = (error: NodeJS.ErrnoException) => {
  if (error.code === 'ENOENT') return null;
  throw error;
};

const toKey = (root: string, path: string) => relative(root, path).split(sep).join('/');

/**
 * An object store in a folder. A version is the file's time and size, so the same file dropped again is
 * a new version. Writes go through a temporary name: a reader sees the old or the new object, whole.
 */
export const folderObjectStore = (folder: string): ObjectStore => {
  const root = resolve(folder);

  const pathOf = (key: string) => {
    const path = resolve(root, key);
    if (!path.startsWith(root + sep)) throw new Error(`The key ${JSON.stringify(key)} leaves the store`);
    return path;
  };

  const head = async (key: string): Promise<StoredObject | null> => {
    const file = await stat(pathOf(key)).catch(missing);
    if (!file?.isFile()) return null;
    const version = `${Math.round(file.mtimeMs).toString(36)}-${file.size.toString(36)}`;
    return { key, bytes: file.size, modifiedAt: file.mtime.toISOString(), version };
  };

  const place = async (key: string, fill: (temporary: string) => Promise<void>) => {
    const path = pathOf(key);
    const temporary = `${path}.${randomUUID()}.part`;
    await mkdir(dirname(path), { recursive: true });
    await fill(temporary);
    await rename(temporary, path);
  };

  const list = async function* (prefix: string) {
    const paths = await Array.fromAsync(glob('**/*', { cwd: join(root, prefix) }));
    for (const path of paths.sort()) {
      const object = await head(toKey(root, join(root, prefix, path)));
      if (object && !object.key.endsWith('.part')) yield object;
    }
  };

  return {
    head,
    list,
    read: async (key) => readFile(pathOf(key)),
    readStream: async (key) => createReadStream(pathOf(key)),
    write: (key, body) => place(key, (temporary) => writeFile(temporary, body)),
    writeFile: (key, source) => place(key, (temporary) => copyFile(source, temporary)),
  };
};
