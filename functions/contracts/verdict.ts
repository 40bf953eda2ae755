import * as z from 'zod';
import { Channel, FIRST_CHANNEL } from './channel.ts';
import { FeedReference } from './delivered.ts';
import { Told } from './state.ts';

/** What a person may have done at the marketplace, where the dealer's configuration allows it. */
export const MARKETPLACE_ACTS = ['look', 'start-load', 'change-profile'] as const;

/** Asks for verdicts to be read, or for something to be done at the marketplace. */
export const VerdictRequest = z.strictObject({
  /** The moment it was scheduled for, ISO, UTC. */
  at: z.iso.datetime(),
  mode: z.enum(['judge', 'act']).default('judge'),
  /** By hand: this dealer, whatever its windows. */
  dealerId: z.string().nullable().default(null),
  channel: Channel.default(FIRST_CHANNEL),
  /** Of the mode `act`; a dealer is named then, and the answer is kept under `at`. */
  act: z.enum(MARKETPLACE_ACTS).optional(),
  /** Where the page of dealers before this one ended; null for the first. */
  after: z.string().nullable().default(null),
});
export type VerdictRequest = z.infer<typeof VerdictRequest>;

/** Where the machine goes next; its Choice states read it. */
export const VERDICT_ROUTES = [
  'look',
  'poll',
  'wait',
  'read',
  'compare',
  'judge',
  'news',
  'record',
  'end',
] as const;

/** What became of a window's load: `replaced` = another load came before its ads were read, `late` = it did not end in time. */
export const WINDOW_OUTCOMES = ['judged', 'failed', 'replaced', 'no-load', 'late', 'no-access'] as const;
export type WindowOutcome = (typeof WINDOW_OUTCOMES)[number];

/** A load was seen to its end: whatever is not seen later takes nothing of that back. */
export const isSettled = (outcome: WindowOutcome): boolean =>
  ['judged', 'failed', 'replaced'].includes(outcome);

/** How Avito's copy of the feed compares with ours: by its bytes, else by what its ads say. */
export const COPIES = ['same-bytes', 'same-content', 'other-content', 'unreadable', 'unknown'] as const;
export type CopyOutcome = (typeof COPIES)[number];

/** How ads stand after a load. */
export const AdCounts = z.strictObject({
  /** Ads of the feed that was loaded. */
  delivered: z.number().int(),
  active: z.number().int(),
  /** Of the active: those with a message that asks for something. */
  warned: z.number().int(),
  refused: z.number().int(),
  waiting: z.number().int(),
  gone: z.number().int(),
  /** Of whom the load says nothing, or nothing that is understood. */
  missing: z.number().int(),
  unknown: z.number().int(),
});
export type AdCounts = z.infer<typeof AdCounts>;

/** The verdict on one dealer's loads on its way through the machine; it begins as a short item of the Map. */
export const Verdict = z.strictObject({
  dealerId: z.string(),
  channel: Channel.default(FIRST_CHANNEL),
  /** Owns the lease. */
  verdictId: z.string(),
  /** When the window opened that is judged, ISO, UTC. */
  window: z.iso.datetime(),
  /** From when on a load that has not been seen is missed. */
  missedAt: z.iso.datetime(),
  /** Until when a load may take its time: the next window is near then. */
  until: z.iso.datetime(),
  /** How long this execution waits; the next sweep goes on. */
  waitsUntil: z.iso.datetime(),
  byHand: z.boolean().default(false),
  route: z.enum(VERDICT_ROUTES).default('look'),
  /** Seconds before the loads are looked at again. */
  pause: z.number().int().min(0).default(0),
  /** The load that is read, and which of the two readable ones it is. */
  uploadId: z.string().nullable().default(null),
  readable: z.enum(['last_successful', 'current']).nullable().default(null),
  /** The feed that it loaded, as far as our receipts tell. */
  feed: FeedReference.nullable().default(null),
  /** Keys of what the load said, and of what was made of it. */
  snapshot: z.string().nullable().default(null),
  judged: z.string().nullable().default(null),
  copy: z.enum(COPIES).default('unknown'),
  /** Where the next part of the news begins; null once all are told. */
  nextNews: z.number().int().nullable().default(null),
  news: z.array(z.strictObject({ type: z.enum(['AdRefused', 'AdActive']), detail: z.unknown() })).default([]),
  outcome: z.enum(WINDOW_OUTCOMES).nullable().default(null),
  counts: AdCounts.nullable().default(null),
  /** Codes of what a person should hear of. */
  alarms: z.array(z.string()).default([]),
  told: Told.optional(),
  /** Whether that is news: what was told of the window before is not told again. */
  tells: z.boolean().default(false),
  failure: z
    .strictObject({ Error: z.string(), Cause: z.string().default('') })
    .nullable()
    .default(null),
});
export type Verdict = z.infer<typeof Verdict>;

/** A page of the dealers whose verdicts are due, each an item of the Map, and the request for the next page. */
export const DueVerdicts = z.strictObject({
  verdicts: z.array(
    Verdict.pick({
      dealerId: true,
      channel: true,
      verdictId: true,
      window: true,
      missedAt: true,
      until: true,
      waitsUntil: true,
      byHand: true,
      pause: true,
    }),
  ),
  next: z.strictObject({ name: z.string(), request: VerdictRequest }).nullable(),
});
export type DueVerdicts = z.infer<typeof DueVerdicts>;
