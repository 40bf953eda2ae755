import * as z from 'zod';
import type { Rejection } from './outcome.ts';

export const KINDS = ['price-list', 'spec-book'] as const;

/** Where the machine goes after a stage; the Choice states read it. */
export const ROUTES = [
  'extract',
  'read-pages',
  'catalogue',
  'match',
  'validate',
  'generate',
  'close',
] as const;

/** How a document ends. `published` = its products are in feed version ≥ `feed.version`. */
export const STATUSES = ['published', 'review', 'rejected', 'failed', 'duplicate', 'catalogued'] as const;
export type Status = (typeof STATUSES)[number];

export const Ending = z.strictObject({
  status: z.enum(STATUSES),
  category: z.string(),
  reason: z.string(),
  whatToDo: z.string(),
});
export type Ending = z.infer<typeof Ending>;

/** Category of a spec book most of whose pages lack a value that each ad needs. */
export const BOOK_NOT_UNDERSTOOD = 'book-not-understood';

/** Why a document came to little, in one sentence, and what would mend it. */
export const Cause = Ending.pick({ reason: true, whatToDo: true });
export type Cause = z.infer<typeof Cause>;

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
  z.enum(['extracted', 'catalogue', 'matched', 'validated']),
  z.string(),
);

/** `soon`: when it was built, where it may still reach the window ahead and nothing that is scheduled would bring it. */
export const BuiltFeed = z.strictObject({
  version: z.number().int(),
  sha256: z.string(),
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
  cause: Cause.optional(),
  route: z.enum(ROUTES),
  ending: Ending.nullable(),
});
export type RunState = z.infer<typeof RunState>;

/** Ends a run early: the Choice after every stage sends it to Close. */
export const endWith = (state: RunState, ending: Ending): RunState => ({ ...state, route: 'close', ending });

/** A stage's rejection as the document's ending. */
export const endRejected = (state: RunState, { category, reason, whatToDo }: Rejection): RunState =>
  endWith(state, { status: 'rejected', category, reason, whatToDo });
