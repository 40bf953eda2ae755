import * as z from 'zod';
import { Channel } from './channel.ts';
import type { Rejection } from './outcome.ts';
import { Reason } from './reason.ts';

export const KINDS = ['price-list', 'spec-book', 'stock-sheet', 'market-sheet'] as const;

/** Where the machine goes after a stage; the Choice states read it. */
export const ROUTES = [
  'extract',
  'read-pages',
  'catalogue',
  'stock',
  'market',
  'match',
  'validate',
  'generate',
  'close',
] as const;

/** How a document ends. `published` = its products are in feed version ≥ `feed.version`. */
export const STATUSES = ['published', 'review', 'rejected', 'failed', 'duplicate', 'catalogued'] as const;
export type Status = (typeof STATUSES)[number];

/** A reason in words, for who reads no data; empty words where there is none. */
export const Told = z.strictObject({ category: z.string(), reason: z.string(), whatToDo: z.string() });
export type Told = z.infer<typeof Told>;

/** How endings were kept before their reasons were data. */
const EndingInWords = Told.extend({ status: z.enum(STATUSES) }).transform(
  ({ status, category, reason: text, whatToDo }): { status: Status; reason: Reason | null } => ({
    status,
    reason: category ? { code: 'as-told', values: { category, text, whatToDo } } : null,
  }),
);

/** `reason`: why not all of it is published, and what to do; null where all is well. */
export const Ending = z.union([
  z.strictObject({ status: z.enum(STATUSES), reason: Reason.nullable() }),
  EndingInWords,
]);
export type Ending = z.infer<typeof Ending>;

/** One price list's brand, year and market: what "the list in force" is kept for. */
export const ListIdentity = z.strictObject({
  brand: z.string(),
  modelYear: z.number().int(),
  market: z.string(),
});
export type ListIdentity = z.infer<typeof ListIdentity>;

/** What one stage did with how many items, and which engine answered. */
export const Tally = z.strictObject({
  processed: z.number().int(),
  succeeded: z.number().int(),
  failed: z.number().int(),
  engine: z.string(),
  /** USD spent on paid services besides the function itself. */
  servicesUsd: z.number().nonnegative().optional(),
  /** Tokens that paid models were given and gave. */
  inputTokens: z.number().int().nonnegative().optional(),
  outputTokens: z.number().int().nonnegative().optional(),
});
export type Tally = z.infer<typeof Tally>;

/** Neighbouring pages that are read from their pictures by one call; `failure` names what ended it. */
export const PageChunk = z.strictObject({
  first: z.number().int().positive(),
  last: z.number().int().positive(),
  failure: z.string().nullable(),
});
export type PageChunk = z.infer<typeof PageChunk>;

/** Object-store keys of what a run has written. */
export const Artefacts = z.partialRecord(
  z.enum(['extracted', 'catalogue', 'matched', 'validated', 'stock']),
  z.string(),
);

/** `soon`: when it was built, where it may still reach the window ahead and nothing that is scheduled would bring it. */
export const BuiltFeed = z.strictObject({
  version: z.number().int(),
  sha256: z.string(),
  /** Where the version is not the first channel's, in which nothing was built. */
  channel: Channel.optional(),
  /** The newest versions of further channels. */
  beside: z.record(z.string(), z.number().int()).optional(),
  soon: z.iso.datetime().optional(),
});

/** References only, never documents: a state of Step Functions holds 256 KiB. */
export const RunState = z.strictObject({
  dealerId: z.string(),
  documentId: z.string(),
  runId: z.string(),
  inbox: z.strictObject({
    key: z.string(),
    /** S3 version id; the content hash where the store keeps no versions. */
    version: z.string(),
    /** The file's own name, any characters: metadata, never a path. */
    name: z.string(),
    bytes: z.number().int().nonnegative(),
    /** When the object came, ISO, UTC: S3 LastModified. */
    receivedAt: z.iso.datetime(),
  }),
  sha256: z.string().nullable(),
  kind: z.enum(KINDS).nullable(),
  lists: z.array(ListIdentity),
  /** Where a refresh or a redrive starts; null for a new document. */
  from: z.enum(['match', 'validate', 'generate']).nullable(),
  batchId: z.string().nullable(),
  /** Of a list that a person has put in force again: the order that it comes behind. */
  after: z.string().optional(),
  /** Drawn at intake, rising per dealer: of two runs of one list the later drawn wins. */
  ticket: z.number().int(),
  /** The dealer's offers that its feed must hold for this run, by `DealerState.offersRevision`; those of now, if absent. */
  offersRevision: z.number().int().optional(),
  /** What the run used, so that it can be explained later. */
  pins: z.strictObject({
    dealerVersion: z.string(),
    rulesVersion: z.string(),
    /** Spec books ingested for this dealer when the list was matched. */
    catalogueRevision: z.number().int(),
  }),
  artefacts: Artefacts,
  /** Pages without a usable text layer, to be read from their pictures. */
  chunks: z.array(PageChunk),
  counts: z.strictObject({
    products: z.number().int(),
    published: z.number().int(),
    review: z.number().int(),
    rejected: z.number().int(),
  }),
  /** What the stage that answered last did; the recorder writes it down. */
  tally: Tally,
  feed: BuiltFeed.nullable(),
  /** For what at least half of a list waits, if for one thing. */
  cause: Reason.optional(),
  route: z.enum(ROUTES),
  ending: Ending.nullable(),
  /** The ending in words, once it is closed: what the event of it says. */
  told: Told.optional(),
});
export type RunState = z.infer<typeof RunState>;

/** Ends a run early: the Choice after every stage sends it to Close. */
export const endWith = (state: RunState, ending: Ending): RunState => ({ ...state, route: 'close', ending });

/** A stage's rejection as the document's ending. */
export const endRejected = (state: RunState, { reason }: Rejection): RunState =>
  endWith(state, { status: 'rejected', reason });
