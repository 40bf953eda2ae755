import type { Reason } from '#contracts/reason.ts';
import { auditMonth, auditScope } from '#shared/audit.ts';
import type { Ports } from '#shared/ports.ts';
import type { AuditEvent } from '#shared/table/audit-trail.ts';

/** How an act ended; null: nothing says that it did. */
export type Ending = Exclude<AuditEvent['step'], 'intended'> | null;

/** An act of a person as the trail tells it: what he set out to do, and what came of it. */
export interface RecordedAct {
  intent: AuditEvent;
  ending: Ending;
  /** Why it failed, or what is known of an act that was broken off. */
  reason: Reason | null;
}

/** No act was recorded before: each month that is asked for is a read, and anybody may ask since the year 1. */
const FIRST_DAY = new Date('2026-01-01T00:00:00Z');

/** `2026-11` … of all months from one day to another, UTC. */
const monthsBetween = (since: Date, until: Date): string[] => {
  const months: string[] = [];
  const first = since > FIRST_DAY ? since : FIRST_DAY;
  const month = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth()));
  for (; month <= until; month.setUTCMonth(month.getUTCMonth() + 1))
    months.push(auditMonth(month.toISOString()));
  return months;
};

/** An act that was taken for broken off may still have ended: its own word counts. */
const CERTAIN_FIRST = ['done', 'failed', 'unknown'] as const;

const actOf = (events: AuditEvent[]): RecordedAct[] => {
  const intent = events.find(({ step }) => step === 'intended');
  if (!intent) return [];
  const end = CERTAIN_FIRST.flatMap((step) => events.find((event) => event.step === step) ?? [])[0];
  return [{ intent, ending: (end?.step ?? null) as Ending, reason: end?.reason ?? null }];
};

/** The acts of a dealer, or those that concern all (null), that began since then, oldest first. */
export const actsSince = async (
  dealerId: string | null,
  since: Date,
  { audit, clock }: Pick<Ports, 'audit' | 'clock'>,
): Promise<RecordedAct[]> => {
  const scope = auditScope(dealerId);
  const months = monthsBetween(since, clock());
  const events = (await Promise.all(months.map((month) => audit.query({ scope, month })))).flat();
  const begun = events.filter(({ at }) => at >= since.toISOString());
  return [...Map.groupBy(begun, ({ id }) => id).values()].flatMap(actOf);
};
