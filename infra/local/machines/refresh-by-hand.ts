import { type Change, refresh } from '#functions/operations/refresh/refresh.ts';
import type { Ports } from '#shared/ports.ts';
import { untilEnded } from './until-ended.ts';

/** Takes the dealer's lists up again and waits until all have ended. Throws when one failed. */
export const refreshByHand = async (change: Change, ports: Ports): Promise<void> => {
  const { names } = await refresh(change, ports);
  const statuses = await Promise.all(names.map((name) => untilEnded('price-list', name, ports)));
  const failed = names.filter((_, at) => statuses[at] !== 'SUCCEEDED');
  if (failed.length > 0)
    throw new Error(
      `Of ${names.length} lists ${failed.length} could not be taken up again: ${failed.join(', ')}`,
    );
};
