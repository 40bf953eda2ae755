import type { Ports } from '#shared/ports.ts';

/** So often a repair is tried, once an hour; then a person is asked. */
export const MOST_TRIES = 5;

/** A repair that has come to nothing is remembered as long as somebody may still look after it. */
const REMEMBERED_SECONDS = 30 * 24 * 3600;

export type GivenUp = 'given-up';

/** What is repaired, and what of: the same thing broken once more in another way is another subject. */
export interface Repair {
  dealerId: string;
  subject: string;
}

/** The hour as a name: what did not begin, or came to nothing, is begun anew in the next. */
export const hourOf = ({ clock }: Pick<Ports, 'clock'>): string =>
  clock().toISOString().slice(0, '2026-11-22T10'.length);

/** Does the repair once an hour, which answers null where nothing began, unless it was done in vain too often. */
export const tryRepair = async <Done extends string>(
  { dealerId, subject }: Repair,
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
  repair: () => Promise<Done | null>,
): Promise<Done | GivenUp | null> => {
  const hour = hourOf({ clock });
  const before = await table.repairs.get({ dealerId, subject });
  if (before?.hour === hour) return null;
  const tries = before?.tries ?? 0;
  if (tries >= MOST_TRIES) return 'given-up';
  const done = await repair();
  const ttl = Math.floor(clock().getTime() / 1000) + REMEMBERED_SECONDS;
  if (done) await table.repairs.put({ dealerId, subject, tries: tries + 1, hour, ttl });
  return done;
};
