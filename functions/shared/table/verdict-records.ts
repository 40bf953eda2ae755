/** What the marketplace said of a dealer's loads and ads. */
import * as z from 'zod';
import { Reason } from '#contracts/reason.ts';
import { AdCounts, COPIES, WINDOW_OUTCOMES } from '#contracts/verdict.ts';

const instant = z.iso.datetime();

/** `warned`: live, and something is asked for. `unknown`: what the marketplace says is not understood. */
export const STANDINGS_OF_ADS = [
  'active',
  'warned',
  'refused',
  'waiting',
  'gone',
  'missing',
  'unknown',
] as const;
export type AdStanding = (typeof STANDINGS_OF_ADS)[number];

/** A message of the marketplace's about an ad, its markup and contacts taken out. */
export const AdMessage = z.object({
  code: z.string().nullable(),
  type: z.string().nullable(),
  title: z.string(),
  description: z.string(),
});
export type AdMessage = z.infer<typeof AdMessage>;

/** How an ad stands at the marketplace by the last load that was read. */
export const AdVerdict = z.object({
  dealerId: z.string(),
  adId: z.string(),
  standing: z.enum(STANDINGS_OF_ADS),
  /** Whether buyers see it, as far as that is said: a refused change leaves the live ad as it was. */
  live: z.boolean().nullable(),
  /** The marketplace's own words. */
  status: z.string().nullable(),
  section: z.string().nullable(),
  sectionTitle: z.string().nullable(),
  messages: z.array(AdMessage),
  /** The marketplace's number of the ad; kept where a later load leaves it out. */
  avitoId: z.string().nullable(),
  formerIds: z.array(z.string()).default([]),
  url: z.string().nullable(),
  endsAt: instant.nullable(),
  /** Since which load it stands so, with these messages: when that load began. */
  since: instant,
  uploadId: z.string(),
  /** When the load began that said so. */
  loadedAt: instant,
  /** The version of the feed that was loaded. */
  feedVersion: z.number(),
  /** What it was refused for so far, by code or section: how often, and when last. */
  refusals: z.record(z.string(), z.object({ times: z.number(), last: instant })).default({}),
});
export type AdVerdict = z.infer<typeof AdVerdict>;

/** One of the marketplace's numbers, and the Id of ours that it was first seen with: for ever. */
export const AdNumber = z.object({
  dealerId: z.string(),
  avitoId: z.string(),
  adId: z.string(),
  uploadId: z.string(),
  at: instant,
});
export type AdNumber = z.infer<typeof AdNumber>;

/** A load that has ended, as the list of loads has it, and where all that it said is kept. */
export const UploadRecord = z.object({
  dealerId: z.string(),
  uploadId: z.string(),
  source: z.string().nullable(),
  status: z.string(),
  startedAt: instant.nullable(),
  /** When it was seen to have ended: the marketplace does not say. */
  seenAt: instant,
  window: instant,
  total: z.number().nullable(),
  sections: z.record(z.string(), z.number()),
  events: z.array(AdMessage),
  outcome: z.enum(WINDOW_OUTCOMES),
  copy: z.enum(COPIES),
  feedVersion: z.number(),
  feedSha256: z.string(),
  counts: AdCounts.nullable(),
  /** What a person should hear of. */
  alarms: z.array(Reason),
  /** Codes of messages that nobody knows yet, and on how many ads they stand. */
  unknownCodes: z.record(z.string(), z.number()).default({}),
  /** Keys; null where its ads could not be read any more. */
  snapshot: z.string().nullable(),
  judged: z.string().nullable(),
});
export type UploadRecord = z.infer<typeof UploadRecord>;

/** What became of a window at the marketplace. */
export const WindowVerdict = z.object({
  dealerId: z.string(),
  window: instant,
  outcome: z.enum(WINDOW_OUTCOMES),
  uploadId: z.string().nullable(),
  counts: AdCounts.nullable(),
  alarms: z.array(Reason),
  at: instant,
});
export type WindowVerdict = z.infer<typeof WindowVerdict>;

const Slot = z.object({
  rate: z.number().nullable(),
  weekdays: z.array(z.number()),
  slots: z.array(z.number()),
});

/** What a profile says of when and what the marketplace loads. */
export const KeptProfile = z.object({
  enabled: z.boolean().nullable(),
  mode: z.string().nullable(),
  feeds: z.array(z.object({ name: z.string(), url: z.string() })),
  schedule: z.array(Slot),
  payOverLimit: z.boolean().nullable(),
});
export type KeptProfile = z.infer<typeof KeptProfile>;

/** A package of placements: how many it has, how many are left, and what it is for; empty lists are for all. */
export const KeptPackage = z.object({
  categories: z.array(z.string()),
  locations: z.array(z.string()),
  total: z.number().nullable(),
  remain: z.number().nullable(),
});
export type KeptPackage = z.infer<typeof KeptPackage>;

/** A load that a person had started; `unclear`: an answer was lost, and no load is seen. */
export const LoadStart = z.object({
  /** Of the wish, and of the call. */
  at: instant,
  calledAt: instant,
  outcome: z.enum(['begun', 'started', 'refused', 'unclear']),
  uploadId: z.string().nullable(),
  reason: Reason.nullable(),
});
export type LoadStart = z.infer<typeof LoadStart>;

/** The dealer's account at the marketplace as it was last seen. */
export const AccountRecord = z.object({
  dealerId: z.string(),
  /** Of the last look, and of the wish that it answered. */
  at: instant,
  accountId: z.string().nullable(),
  /** Why it cannot be asked; null where it can. */
  access: Reason.nullable(),
  /** Null where there is none, or nobody could ask. */
  profile: KeptProfile.nullable(),
  faults: z.array(Reason),
  /** Null where the marketplace does not say. */
  packages: z.array(KeptPackage).nullable(),
  start: LoadStart.optional(),
  /** What came of the last change of the profile. */
  change: z.object({ at: instant, reason: Reason.nullable() }).optional(),
});
export type AccountRecord = z.infer<typeof AccountRecord>;
