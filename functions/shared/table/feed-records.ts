/** A channel's feed: how far it is built and live, its versions, the Ids of its ads, and how it was brought to its host. */
import * as z from 'zod';
import { DELIVERY_WARNINGS, FeedReference, OUTCOMES } from '#contracts/delivered.ts';
import { Reason } from '#contracts/reason.ts';
import { RateUsed } from '#contracts/validated.ts';

const instant = z.iso.datetime();
/** Counters begin at 0 when the item does not have them yet. */
const count = z.number().default(0);

/** How far a channel has followed: generate builds until `builtRevision` has caught up with `offersRevision`. */
export const ChannelState = z.object({
  dealerId: z.string(),
  builtRevision: count,
  /** Newest feed version built, and the live one: see `shared/live-feed.ts`. */
  builtFeed: count,
  verifiedFeed: count,
  /** Up to which of the dealer's withdrawals the public URL was seen to follow. */
  withdrawn: count.optional(),
  /** A delivery was begun and is not proven: the next sweep takes it up again. */
  queued: z.boolean().optional(),
  /** Why the host refused the dealer; null once a person has resumed it. */
  halted: Reason.nullable().optional(),
});
export type ChannelState = z.infer<typeof ChannelState>;

/** `superseded`: it was held, and another was built before anybody decided. */
const FEED_STATUSES = ['built', 'held', 'approved', 'rejected', 'delivered', 'superseded'] as const;

/** What a version does to the feed that was live when it was built. */
const FeedChanges = z.object({
  /** The version that was live; 0 where none was. */
  since: z.number(),
  added: z.number(),
  removed: z.number(),
  changed: z.number(),
  /** Keys of `diff.json` and of the page that shows it. */
  json: z.string(),
  html: z.string(),
});
export type FeedChanges = z.infer<typeof FeedChanges>;

/** What a person made of a version. */
const Decision = z.object({ by: z.string(), at: instant, why: z.string() });

export const FeedVersion = z
  .object({
    dealerId: z.string(),
    version: z.number(),
    key: z.string(),
    sha256: z.string(),
    /** Of one that tells when it was built: its hash without that. */
    content: z.string().optional(),
    bytes: z.number(),
    ads: z.number(),
    revision: z.number(),
    status: z.enum(FEED_STATUSES),
    /** Why it is held. */
    heldFor: z.array(Reason).optional(),
    /** What a person should know though it keeps nothing back, such as a picture that could not be had. */
    notes: z.array(Reason).optional(),
    /** The same, of a version that was kept before reasons were data. */
    reason: z.string().optional(),
    /** The rates that its prices were made with. */
    rates: z.array(RateUsed).optional(),
    /** The body that is served instead of the whole one: see `shared/live-feed.ts`. */
    interim: FeedReference.omit({ version: true }).nullable().optional(),
    builtAt: instant,
    changes: FeedChanges.optional(),
    /** Of one that was approved, rejected, or made by a rollback. */
    decision: Decision.optional(),
    /** The version whose bytes a rollback brought back. */
    restores: z.number().optional(),
  })
  .overwrite(({ reason, ...feed }) =>
    reason === undefined ? feed : { heldFor: [{ code: 'as-told', values: { text: reason } }], ...feed },
  );
export type FeedVersion = Omit<z.infer<typeof FeedVersion>, 'reason'>;

/** The codes that an ad has stood for: whichever of them a list still holds, the ad keeps its Id. */
export const AdLedgerEntry = z.object({
  dealerId: z.string(),
  adId: z.string(),
  brand: z.string(),
  modelYear: z.number(),
  codes: z.array(z.string()),
});
export type AdLedgerEntry = z.infer<typeof AdLedgerEntry>;

/** One attempt to bring a feed version to the dealer's host, and what its public URL then served. */
export const DeliveryReceipt = z.object({
  dealerId: z.string(),
  /** Window start, ISO, UTC; `manual` for one by hand. */
  window: z.string(),
  sequence: z.string(),
  /** 0 where no version was ready. */
  feedVersion: z.number(),
  outcome: z.enum(OUTCOMES),
  bytes: z.number(),
  sha256: z.string(),
  seconds: z.number(),
  attempts: z.number(),
  server: z.string(),
  url: z.string(),
  reason: Reason.optional(),
  warnings: z.array(z.enum(DELIVERY_WARNINGS)),
  at: instant,
});
export type DeliveryReceipt = z.infer<typeof DeliveryReceipt>;
