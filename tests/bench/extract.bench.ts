/**
 * How fast price lists and spec books are read, and in how much memory. Wanted: ≤ 12 ms a page of a list, ≤ 500 ms
 * for a book of 28 pages without its pictures, ≤ 200 MB for a process that reads one, and no more for a long list.
 */
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { grid } from '#cli/say/grid.ts';
import { generatePriceList } from '#samples/generate-price-list.ts';
import { fastestMs, wholeProcess } from './measure.ts';
import { type OtherReader, otherReaders } from './other-readers.ts';
import { type Kind, readerOf } from './readers.ts';

const PROJECT = join(import.meta.dirname, '../..');
/** Real documents may lie beside the project; they are not part of it. */
const FOLDERS = [join(PROJECT, '../shared/fixtures'), join(PROJECT, 'samples')];
const KINDS: Record<string, Kind> = { 'price-lists': 'price-list', 'spec-books': 'spec-book' };
/** The rows of generated lists of about 100, 200 and 300 pages, the longest the longest that is read. */
const LONG_LISTS = [3_400, 6_800, 10_000];
/** The fastest of so many processes. */
const PROCESSES = 3;

interface Document {
  path: string;
  kind: Kind;
}

interface WholeReading {
  pages: number;
  found: number;
  peakMegabytes: number;
  seconds: number;
}

const documents = (): Document[] =>
  FOLDERS.flatMap((folder) =>
    Object.entries(KINDS).flatMap(([name, kind]) =>
      pdfsIn(join(folder, name)).map((path): Document => ({ path, kind })),
    ),
  );

const pdfsIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.pdf'))
        .map((name) => join(folder, name))
    : [];

const readWhole = ({ path, kind }: Document): WholeReading => {
  const program = [...process.execArgv, join(import.meta.dirname, 'read-file.ts')];
  const ended = wholeProcess(process.execPath, [...program, kind, path]);
  if (!ended) throw new Error(`reading ${path} failed`);
  return { ...JSON.parse(ended.output), seconds: ended.seconds };
};

const fastestOf = <Run extends { seconds: number }>(count: number, run: () => Run): Run =>
  Array.from({ length: count }, run).reduce((best, one) => (one.seconds < best.seconds ? one : best));

const warmMs = async ({ path, kind }: Document): Promise<number> => {
  const [bytes, read] = [await readFile(path), await readerOf(kind)];
  return fastestMs(() => read(bytes, basename(path)));
};

/** How many times as long as the other the whole process takes. */
const against = ({ read }: OtherReader, path: string, seconds: number): string => {
  const other = fastestOf(PROCESSES, () => wholeProcess(...read(path)) ?? { seconds: Infinity });
  if (other.seconds === Infinity) return 'failed';
  return `${other.seconds.toFixed(2)} s (${(seconds / other.seconds).toFixed(2)})`;
};

const rowOf = async (document: Document, others: readonly OtherReader[]) => {
  const whole = fastestOf(PROCESSES, () => readWhole(document));
  const warm = await warmMs(document);
  return [
    basename(document.path),
    whole.pages,
    whole.found,
    (warm / whole.pages).toFixed(1),
    warm.toFixed(0),
    whole.seconds.toFixed(2),
    whole.peakMegabytes,
    ...others.map((other) => against(other, document.path, whole.seconds)),
  ];
};

const longRow = async (folder: string, productCount: number) => {
  const { bytes, expected } = await generatePriceList({
    layout: 'banded',
    language: 'fi',
    brand: 'SKI-DOO',
    modelYear: 2031,
    productCount,
    seed: 7,
    compress: true,
  });
  const path = join(folder, `${expected.pages}.pdf`);
  await writeFile(path, bytes);
  const { pages, found, seconds, peakMegabytes } = readWhole({ path, kind: 'price-list' });
  return [pages, found, ((seconds * 1000) / pages).toFixed(1), seconds.toFixed(1), peakMegabytes];
};

const { installed, missing } = otherReaders();
const rows = [];
for (const document of documents()) rows.push(await rowOf(document, installed));
const columns = ['document', 'pages', 'rows', 'ms/page', 'ms', 'whole s', 'peak MB'];
console.log(grid([[...columns, ...installed.map(({ name }) => name)], ...rows]).join('\n'));
console.log(
  '\nms: warm, the fastest run. whole s: a process from its start to the list read, the code included.',
);
console.log('In parentheses: how many times as long as that program the whole process takes.');
if (missing.length > 0) console.log(`Not installed: ${missing.join(', ')}.`);

console.log('\nGenerated lists, a process each:');
const folder = await mkdtemp(join(tmpdir(), 'extract-bench-'));
const longRows = [];
for (const count of LONG_LISTS) longRows.push(await longRow(folder, count));
await rm(folder, { recursive: true });
console.log(grid([['pages', 'rows', 'ms/page', 'whole s', 'peak MB'], ...longRows]).join('\n'));
