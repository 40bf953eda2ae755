import {
  type Admission,
  admit,
  afterEnd,
  BreakerSettings,
  type BreakerState,
  CLOSED,
} from './breaker-state.ts';
import { TransientFailure } from './errors.ts';
import { count } from './meter.ts';
import type { Ports } from './ports.ts';
import type { Breaker } from './table/coordination-records.ts';

export type BreakerPorts = Pick<Ports, 'table' | 'clock' | 'breakers'>;

/** The breaker of this service turns calls away for a while: ask another one, or come back later. */
export class CircuitOpen extends TransientFailure {
  constructor(service: string, reason: string) {
    super(`${service} is not asked: ${reason}`, { stage: service, details: { service } });
  }
}

/** Others change the same record; each of them changes it for good reason, so a few rounds are enough. */
const MOST_ROUNDS = 12;

type Changed<Decision> = Decision & { revision: number };

/** Reads, decides and writes, again when another process was faster; null when it always was. */
const change = async <Decision extends { next: BreakerState | null }>(
  service: string,
  { table }: BreakerPorts,
  decide: (breaker: Breaker) => Decision,
): Promise<Changed<Decision> | null> => {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const seen = (await table.breakers.get({ service })) ?? { ...CLOSED, service, revision: 0 };
    const decision = decide(seen);
    if (decision.next === null) return { ...decision, revision: seen.revision };
    const next = { ...decision.next, service, revision: seen.revision + 1 };
    if (await table.breakers.putIf(next, isStill(seen))) return { ...decision, revision: next.revision };
  }
  return null;
};

const isStill =
  ({ revision }: Breaker): Parameters<Ports['table']['breakers']['putIf']>[1] =>
  (breaker, { eq, notExists }) =>
    revision === 0 ? notExists(breaker.revision) : eq(breaker.revision, revision);

const admission = async (service: string, ports: BreakerPorts) => {
  const now = ports.clock().getTime();
  const decided = await change<Admission>(service, ports, (breaker) => admit(breaker, now));
  if (!decided?.admitted) throw new CircuitOpen(service, decided?.reason ?? 'others are trying it');
  return { probeRevision: decided.isProbe ? decided.revision : null };
};

/** A probe is still the one that counts while nobody has changed the record since it was let go. */
const note = async (
  service: string,
  ports: BreakerPorts,
  succeeded: boolean,
  probeRevision: number | null,
) => {
  const settings = ports.breakers[service] ?? BreakerSettings.parse({});
  const now = ports.clock().getTime();
  const changed = await change(service, ports, (breaker) => ({
    next: afterEnd(breaker, { succeeded, isProbe: breaker.revision === probeRevision }, now, settings),
  }));
  if (changed?.next?.state === 'open') count('BreakersOpened');
};

/**
 * Makes a call through the breaker of its service, whose state all processes share. Only
 * `TransientFailure` counts against the service: whatever else it answers, it is there. Throws
 * `CircuitOpen` without calling while the breaker is open; name hosts of dealers one by one (`ftp:host`).
 */
export const withBreaker = async <Answer>(
  service: string,
  ports: BreakerPorts,
  call: () => Promise<Answer>,
): Promise<Answer> => {
  const { probeRevision } = await admission(service, ports);
  const [ended] = await Promise.allSettled([call()]);
  const succeeded = ended.status === 'fulfilled' || !(ended.reason instanceof TransientFailure);
  // An answer that is paid for is not lost because the tally could not be written.
  await note(service, ports, succeeded, probeRevision).catch(() => null);
  if (ended.status === 'rejected') throw ended.reason;
  return ended.value;
};
