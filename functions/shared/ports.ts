import type { Readable } from 'node:stream';
import type { Parts } from './parts.ts';
import type { Repositories } from './table/repositories.ts';

/** One object of a store. `version` changes with every write of the same key. */
export interface StoredObject {
  key: string;
  bytes: number;
  /** ISO, UTC. */
  modifiedAt: string;
  version: string;
}

/** S3, or a folder of this machine. Keys are paths with "/"; a missing key reads as an error. */
export interface ObjectStore {
  head(key: string): Promise<StoredObject | null>;
  read(key: string): Promise<Uint8Array>;
  readStream(key: string): Promise<Readable>;
  write(key: string, body: Uint8Array | string, mediaType: string): Promise<void>;
  writeFile(key: string, path: string, mediaType: string): Promise<void>;
  list(prefix: string): AsyncIterable<StoredObject>;
}

/** Starts a state machine once per execution name: a second start of the same name does nothing. */
export interface Machines {
  start(machine: 'price-list' | 'catalogue' | 'delivery', name: string, input: object): Promise<void>;
}

/** A secret by its name, as the strings it holds. Throws `ConfigurationError` when it is missing. */
export interface Secrets {
  read(name: string): Promise<Record<string, string>>;
}

/** What a public URL serves to a plain GET without query or encoding, as Avito asks. */
export interface PublicWeb {
  get(url: string): Promise<{ status: number; body: Uint8Array }>;
}

/** Everything outside a stage; each stage names the part it needs. */
export interface Ports {
  /** What dealers drop: `inbox/<dealer>/<file>`. Never written by the pipeline. */
  inbox: ObjectStore;
  /** `runs/…` and `feeds/…`. */
  artefacts: ObjectStore;
  /** Pictures under content-hash names. */
  assets: ObjectStore;
  table: Repositories;
  machines: Machines;
  secrets: Secrets;
  web: PublicWeb;
  clock(): Date;
  newId(): string;
  /** Which implementation stands in each replaceable place. */
  parts: Parts;
  /** What this process is billed for. */
  memoryMb: number;
}
