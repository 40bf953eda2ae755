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

const inOrder = (acts: RecordedAct[]): ToldAct[] =>
  acts.sort((one, other) => one.intent.at.localeCompare(other.intent.at)).map(told);

const beginningOf = (since: string | undefined, { clock }: Pick<Ports, 'clock'>): Date =>
  since ? dayOf(since) : new Date(clock().getTime() - DAYS_SHOWN * DAY_MS);

/** What was done for a dealer alone, oldest first: what concerns all tells of others too. */
export const readOwnTrail = async (
  { dealerId, since }: { dealerId: string; since?: string | undefined },
  ports: Pick<Ports, 'table' | 'audit' | 'clock'>,
): Promise<ToldAct[]> => inOrder(await actsSince(dealerId, beginningOf(since, ports), ports));

/**
 * What was done for a dealer and for all of them, oldest first, and since when; without a dealer, the latter alone.
 * Throws `Refusal` for a dealer that nobody knows.
 */
export const readTrail = async (
  { dealerId, since }: z.infer<typeof ReadTrail>,
  ports: Pick<Ports, 'table' | 'audit' | 'clock'>,
): Promise<{ since: Date; acts: ToldAct[] }> => {
  if (dealerId !== undefined) await refuseUnknownDealer(dealerId, ports);
  const from = beginningOf(since, ports);
  const scopes = dealerId === undefined ? [null] : [dealerId, null];
  const acts = (await Promise.all(scopes.map((scope) => actsSince(scope, from, ports)))).flat();
  return { since: from, acts: inOrder(acts) };
};
