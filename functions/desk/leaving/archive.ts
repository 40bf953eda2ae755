import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { ZipWriter } from '@zip.js/zip.js';
import { maskSecrets } from '#shared/masking.ts';
import type { Ports } from '#shared/ports.ts';
import type { RawRecord } from '#shared/table/partitions.ts';
import { type Folder, type Holdings, holdingsOf, objectsIn, storeOf } from './holdings.ts';
import { picturesOf } from './pictures.ts';
import { WHAT_IT_IS } from './what-it-is.ts';

/** One file of an archive, and what it holds. */
interface ArchivedFile {
  path: string;
  what: string;
  bytes: number;
  sha256: string;
  /** Of records: how many lines it has. */
  records?: number;
  /** Of an object: where it lay. */
  store?: string;
  key?: string;
  version?: string;
}

/** `index.json` of an archive. */
export interface ArchiveIndex {
  format: 'feedwright-dealer';
  formatVersion: 1;
  dealer: string;
  madeAt: string;
  /** Secrets by their names; what they hold is in no archive. */
  secrets: string[];
  leftOut: string[];
  files: ArchivedFile[];
}

type ArchivePorts = Pick<Ports, 'table' | 'audit' | 'inbox' | 'artefacts' | 'assets' | 'site' | 'clock'>;

/** What is packed already. */
const PACKED = new Set(['.pdf', '.png', '.jpg', '.jpeg', '.xlsx', '.zip', '.gz']);

const DIGEST = /(digest\\*":\\*"[0-9a-f]{8})[0-9a-f]{56}/g;

/** A record as a line: secrets that it quotes are masked, and nobody finds a token by what is left of its digest. */
const lineOf = (fields: unknown): string =>
  `${JSON.stringify(fields, maskSecrets).replaceAll(DIGEST, '$1…')}\n`;

const MOST_HELD = 1 << 18;

/** Lines by kind, gathered in files: a zip takes one file after the other. */
class Lines {
  readonly #folder: string;
  readonly #held = new Map<string, string[]>();
  readonly #counts = new Map<string, number>();
  #characters = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async add(kind: string, fields: unknown): Promise<void> {
    const line = lineOf(fields);
    const held = this.#held.get(kind) ?? [];
    this.#held.set(kind, held);
    held.push(line);
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
    this.#characters += line.length;
    if (this.#characters > MOST_HELD) await this.#flush();
  }

  /** Each kind, its file, and how many lines that has. */
  async files(): Promise<{ kind: string; path: string; records: number }[]> {
    await this.#flush();
    return [...this.#counts].sort().map(([kind, records]) => ({ kind, path: this.#pathOf(kind), records }));
  }

  #pathOf(kind: string): string {
    return join(this.#folder, `${kind}.jsonl`);
  }

  async #flush(): Promise<void> {
    for (const [kind, lines] of this.#held) await appendFile(this.#pathOf(kind), lines.join(''));
    this.#held.clear();
    this.#characters = 0;
  }
}

/** Puts files into a zip as they stream by, and keeps its index. */
class Archive {
  readonly files: ArchivedFile[] = [];
  readonly #zip: ZipWriter<unknown>;

  constructor(path: string) {
    const file = Writable.toWeb(createWriteStream(path)) as WritableStream;
    this.#zip = new ZipWriter(file, { useWebWorkers: false });
  }

  async add(file: Omit<ArchivedFile, 'bytes' | 'sha256'>, content: Readable): Promise<void> {
    const hash = createHash('sha256');
    let bytes = 0;
    const counted = async function* () {
      for await (const chunk of content) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    };
    const level = PACKED.has(extname(file.path).toLowerCase()) ? 0 : 6;
    await this.#zip.add(file.path, Readable.toWeb(Readable.from(counted())) as ReadableStream, { level });
    this.files.push({ ...file, bytes, sha256: hash.digest('hex') });
  }

