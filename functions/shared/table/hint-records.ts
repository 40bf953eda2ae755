/** What has changed of a dealer, and whose open pages are told so. */
import * as z from 'zod';
import { TOPICS } from './topics.ts';

/** How often each topic has changed; a change is counted once at least. */
export const Revisions = z.object({
  dealerId: z.string(),
  ...(Object.fromEntries(TOPICS.map((topic) => [topic, z.number().default(0)])) as Record<
    (typeof TOPICS)[number],
    z.ZodDefault<z.ZodNumber>
  >),
});
export type Revisions = z.infer<typeof Revisions>;

/** Who has a page open: a member, a program by its token's digest, or who sits at this machine. */
const Holder = {
  kind: z.enum(['member', 'program', 'machine']),
  holder: z.string(),
};

/** Opens a socket once, kept by its digest. */
export const SocketTicket = z.object({
  ...{ dealerId: z.string(), digest: z.string(), ...Holder },
  /** Seconds since 1970. */
  ttl: z.number(),
});
export type SocketTicket = z.infer<typeof SocketTicket>;

/** A page that is told of changes of a dealer. */
export const OpenSocket = z.object({
  ...{ dealerId: z.string(), socketId: z.string(), ...Holder },
  at: z.iso.datetime(),
  /** Seconds since 1970. */
  ttl: z.number(),
});
export type OpenSocket = z.infer<typeof OpenSocket>;
export type Holder = Pick<OpenSocket, 'kind' | 'holder'>;
