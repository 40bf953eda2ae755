import { moscowMinute } from '#shared/moscow-time.ts';
import type { Ports } from '#shared/ports.ts';
import { atEachDealer, dealersNamed } from '../dealers/known-dealer.ts';

/** What a dealer's files cost on a day in Moscow. */
export interface DailyCost {
  dealerId: string;
  day: string;
  /** Calls of stages. */
  calls: number;
  seconds: number;
  costUsd: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS_SHOWN = 30;

const dayOf = (instant: string): string => moscowMinute(instant).slice(0, '2026-11-01'.length);

const costsOf = async (
  dealerId: string,
  since: string,
  { table }: Pick<Ports, 'table'>,
): Promise<DailyCost[]> => {
  const days = new Map<string, DailyCost>();
  for await (const { endedAt, seconds, costUsd } of table.statistics.stream({ dealerId })) {
    if (endedAt < since) continue;
    const day = dayOf(endedAt);
    const sum = days.get(day) ?? { dealerId, day, calls: 0, seconds: 0, costUsd: 0 };
    days.set(day, {
      ...sum,
      calls: sum.calls + 1,
      seconds: sum.seconds + seconds,
      costUsd: sum.costUsd + costUsd,
    });
  }
  return [...days.values()];
};

/** What the last 30 days cost, of a dealer or of all, the newest day and the dearest dealer first. Throws `Refusal`. */
export const dailyCosts = async (
  dealerId: string | undefined,
  ports: Pick<Ports, 'table' | 'clock'>,
): Promise<DailyCost[]> => {
  const since = new Date(ports.clock().getTime() - DAYS_SHOWN * DAY_MS).toISOString();
  const costs = await atEachDealer(await dealersNamed(dealerId, ports), (id) => costsOf(id, since, ports));
  return costs.toSorted((one, other) => other.day.localeCompare(one.day) || other.costUsd - one.costUsd);
};
