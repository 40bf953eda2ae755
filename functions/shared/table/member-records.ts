/** Who may ask, for what, how often; and what they asked to have done. */
import * as z from 'zod';
import { Reason } from '#contracts/reason.ts';

const instant = z.iso.datetime();

/** What a member may be to one dealer, and what to all of them; what each may do: `api/roles.ts`. */
export const DEALER_ROLES = ['viewer', 'editor', 'dealer-admin'] as const;
export const OVERALL_ROLES = ['operator', 'admin'] as const;
export type Role = (typeof DEALER_ROLES)[number] | (typeof OVERALL_ROLES)[number];

/** Somebody who has signed in once. */
export const Member = z.object({
  /** Of issuer and subject: an e-mail may pass to somebody else. */
  memberId: z.string(),
  issuer: z.string(),
  subject: z.string(),
  /** Empty where the provider does not tell, or has not verified it. */
  email: z.string(),
  name: z.string(),
  /** What it is to all dealers; absent of one who has nothing to do with all of them, null of one of whom that was said. */
  overall: z.enum(OVERALL_ROLES).nullish(),
  createdAt: instant,
  /** Nobody who was removed comes back by signing in. */
  removedAt: instant.optional(),
});
export type Member = z.infer<typeof Member>;

/** What a member is to one dealer. */
export const Seat = z.object({
  dealerId: z.string(),
  memberId: z.string(),
  role: z.enum(DEALER_ROLES),
  /** As they were when the seat was taken. */
  email: z.string(),
  name: z.string(),
  givenBy: z.string(),
  at: instant,
});
export type Seat = z.infer<typeof Seat>;

/** A seat at a dealer for whom a verified e-mail names, kept by the digest of its token. */
export const Invitation = z.object({
  digest: z.string(),
  dealerId: z.string(),
  email: z.string(),
  role: z.enum(DEALER_ROLES),
  invitedBy: z.string(),
  at: instant,
  /** Who has taken it: nobody else can. */
  takenBy: z.string().optional(),
  /** Once its seat is written: until then who has taken it, and was broken off, takes it again. */
  isSeated: z.literal(true).optional(),
  /** Seconds since 1970. */
  ttl: z.number(),
});
export type Invitation = z.infer<typeof Invitation>;

/** What a program of the dealer's (1C, ERP) asks with, kept by its digest. */
export const DealerToken = z.object({
  digest: z.string(),
  dealerId: z.string(),
  /** What the dealer calls it. */
  name: z.string(),
  role: z.enum(DEALER_ROLES),
  createdBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
});
export type DealerToken = z.infer<typeof DealerToken>;

/** How much somebody may still ask of one kind. */
export const Allowance = z.object({
  /** A member, a token, or the address of somebody unknown. */
  whose: z.string(),
  kind: z.string(),
  left: z.number(),
  /** Milliseconds since 1970, up to which what grows back is counted in. */
  countedAt: z.number(),
  /** Seconds since 1970. */
  ttl: z.number(),
});
export type Allowance = z.infer<typeof Allowance>;

export const COMMAND_STATES = ['waiting', 'done', 'refused', 'failed'] as const;

/**
 * What a member asked to have done. It lies under the dealer's own key, and whoever carries it out takes the dealer
 * from there: an input can name another one, a key cannot.
 */
export const CommandRecord = z.object({
  /** Null: it concerns all dealers, and lies where none of them can write. */
  dealerId: z.string().nullable(),
  commandId: z.string(),
  /** One of `desk/commands`. */
  name: z.string(),
  channel: z.string(),
  /** JSON, as it was asked for; once it has ended, without the secrets that it quoted. */
  wish: z.string(),
  /** For the audit trail. */
  who: z.string(),
  at: instant,
  state: z.enum(COMMAND_STATES),
  /** JSON: what came of it. */
  result: z.string().optional(),
  /** Why nothing came of it. */
  reason: Reason.optional(),
  endedAt: instant.optional(),
  /** Seconds since 1970. */
  ttl: z.number(),
});
export type CommandRecord = z.infer<typeof CommandRecord>;
