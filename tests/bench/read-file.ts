/** `node tests/bench/read-file.ts price-list|spec-book FILE` reads one file as its stage does and prints what that took. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { measured } from './measure.ts';
import { isKind, readerOf } from './readers.ts';

const [kind = '', path = ''] = process.argv.slice(2);
if (!isKind(kind)) throw new Error(`no kind of document: ${kind}`);
const { peakMegabytes, result } = await measured(async () => {
  const read = await readerOf(kind);
  return read(await readFile(path), basename(path));
});
console.log(JSON.stringify({ peakMegabytes, ...result }));
