import * as z from 'zod';
import { Reason } from '#contracts/reason.ts';
import type { TableHandle } from './batches.ts';
import { collection } from './collection.ts';

/**
 * An act before its effect (`intended`), and how it ended. Acts that never ended are found by their missing end;
 * where nothing tells what came of one, its end is `unknown`.
 */
const AUDIT_STEPS = ['intended', 'done', 'failed', 'unknown'] as const;

/** One event of the audit trail: who did what to what, for a dealer or for all (`SHARED`). */
export const AuditEvent = z.object({
  /** `D#<dealer>` or `SHARED`. */
  scope: z.string(),
  /** Of the act, `2026-11`. */
  month: z.string(),
  /** When the act began; its end bears the same time, so that both stand together. */
  at: z.iso.datetime(),
  /** Of the act: the same for its intent and its end, and for every repetition of it. */
  id: z.string(),
  step: z.enum(AUDIT_STEPS),
  who: z.string(),
  /** `match.set`: the subject's kind and what is done to it. */
  action: z.string(),
  subject: z.string(),
  details: z.record(z.string(), z.unknown()),
  /** Why it failed, or what is known of one that was broken off. */
  reason: Reason.optional(),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

/** An act that was begun, by its id in the trail: asked for again, it is known and not done again. */
export const ActRecord = z.object({
  /** `D#<dealer>` or `SHARED`. */
  scope: z.string(),
  id: z.string(),
  who: z.string(),
  action: z.string(),
  subject: z.string(),
  /** When it began. */
  at: z.iso.datetime(),
  /** When somebody took it up who found it broken off. */
  resumedAt: z.iso.datetime().optional(),
  /** JSON of what it gave; none before its end. */
  result: z.string().optional(),
  /** Seconds since 1970. */
  ttl: z.number(),
});
export type ActRecord = z.infer<typeof ActRecord>;

/** Takes events and gives them back; nothing is ever changed or deleted. */
export interface AuditTrail {
  /** Does nothing where this very event is there already. */
  append(event: AuditEvent): Promise<void>;
  /** The events of one scope and month, oldest first. */
  query(key: Pick<AuditEvent, 'scope' | 'month'>): Promise<AuditEvent[]>;
}

/** The audit trail in a table of its own, to which nobody needs the right to update or delete. */
export const auditTrail = (table: TableHandle): AuditTrail => {
  const events = collection(table, 'audit', AuditEvent, {
    primary: { pk: '${scope}#${month}', sk: '${at}#${id}#${step}' },
  });
  return {
    append: async (event) =>
      void (await events.putIf(event, (stored, { notExists }) => notExists(stored.id))),
    query: (key) => events.query(key),
  };
};
