import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Usage } from '#contracts/usage.ts';
import type { Breakers } from './breaker-state.ts';
import type { Monitoring } from './meter.ts';
import type { Network } from './network.ts';
import type { Parts } from './parts.ts';
import type { AuditTrail } from './table/audit-trail.ts';
import type { Repositories } from './table/repositories.ts';
import type { TextractBlock } from './textract-block.ts';

/** One object of a store. `version` changes with every write of the same key. */
export interface StoredObject {
  key: string;
  bytes: number;
  /** ISO, UTC. */
  modifiedAt: string;
  version: string;
}

/**
 * S3, or a folder of this machine. Keys are paths with "/"; a missing key reads as an error. Without a version the
 * newest is meant: who has to have what an event told of names its version, since another may lie there by now.
 */
export interface ObjectStore {
  head(key: string, version?: string): Promise<StoredObject | null>;
  read(key: string, version?: string): Promise<Uint8Array>;
  readStream(key: string, version?: string): Promise<Readable>;
  write(key: string, body: Uint8Array | string, mediaType: string): Promise<void>;
  writeFile(key: string, path: string, mediaType: string): Promise<void>;
  /** The newest version of each key. */
  list(prefix: string): AsyncIterable<StoredObject>;
  /** Every version that can be read, those too that a newer one has replaced. */
  versions(prefix: string): AsyncIterable<StoredObject>;
  /** Sees to it that this version can be read whatever comes under its key; false where another lies there already. */
  keep(object: StoredObject): Promise<boolean>;
  /**
   * Removes an object for good, each version of it and what only marks it as gone; where the key ends with a slash, all
   * below it.
   */
  remove(key: string): Promise<void>;
}

export type MachineName = 'price-list' | 'catalogue' | 'delivery' | 'verdict' | 'batch' | 'failure';

/** How an execution stands, in Step Functions' own words. */
export type ExecutionStatus =
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'TIMED_OUT'
  | 'ABORTED'
  | 'PENDING_REDRIVE';

export interface Machines {
  /** Starts a state machine once per execution name: false where one of that name has run, and nothing begins. */
  start(machine: MachineName, name: string, input: object): Promise<boolean>;
  /** How an execution stands; null where there is none, as 90 days after its end. */
  status(machine: MachineName, name: string): Promise<ExecutionStatus | null>;
}

/** A secret by its name, as the strings it holds. Throws `ConfigurationError` when it is missing. */
export interface Secrets {
  read(name: string): Promise<Record<string, string>>;
}

/** What a public URL served: its bytes are counted and hashed, and kept where that is asked for. */
export interface WebAnswer {
  status: number;
  bytes: number;
  sha256: string;
  /** Where it was to be kept. */
  body?: Uint8Array;
}

/** How an answer is waited for: most bytes of one that is kept, and most milliseconds. */
export interface WebWish {
  keep?: number;
  wholeMs?: number;
}

/** What a public URL serves to a plain GET without query or encoding, as Avito asks. */
export interface PublicWeb {
  get(url: string, wish?: WebWish): Promise<WebAnswer>;
}

/**
 * Reads words and tables off a picture. Throws `TransientFailure` when it may answer later and
 * `ServiceRefused` when it will not.
 */
export interface Analysis {
  analyzeTables(png: Uint8Array): Promise<{ blocks: TextractBlock[]; usage: Usage }>;
}

/** What a language model is asked. */
export interface Question<Answer extends z.ZodType> {
  /** What to do, written by us. A document's own words never stand here. */
  instructions: string;
  /** What to do it with: data, whatever it says. */
  text: string;
  png?: Uint8Array;
  /** The shape of the answer; what does not fit is refused. */
  answer: Answer;
  /** Longest answer; one that is cut off is refused. */
  maxTokens: number;
}

/**
 * Answers a question in JSON. Throws `TransientFailure` when it may answer later and `ServiceRefused` when
 * it will not, or when its answer does not fit; `details.usage` then says what that cost.
 */
export interface LanguageModel {
  readonly model: string;
  ask<Answer extends z.ZodType>(
    question: Question<Answer>,
  ): Promise<{ answer: z.infer<Answer>; usage: Usage }>;
}

/** Turns texts into vectors, one each, in their order. Throws like `LanguageModel`. */
export interface Embeddings {
  /** Vectors of another model or of other dimensions cannot be compared with these. */
  readonly model: string;
  readonly dimensions: number;
  embed(texts: readonly string[]): Promise<{ vectors: Float32Array[]; usage: Usage }>;
}

/** How many dropped files are worked on at once: of all dealers, and of one. */
export interface Admission {
  places: number;
  perDealer: number;
}

/** Everything outside a stage; each stage names the part it needs. */
export interface Ports {
  /** What dealers drop: `inbox/<dealer>/<file>`. Never written by the pipeline. */
  inbox: ObjectStore;
  /** `runs/…` and `feeds/…`. */
  artefacts: ObjectStore;
  /** Pictures under content-hash names. */
  assets: ObjectStore;
  /** What the user's own web address serves, each dealer's files under its id; null where there is none. */
  site: ObjectStore | null;
  table: Repositories;
  /** Who did what; written through `audited`. */
  audit: AuditTrail;
  machines: Machines;
  secrets: Secrets;
  network: Network;
  web: PublicWeb;
  /** Pay by the use; each stands behind its circuit breaker. */
  analysis: Analysis;
  languageModel: LanguageModel;
  embeddings: Embeddings;
  /** The same for what somebody waits for: asked once, for a second at most. */
  queryEmbeddings: Embeddings;
  clock(): Date;
  newId(): string;
  /** Which implementation stands in each replaceable place. */
  parts: Parts;
  /** When a service outside counts as down. */
  breakers: Breakers;
  /** Dropped files that are worked on at once. */
  admission: Admission;
  /** Name of the plan that a new dealer is given. */
  defaultPlan: string;
  /** Files of a batch that are worked on at once. */
  batchAtOnce: number;
  /** How much is told as metrics. */
  monitoring: Monitoring;
  /** What this process is billed for. */
  memoryMb: number;
}