  async close(index: ArchiveIndex): Promise<void> {
    await this.add(
      { path: 'index.json', what: 'This index' },
      Readable.from([Buffer.from(`${JSON.stringify(index, null, 2)}\n`)]),
    );
    await this.#zip.close();
  }
}

/** No installation is older. */
const TRAIL_BEGINS = '2026-01';

const monthsUpTo = (now: Date): string[] => {
  const months: string[] = [];
  const last = now.toISOString().slice(0, TRAIL_BEGINS.length);
  for (let at = 0; (months.at(-1) ?? '') < last; at++)
    months.push(new Date(Date.UTC(2026, at)).toISOString().slice(0, TRAIL_BEGINS.length));
  return months;
};

/** Everything of the dealer in records, also where they lie among those of others. */
async function* recordsOf(
  { dealerId, partitions }: Holdings,
  { table, audit, clock }: ArchivePorts,
): AsyncGenerator<Pick<RawRecord, 'kind' | 'fields'>> {
  for (const partition of partitions) yield* table.partitions.stream(partition);
  for (const { memberId } of await table.seats.query({ dealerId })) {
    const member = await table.members.get({ memberId });
    if (member) yield { kind: 'member', fields: member };
  }
  for (const { batchId } of await table.batches.query({})) {
    for await (const fields of table.batchFiles.stream({ batchId, dealerId }))
      yield { kind: 'batch-file', fields };
    const fields = await table.batchDealers.get({ batchId, dealerId });
    if (fields) yield { kind: 'batch-dealer', fields };
  }
  for (const month of monthsUpTo(clock()))
    for (const fields of await audit.query({ scope: `D#${dealerId}`, month }))
      yield { kind: 'audit', fields };
}

const addRecords = async (archive: Archive, holdings: Holdings, ports: ArchivePorts): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'feedwright-records-'));
  try {
    const lines = new Lines(folder);
    for await (const { kind, fields } of recordsOf(holdings, ports)) await lines.add(kind, fields);
    for (const { kind, path, records } of await lines.files()) {
      const what = WHAT_IT_IS[kind] ?? `Records of the kind ${kind}`;
      await archive.add({ path: `records/${kind}.jsonl`, what, records }, createReadStream(path));
    }
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** A name never leads out of the folder into which the archive is unpacked. */
const pathIn = (key: string): string =>
  key
    .split('/')
    .map((part) => (/^\.*$/.test(part) ? `_${part}` : part))
    .join('/');

/** What was made for taking along before: it would hold itself. */
const isExport = ({ prefix }: Folder, key: string): boolean =>
  prefix.startsWith('reports/') && key.startsWith(`${prefix}exports/`);

/** Of each key the newest version comes first. */
const addObjects = async (archive: Archive, { folders }: Holdings, ports: ArchivePorts): Promise<void> => {
  const seen = new Set<string>();
  for await (const { folder, object } of objectsIn(folders, ports)) {
    const { key, version } = object;
    const { store, what } = folder;
    if (isExport(folder, key)) continue;
    const place = `${store}/${pathIn(key)}`;
    const path = seen.has(place) ? `replaced/${place}/${pathIn(version)}` : `objects/${place}`;
    seen.add(place);
    const content = await storeOf(folder, ports).readStream(key, version);
    await archive.add({ path, what, store, key, version }, content);
  }
};

const addPictures = async (archive: Archive, dealerId: string, ports: ArchivePorts): Promise<void> => {
  const what = 'A picture of a book, or of the dealer’s own';
  for (const key of await picturesOf(dealerId, ports))
    await archive.add(
      { path: `objects/assets/${key}`, what, store: 'assets', key },
      await ports.assets.readStream(key),
    );
};

/**
 * Writes everything that is held of a dealer into a zip at `path`: `records/` has a line of JSON a record, `objects/` has
 * files as they are, `replaced/` their older versions, and `index.json` says what each is, with its hash and its count.
 * Files pass in pieces, so that memory does not grow with them. Secrets are there by their names alone.
 */
export const archiveDealer = async (
  dealerId: string,
  path: string,
  ports: ArchivePorts,
): Promise<ArchiveIndex> => {
  const holdings = await holdingsOf(dealerId, ports);
  const archive = new Archive(path);
  await addRecords(archive, holdings, ports);
  await addObjects(archive, holdings, ports);
  await addPictures(archive, dealerId, ports);
  const index: ArchiveIndex = {
    ...{ format: 'feedwright-dealer', formatVersion: 1, dealer: dealerId },
    madeAt: ports.clock().toISOString(),
    secrets: holdings.secrets,
    leftOut: [
      `reports/${dealerId}/exports/: archives and tables that were made of this before`,
      ...(ports.site ? [] : ['what the web address of the installation serves: it is not seen from here']),
    ],
    files: archive.files,
  };
  await archive.close(index);
  return index;
};
