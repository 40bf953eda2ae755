import type { Ports } from './ports.ts';
import type { Allowance } from './table/member-records.ts';

/** How much may be taken at once, and in how long as much grows back. */
export interface Growth {
  most: number;
  seconds: number;
}

const MS = 1000;

/** What there is now: what was left, and what has grown back since. */
export const grown = (stored: Allowance | null, { most, seconds }: Growth, now: number): number => {
  if (!stored) return most;
  const back = (Math.max(0, now - stored.countedAt) / MS) * (most / seconds);
  return Math.min(most, stored.left + back);
};

/** Calls of a dealer's programs together, by its plan: what was not used grows back and serves a burst (S2-04). */
export const callsOfPlan = (most: number): Growth => ({ most, seconds: 60 * 60 });

/** How many of those calls have been made lately: what has not grown back yet. */
export const callsLately = async (
  dealerId: string,
  most: number,
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
): Promise<number> => {
  const stored = await table.programAllowances.get({ whose: dealerId, kind: 'programs' });
  return Math.ceil(most - grown(stored, callsOfPlan(most), clock().getTime()));
};
