import * as z from 'zod';
import { Channel, FIRST_CHANNEL } from './channel.ts';
import { Reason } from './reason.ts';

/** Asks for the way to a dealer's feed to be tried. */
export const HostTestRequest = z.strictObject({
  /** The moment of the wish, ISO, UTC: the answer is kept under it. */
  at: z.iso.datetime(),
  channel: Channel.default(FIRST_CHANNEL),
  mode: z.literal('test'),
  dealerId: z.string(),
});
export type HostTestRequest = z.infer<typeof HostTestRequest>;

/** One step of the way. `left`: it was not come to. */
export const TestedStep = z.strictObject({
  step: z.enum(['connect', 'write', 'rename', 'ask', 'clean']),
  outcome: z.enum(['done', 'failed', 'left']),
  /** Such as the server, the file or the URL. */
  detail: z.string(),
  reason: Reason.nullable(),
});
export type TestedStep = z.infer<typeof TestedStep>;
