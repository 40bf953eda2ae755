import * as z from 'zod';
import { Channel } from './channel.ts';

/** Asks for what dealers are to be told before their windows. */
export const NoticeRequest = z.strictObject({
  /** The moment it was scheduled for, ISO, UTC. */
  at: z.iso.datetime(),
  mode: z.literal('remind'),
  /** Where the page of dealers before this one ended; null for the first. */
  after: z.string().nullable().default(null),
});
export type NoticeRequest = z.infer<typeof NoticeRequest>;

/** What a dealer's contact is told before a window opens: how many ads are live in the first channel, and what waits for a person. */
export const Notice = z.strictObject({
  dealerId: z.string(),
  /** When the next window opens, in whichever channel, ISO, UTC. */
  window: z.iso.datetime(),
  live: z.number().int(),
  /** The same of each further channel that it sells in. */
  beside: z
    .array(z.strictObject({ channel: Channel, live: z.number().int(), window: z.iso.datetime() }))
    .default([]),
  /** Things that wait, ads that are not live for them, and what those would be sold for, in roubles. */
  waiting: z.number().int(),
  ads: z.number().int(),
  roubles: z.number().int(),
  /** The same in words, a line each. */
  text: z.string(),
  /** What the dealer's webhook answered; null where it names none. */
  webhook: z.enum(['taken', 'failed']).nullable(),
});
export type Notice = z.infer<typeof Notice>;

/** The notices of a page of dealers, and the request for the next page. */
export const Notices = z.strictObject({
  notices: z.array(Notice),
  next: z.strictObject({ name: z.string(), request: NoticeRequest }).nullable(),
});
export type Notices = z.infer<typeof Notices>;
