import { type Change, refresh, takeUp } from '#functions/operations/refresh/refresh.ts';
import type { Ports } from '#shared/ports.ts';
import { untilEnded } from './until-ended.ts';

const allEnded = async (names: string[], ports: Ports): Promise<void> => {
  const statuses = await Promise.all(names.map((name) => untilEnded('price-list', name, ports)));
  const failed = names.filter((_, at) => statuses[at] !== 'SUCCEEDED');
  if (failed.length > 0)
    throw new Error(
      `Of ${names.length} lists ${failed.length} could not be taken up again: ${failed.join(', ')}`,
    );
};

/** Takes the dealer's lists up again and waits until all have ended. Throws when one failed. */
export const refreshByHand = async (change: Change, ports: Ports): Promise<void> =>
  allEnded((await refresh(change, ports)).names, ports);

/** Takes one document up again, in force or not, and waits until it has ended. Throws when it failed. */
export const takeUpByHand = async (documentId: string, change: Change, ports: Ports): Promise<void> =>
  allEnded([(await takeUp(documentId, change, ports)).name], ports);
