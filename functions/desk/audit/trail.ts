import * as z from 'zod';
import { actsSince, type RecordedAct } from '#functions/operations/audit/acts.ts';
import type { Ports } from '#shared/ports.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How far back the trail is read where nothing is said, in days. */
export const DAYS_SHOWN = 30;

const NO_DAY = 'A day is written like 2026-11-01';

/** Whose acts, and since which day in Moscow. */
export const ReadTrail = z.strictObject({
  /** Without one, what concerns all dealers. */
  dealerId: z.string().optional(),
  since: z.iso.date(NO_DAY).optional(),
});

/** The beginning of a day in Moscow, which has no summer time. */
const dayOf = (day: string): Date => new Date(`${day}T00:00:00+03:00`);

/** An act as it is told to who asks: `dealer` is null where it concerns all. */
const told = ({ intent, ending, reason }: RecordedAct) => {
  const { scope, month, step, ...act } = intent;
  return {
    dealer: scope.startsWith('D#') ? scope.slice('D#'.length) : null,
    ...act,
    outcome: ending,
    reason,
  };
};
export type ToldAct = ReturnType<typeof told>;

/**
 * What was done for a dealer and for all of them, oldest first, and since when; without a dealer, the latter alone.
 * Throws `Refusal` for a dealer that nobody knows.
 */
export const readTrail = async (
  { dealerId, since }: z.infer<typeof ReadTrail>,
  ports: Pick<Ports, 'table' | 'audit' | 'clock'>,
): Promise<{ since: Date; acts: ToldAct[] }> => {
  if (dealerId !== undefined) await refuseUnknownDealer(dealerId, ports);
  const from = since ? dayOf(since) : new Date(ports.clock().getTime() - DAYS_SHOWN * DAY_MS);
  const scopes = dealerId === undefined ? [null] : [dealerId, null];
  const acts = (await Promise.all(scopes.map((scope) => actsSince(scope, from, ports)))).flat();
  const inOrder = acts.sort((one, other) => one.intent.at.localeCompare(other.intent.at));
  return { since: from, acts: inOrder.map(told) };
};
