import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Dealer } from '#contracts/dealer.ts';
import { environmentOf } from '#local/host/environment.ts';
import { foldersOf } from '#local/host/folders.ts';
import { createTables, openTable, type TableServer } from '#local/host/table.ts';
import { workIn } from '#local/host/work-in.ts';
import demo from '#samples/dealers/demo.json' with { type: 'json' };
import { generatePriceList } from '#samples/generate-price-list.ts';
import { portsOfEnvironment } from '#shared/aws/ports.ts';
import type { Ports } from '#shared/ports.ts';
import { machineOn } from '../fakes/machine.ts';
import { ofTheDay } from '../of-the-day.ts';
import type { Doom } from './doomed-host.ts';

const PROGRAM = fileURLToPath(new URL('./doomed-host.ts', import.meta.url));
const BOOK = fileURLToPath(new URL('../../samples/spec-books/ski-doo-2027-spec-book.pdf', import.meta.url));
/** A machine more is no write more before which to die. */
const LIST = {
  layout: 'banded',
  language: 'fi',
  brand: 'SKI-DOO',
  modelYear: 2027,
  productCount: 6,
  seed: 1,
} as const;

let folder: string;
let server: TableServer;
let ports: Ports;
let list: Uint8Array;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'feedwright-'));
  const folders = foldersOf(folder, folder);
  server = await openTable(folders.table);
  const nowhere = 'http://127.0.0.1:9';
  workIn(environmentOf(folders, { table: server.url, aws: nowhere, web: nowhere, accessKey: 'test' }));
  ports = portsOfEnvironment();
  await createTables();
  list = (await generatePriceList(LIST)).bytes;
  await readBook();
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const drop = async (dealerId: string, file: Uint8Array): Promise<string> => {
  const configuration = Dealer.parse({ ...demo, id: dealerId });
  await ports.table.dealers.put({ dealerId, version: '1', configuration });
  const key = `inbox/${dealerId}/file.pdf`;
  await mkdir(join(folder, 'inbox', dealerId), { recursive: true });
  await writeFile(join(folder, key), file);
  return key;
};

/** Once, for all of the dealers. */
const readBook = async (): Promise<void> => {
  const key = await drop('reader', await readFile(BOOK));
  const runner = await machineOn(ports, join(folder, 'reader'));
  runner.start({ machine: 'price-list', name: 'run-of-reader', input: { key } });
  await runner.idle();
};

/** A dealer of its own for each death, with a list in its inbox and its book in force. */
const aDealer = async (dealerId: string): Promise<string> => {
  for (const book of await ports.table.books.query({ dealerId: 'reader' }))
    await ports.table.books.put({ ...book, dealerId });
  return drop(dealerId, list);
};

/** Runs the process until it is stuck, and kills it; false where it came through. */
const killed = async (doom: Doom): Promise<boolean> => {
  const child = fork(PROGRAM, [JSON.stringify(doom)], { execArgv: [], stdio: ['ignore', 2, 2, 'ipc'] });
  const [message] = await once(child, 'message');
  if (message !== 'stuck') return false;
  child.kill('SIGKILL');
  await once(child, 'exit');
  return true;
};

const goOn = async (journal: string): Promise<void> => {
  const next = await machineOn(ports, journal);
  next.resume();
  await next.idle();
};

/** More than any stage has. */
const MOST_WRITES = 100;
const WRITES = ofTheDay(
  Array.from({ length: MOST_WRITES }, (_, at) => at + 1),
  2,
);

/** Of generate killed-build tries each write. */
it.each(['intake', 'close'])(
  'a process killed before any of the writes of %s, or behind the last, is gone on with and ends right, once',
  { timeout: 900_000 },
  async (stage) => {
    let deaths = 0;
    for (const write of WRITES) {
      const dealerId = `${stage}-${write}`;
      const journal = join(folder, dealerId);
      const key = await aDealer(dealerId);
      const wasKilled = await killed({ folder: journal, key, stage, write });
      await goOn(journal);
      const documents = await ports.table.documents.query({ dealerId });
      expect(documents, dealerId).toMatchObject([{ feedVersion: 1, claimedBy: `run-of-${dealerId}` }]);
      expect(['published', 'review'], dealerId).toContain(documents[0]?.status);
      expect(await ports.table.feeds.query({ dealerId }), dealerId).toMatchObject([
        { version: 1, status: 'built' },
      ]);
      expect(await ports.table.locks.query({ dealerId }), dealerId).toEqual([]);
      if (!wasKilled) break;
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(1);
    expect(deaths).toBeLessThan(WRITES.length);
  },
);
