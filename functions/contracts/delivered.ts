import * as z from 'zod';
import { Channel, FIRST_CHANNEL } from './channel.ts';
import { Reason } from './reason.ts';
import { Told } from './state.ts';

const channel = Channel.default(FIRST_CHANNEL);

/** What is asked of the delivery machine. */
export const DeliveryRequest = z.strictObject({
  /** The moment it was scheduled for, ISO, UTC. */
  at: z.iso.datetime(),
  /** Of this channel alone; of all that dealers sell in, if absent. */
  channel: Channel.optional(),
  /**
   * `deliver` before a window, by a sweep or by hand; `verify` as the opening check of a window; `withdraw` takes
   * what people have withdrawn out of what is live, and brings nothing else; `soon` brings a feed that was built shortly
   * before its dealer's window, and does nothing where none is near.
   */
  mode: z.enum(['deliver', 'verify', 'withdraw', 'soon']).default('deliver'),
  /** By hand: this dealer, whatever its windows. */
  dealerId: z.string().nullable().default(null),
  /** Where the page of dealers before this one ended; null for the first. */
  after: z.string().nullable().default(null),
});
export type DeliveryRequest = z.infer<typeof DeliveryRequest>;

/** How an attempt ended; `unchanged` = the URL served the right bytes before anything was uploaded. */
export const OUTCOMES = [
  'delivered',
  'unchanged',
  'failed',
  'queued',
  'held',
  'halted',
  'servedStale',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * What went well but should not stay so: no encryption; a certificate that nobody but the dealer vouches
 * for; a moment without a live file; minutes without one, or none still; ads that keep their last state,
 * since a picture could not be brought.
 */
export const DELIVERY_WARNINGS = [
  'plainFtp',
  'pinnedCertificate',
  'nonAtomic',
  'liveFileMissing',
  'picturesMissing',
] as const;
export type DeliveryWarning = (typeof DELIVERY_WARNINGS)[number];

/** Where the machine goes next; its Choice states read it. */
export const DELIVERY_ROUTES = [
  'guard',
  'again',
  'busy',
  'opening',
  'verify',
  'pictures',
  'upload',
  'wait',
  'rest',
  'receipt',
] as const;

export const FeedReference = z.strictObject({
  version: z.number().int(),
  key: z.string(),
  sha256: z.string(),
  bytes: z.number().int(),
});
export type FeedReference = z.infer<typeof FeedReference>;

/** A delivery of one dealer's feed in a channel on its way through the machine; it begins as a short item of the Map. */
export const Delivery = z.strictObject({
  dealerId: z.string(),
  channel,
  /** Owns the lease and names the receipt. */
  deliveryId: z.string(),
  /** Window start, ISO, UTC; `manual` for one by hand. */
  window: z.string(),
  /** Until when the URL must serve the feed, ISO, UTC. */
  deadline: z.iso.datetime(),
  mode: z.enum(['deliver', 'verify', 'withdraw']),
  route: z.enum(DELIVERY_ROUTES).default('guard'),
  startedAt: z.iso.datetime().nullable().default(null),
  /** How long the machine has waited without a function at work: it costs nothing. */
  waitedSeconds: z.number().min(0).default(0),
  feed: FeedReference.nullable().default(null),
  /** What the URL served before, to tell a stale cache from a broken file. */
  previousSha256: z.string().nullable().default(null),
  /** How many withdrawals the choice of the feed has seen; null before it was made. */
  withdrawals: z.number().int().nullable().default(null),
  /** Ads that this delivery takes out of what is live: it brings that alone, before anything else. */
  takenOut: z.number().int().min(0).default(0),
  /** Why an interim feed goes instead of the whole one: pictures of some ads could not be brought. */
  withheld: Reason.nullable().default(null),
  uploaded: z.boolean().default(false),
  /** It has ended without what it was to bring, and its window has not opened yet: the marketplace may load an older feed. */
  windowAtRisk: z.boolean().default(false),
  /** Such as `ftps://ftp.example.ru:21`; empty until it was asked. */
  server: z.string().default(''),
  warnings: z.array(z.enum(DELIVERY_WARNINGS)).default([]),
  outcome: z.enum(OUTCOMES).nullable().default(null),
  reason: Reason.nullable().default(null),
  /** The same in words, once the receipt is written: what the event of its end says. */
  told: Told.extend({ reason: z.string().nullable() }).optional(),
  /** What a Catch of the machine leaves: the error's name, and its message or Lambda's JSON of it; a time-out has none. */
  failure: z
    .strictObject({ Error: z.string(), Cause: z.string().default('') })
    .nullable()
    .default(null),
});
export type Delivery = z.infer<typeof Delivery>;

/** A page of the dealers of a window, each an item of the Map, and the request for the next page. */
export const DueDeliveries = z.strictObject({
  deliveries: z.array(
    Delivery.pick({
      dealerId: true,
      channel: true,
      deliveryId: true,
      window: true,
      deadline: true,
      mode: true,
    }),
  ),
  next: z.strictObject({ name: z.string(), request: DeliveryRequest }).nullable(),
});
export type DueDeliveries = z.infer<typeof DueDeliveries>;

/** Asks which windows opened without the feed that was due, of each dealer the last one. */
export const WindowCheckRequest = z.strictObject({
  at: z.iso.datetime(),
  channel: Channel.optional(),
  mode: z.literal('check'),
  /** How far to look back: an hour, since it is asked every hour; a day where nothing ran meanwhile. */
  hours: z.int().min(1).max(24).default(1),
});
export type WindowCheckRequest = z.infer<typeof WindowCheckRequest>;

export const WindowCheck = z.strictObject({
  /** Windows that opened within the time: a dealer has one in each channel. */
  opened: z.number().int(),
  missed: z.number().int(),
  /** Of the dealers who missed one, the first hundred. */
  dealers: z.array(z.string()),
});
export type WindowCheck = z.infer<typeof WindowCheck>;
