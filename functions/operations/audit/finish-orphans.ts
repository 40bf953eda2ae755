import { reason } from '#messages/reason.ts';
import type { Ports } from '#shared/ports.ts';
import type { AuditEvent } from '#shared/table/audit-trail.ts';
import { dealersSeeing, refreshAfter } from '../refresh/after-act.ts';
import { actsSince, type RecordedAct } from './acts.ts';
import { type Evidence, WITNESSES } from './evidence.ts';

type OrphanPorts = Pick<Ports, 'audit' | 'table' | 'machines' | 'parts' | 'clock'>;

/** A command waits for the lists it has taken up again: no act lasts longer. */
export const LONGEST_ACT_MINUTES = 60;

/** How far back broken acts are looked for. */
const LOOKED_BACK_DAYS = 31;

const DAY_MS = 24 * 60 * 60 * 1000;

const NOTHING: Evidence = { found: 0, expected: 1 };

const endingOf = ({ found, expected }: Evidence): Pick<AuditEvent, 'step' | 'reason'> =>
  found >= expected
    ? { step: 'done', reason: reason('act-done-later') }
    : { step: 'unknown', reason: reason('act-unknown', { found, expected }) };

const finish = async (
  { intent }: RecordedAct,
  dealerId: string | null,
  ports: OrphanPorts,
): Promise<void> => {
  const witness = WITNESSES[intent.action];
  const evidence = witness ? await witness(intent, dealerId ?? '', ports) : NOTHING;
  if (evidence.found > 0)
    for (const dealer of await dealersSeeing(intent, dealerId, ports))
      await refreshAfter(intent, dealer, ports);
  await ports.audit.append({ ...intent, ...endingOf(evidence) });
};

/**
 * Ends the acts of a dealer, or those that concern all (null), that began before a time and never ended, since
 * whoever did them was broken off: what the records bear is brought to its end and recorded as done, of the rest
 * is recorded that nobody knows. Answers how many there were. Begun twice, it does nothing twice.
 */
export const finishOrphans = async (
  dealerId: string | null,
  before: Date,
  ports: OrphanPorts,
): Promise<number> => {
  const since = new Date(before.getTime() - LOOKED_BACK_DAYS * DAY_MS);
  const orphans = (await actsSince(dealerId, since, ports)).filter(
    ({ intent, ending }) => ending === null && intent.at < before.toISOString(),
  );
  for (const orphan of orphans) await finish(orphan, dealerId, ports);
  return orphans.length;
};
