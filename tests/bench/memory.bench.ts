/**
 * What reading a list takes of memory, by its rows: `npm run bench -- memory`. Each list is read by a process of its own, as
 * the stage does. `peak`: all that the process ever had, the code and what V8 has not collected yet included. `alive`: what
 * is left where it collects, the most of some ten times while the pages are read.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { grid } from '#cli/say/grid.ts';
import { isRejection } from '#contracts/outcome.ts';
import { readDocument } from '#functions/extract/extract-price-list.ts';
import type { PageReader } from '#pages/page.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { spreadsheetReader } from '#pages/spreadsheet/reader.ts';
import { generatePriceList } from '#samples/generate-price-list.ts';
import { generateTextList } from '#samples/generate-text-list.ts';
import { folderObjectStore } from '#shared/folder-object-store.ts';
import { writeBoundedJson } from '#shared/json.ts';
import { workbook } from '../fakes/workbook.ts';
import { measured, wholeProcess } from './measure.ts';

/** Ten thousand are the most that a list may have: of more the rest is not read. */
const ROWS = [34, 1_000, 10_000, 34_000];
const COLLECTIONS = 10;
const MEGABYTE = 1 << 20;

const LIST = { language: 'fi', brand: 'SKI-DOO', modelYear: 2031, seed: 7 } as const;

const textOf = (productCount: number) => generateTextList({ ...LIST, productCount }).bytes;

const KINDS: Record<string, (rows: number) => Uint8Array | Promise<Uint8Array>> = {
  pdf: async (productCount) =>
    (await generatePriceList({ ...LIST, productCount, layout: 'banded', compress: true })).bytes,
  xlsx: (rows) => {
    const lines = new TextDecoder().decode(textOf(rows)).split('\r\n');
    return workbook([{ name: 'Hinnat', rows: lines.map((line) => line.split(';')) }]);
  },
  csv: textOf,
};

/** The reader, with a collection before some of its pages: `alive` is told what was left. */
const collecting = (reader: PageReader, alive: (bytes: number) => void): PageReader => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  return {
    ...reader,
    open: async (bytes) => {
      const document = await reader.open(bytes);
      const every = Math.ceil(document.pageCount / COLLECTIONS);
      const readPage: typeof document.readPage = (number, sight) => {
        if (number % every === 0) {
          collect();
          const { heapUsed, external } = process.memoryUsage();
          alive(heapUsed + external);
        }
        return document.readPage(number, sight);
      };
      return { ...document, readPage };
    },
  };
};

/** Reads the list and puts it on record. */
const read = async (path: string, readers: PageReader[]): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'memory-bench-'));
  const extractedAt = '2026-09-01T00:00:00.000Z';
  using reading = await readDocument(
    await readFile(path),
    { name: '', sha256: '' },
    { readers, extractedAt },
  );
  if (!isRejection(reading.result))
    await writeBoundedJson(folderObjectStore(folder), 'extracted.json', reading.result);
  await rm(folder, { recursive: true });
};

const READERS = [pdfiumReader, spreadsheetReader];

const peakOf = async (path: string): Promise<number> =>
  (await measured(() => read(path, READERS))).peakMegabytes;

const aliveIn = async (path: string): Promise<number> => {
  let most = 0;
  const note = (bytes: number) => {
    most = Math.max(most, bytes);
  };
  await read(
    path,
    READERS.map((reader) => collecting(reader, note)),
  );
  return Math.round(most / MEGABYTE);
};

const FIGURES: Record<string, (path: string) => Promise<number>> = { peak: peakOf, alive: aliveIn };

const ask = (figure: string, path: string): string =>
  wholeProcess(process.execPath, [...process.execArgv, import.meta.filename, figure, path])?.output.trim() ??
  'failed';

const table = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'memory-bench-'));
  const lines: (string | number)[][] = [];
  for (const rows of ROWS)
    for (const [kind, draw] of Object.entries(KINDS)) {
      const path = join(folder, `list.${kind}`);
      await writeFile(path, await draw(rows));
      lines.push([kind, rows, ask('peak', path), ask('alive', path)]);
    }
  await rm(folder, { recursive: true });
  console.log(grid([['list', 'rows', 'peak MB', 'alive MB'], ...lines]).join('\n'));
};

const [figure = '', path = ''] = process.argv.slice(2);
const wanted = FIGURES[figure];
if (wanted) console.log(await wanted(path));
else await table();
