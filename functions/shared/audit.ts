import { Reason } from '#contracts/reason.ts';
import { asTold } from '#messages/reason.ts';
import { maskSecrets } from './masking.ts';
import type { Ports } from './ports.ts';
import type { AuditEvent } from './table/audit-trail.ts';

/** What a person is about to do. The same `id` and `at` are the same act: begun again, it is recorded once. */
export type Act = Omit<AuditEvent, 'scope' | 'month' | 'step' | 'reason'> & {
  /** Null: it concerns all dealers. */
  dealerId: string | null;
};

/** The scope under which a dealer's acts are recorded, or those that concern all. */
export const auditScope = (dealerId: string | null): string =>
  dealerId === null ? 'SHARED' : `D#${dealerId}`;

/** `2026-11`: the trail is kept by months, UTC. */
export const auditMonth = (at: string): string => at.slice(0, '2026-11'.length);

/**
 * Names an act as the cause of a refresh: whoever brings the act to its end takes no list up twice.
 */
export const causeOf = ({ action, id }: Pick<Act, 'action' | 'id'>): string => `${action} ${id}`;

/** What is kept for good quotes no secret, such as the password in an address. */
const eventOf = ({ dealerId, ...act }: Act, step: AuditEvent['step']): AuditEvent => ({
  ...JSON.parse(JSON.stringify(act, maskSecrets)),
  scope: auditScope(dealerId),
  month: auditMonth(act.at),
  step,
});

/** A refusal bears its reason; what else is thrown says it in words. */
const whyFailed = (error: unknown): Reason => {
  const why = error instanceof Error && 'reason' in error ? Reason.safeParse(error.reason) : null;
  return why?.success ? why.data : asTold(String(error));
};

/** Does what the act says, recorded before its effect and at its end; a failure is recorded and thrown on. */
export const audited = async <Result>(
  act: Act,
  { audit }: Pick<Ports, 'audit'>,
  effect: () => Promise<Result>,
): Promise<Result> => {
  await audit.append(eventOf(act, 'intended'));
  const result = await effect().catch(async (error) => {
    await audit.append({ ...eventOf(act, 'failed'), reason: whyFailed(error) });
    throw error;
  });
  await audit.append(eventOf(act, 'done'));
  return result;
};
