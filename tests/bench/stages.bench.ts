/**
 * What the stages behind reading take of memory and of the processor, by the rows of a list: `npm run bench -- stages
 * [ROWS…]`. Each works in a process of its own. `peak`: all that the process ever had; `alive`: the most of what was left
 * where its heap was collected, some twenty times while records go to and from the table, which is a file.
 */
import { appendFileSync, existsSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { grid } from '#cli/say/grid.ts';
import { FIRST_CHANNEL } from '#contracts/channel.ts';
import { isRejection } from '#contracts/outcome.ts';
import type { RunState } from '#contracts/state.ts';
import { readSpecBook } from '#functions/catalogue/read-spec-book.ts';
import { readDocument } from '#functions/extract/extract-price-list.ts';
import { buildFeed } from '#functions/generate/generate.ts';
import { match } from '#functions/match/match.ts';
import { validate } from '#functions/validate/validate.ts';
import { avito } from '#marketplace/avito.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { spreadsheetReader } from '#pages/spreadsheet/reader.ts';
import { generateTextList } from '#samples/generate-text-list.ts';
import type { FeedState } from '#shared/feed-state.ts';
import { folderObjectStore } from '#shared/folder-object-store.ts';
import { writeJson, writeLongJson } from '#shared/json.ts';
import { Models } from '#shared/models.ts';
import { Parts } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import { aDealer } from '../fakes/listings.ts';
import { runState } from '../fakes/records.ts';
import { shippedBook } from '../fakes/shipped-book.ts';
import { measured, wholeProcess } from './measure.ts';

const ROWS = [34, 1_000, 10_000];
const COLLECTIONS = 20;
const MEGABYTE = 1 << 20;
const AT = '2026-11-03T00:00:00.000Z';
const LIST = { language: 'fi', brand: 'SKI-DOO', modelYear: 2027, seed: 7 } as const;
const READERS = [pdfiumReader, spreadsheetReader];
const nothing = async (): Promise<[]> => [];

/** What is alive, looked at before every so many records. */
class Alive {
  most = 0;
  #seen = 0;
  readonly #every: number;
  readonly #collect: () => void;

  constructor(rows: number) {
    this.#every = Math.ceil((3 * rows) / COLLECTIONS);
    setFlagsFromString('--expose-gc');
    this.#collect = runInNewContext('gc');
  }

  look(): void {
    if (this.#seen++ % this.#every !== 0) return;
    this.#collect();
    const { heapUsed, external } = process.memoryUsage();
    this.most = Math.max(this.most, heapUsed + external);
  }
}

async function* linesOf(path: string) {
  if (!existsSync(path)) return;
  await using file = await open(path);
  for await (const line of file.readLines()) yield JSON.parse(line);
}

/** A table of one dealer whose long lists of records are files, and that forgets what no later stage asks for. */
const tableIn = (folder: string, look: () => void) => {
  const dealer = aDealer();
  const offers = join(folder, 'offers.ndjson');
  const put = async (path: string, item: object) => {
    look();
    appendFileSync(path, `${JSON.stringify(item)}\n`);
    return true;
  };
  const passing = {
    query: nothing,
    get: async () => null,
    putIf: async () => {
      look();
      return true;
    },
    putAll: async (items: Iterable<unknown>) => {
      for (const _ of items) look();
    },
    stream: async function* () {},
    patchIf: async () => true,
    remove: async () => {},
    put: async () => {},
    add: async () => ({ offersRevision: 1 }),
  };
  const kinds: Record<string, object> = {
    channel: FIRST_CHANNEL as unknown as object,
    books: { query: async () => [{ key: 'book.json', order: '1' }] },
    dealers: { get: async () => ({ configuration: dealer }) },
    lists: { ...passing, query: async () => [] },
    offers: {
      ...passing,
      putIf: (item: object) => put(offers, item),
      stream: async function* () {
        for await (const line of linesOf(offers)) {
          look();
          yield line;
        }
      },
    },
  };
  return new Proxy({}, { get: (_, kind: string) => kinds[kind] ?? passing });
};

const portsIn = (folder: string, look: () => void = () => {}) =>
  ({
    table: tableIn(folder, look),
    artefacts: folderObjectStore(join(folder, 'artefacts')),
    clock: () => new Date(AT),
    parts: Parts.parse({}),
    embeddings: { model: '', dimensions: 8 },
    languageModel: { model: '' },
    models: Models.parse({}),
  }) as unknown as Ports;

const STATE = runState({
  dealerId: 'north',
  lists: [{ brand: LIST.brand, modelYear: LIST.modelYear, market: 'FI' }],
  artefacts: { extracted: 'extracted.json', matched: 'runs/north/run-1/matched.json' },
});

const prepare = async (folder: string, rows: number): Promise<void> => {
  const { artefacts } = portsIn(folder);
  const book = await shippedBook();
  const options = { readers: READERS, extractedAt: AT, storePicture: async () => 'pictures/one.png' };
  const read = await readSpecBook(book.bytes, { name: book.name, sha256: 'b'.repeat(64) }, options);
  await writeJson(artefacts, 'book.json', read);
  const { bytes } = generateTextList({ ...LIST, productCount: rows });
  using reading = await readDocument(bytes, { name: 'list.csv', sha256: 'a'.repeat(64) }, options);
  if (!isRejection(reading.result)) await writeLongJson(artefacts, 'extracted.json', reading.result);
};

const STAGES: Record<string, (ports: Ports) => Promise<unknown>> = {
  match: async (ports) => match(STATE, ports),
  validate: async (ports) => validate(STATE as RunState, ports, avito),
  generate: async (ports) =>
    buildFeed(
      { dealerId: 'north', offersRevision: 1, builtFeed: 0, verifiedFeed: 0 } as FeedState,
      ports,
      avito,
    ),
};

const FIGURES: Record<string, (stage: string, folder: string, rows: number) => Promise<number[]>> = {
  peak: async (stage, folder) => {
    const { peakMegabytes, busySeconds } = await measured(async () => STAGES[stage]?.(portsIn(folder)));
    return [peakMegabytes, Math.round(busySeconds * 1000)];
  },
  alive: async (stage, folder, rows) => {
    const alive = new Alive(rows);
    await STAGES[stage]?.(portsIn(folder, () => alive.look()));
    return [Math.round(alive.most / MEGABYTE)];
  },
};

const ask = async (figure: string, stage: string, folder: string, rows: number): Promise<string[]> => {
  const offers = join(folder, 'offers.ndjson');
  if (stage === 'validate') await rm(offers, { force: true });
  const args = [...process.execArgv, import.meta.filename, figure, stage, folder, String(rows)];
  return (wholeProcess(process.execPath, args)?.output.trim() ?? 'failed').split(' ');
};

const table = async (counts: readonly number[]): Promise<void> => {
  const lines: (string | number)[][] = [];
  for (const rows of counts) {
    const folder = await mkdtemp(join(process.env.KEEP ?? tmpdir(), 'stages-bench-'));
    await prepare(folder, rows);
    for (const stage of Object.keys(STAGES)) {
      const [peak = '', busy = ''] = await ask('peak', stage, folder, rows);
      const [alive = ''] = await ask('alive', stage, folder, rows);
      lines.push([stage, rows, peak, alive, busy]);
    }
    if (!process.env.KEEP) await rm(folder, { recursive: true });
  }
  console.log(grid([['stage', 'rows', 'peak MB', 'alive MB', 'busy ms'], ...lines]).join('\n'));
};

const [figure = '', stage = '', folder = '', rows = ''] = process.argv.slice(2);
const wanted = FIGURES[figure];
if (wanted) console.log((await wanted(stage, folder, Number(rows))).join(' '));
else await table(figure ? process.argv.slice(2).map(Number) : ROWS);
