/** `node tests/bench/read-file.ts price-list|spec-book FILE` reads one file as its stage does and prints what that took. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { folderObjectStore } from '#shared/folder-object-store.ts';
import { writeBoundedJson } from '#shared/json.ts';
import { measured } from './measure.ts';
import { isKind, readerOf } from './readers.ts';

const [kind = '', path = ''] = process.argv.slice(2);
if (!isKind(kind)) throw new Error(`no kind of document: ${kind}`);
const folder = await mkdtemp(join(tmpdir(), 'read-file-'));
const { peakMegabytes, result } = await measured(async () => {
  const read = await readerOf(kind);
  const { artefact, ...found } = await read(await readFile(path), basename(path));
  await writeBoundedJson(folderObjectStore(folder), 'extracted.json', artefact);
  return found;
});
await rm(folder, { recursive: true });
console.log(JSON.stringify({ peakMegabytes, ...result }));
