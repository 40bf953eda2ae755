import { lastDelivery } from '#desk/feeds/feed.ts';
import type { Withdrawn } from '#desk/offers/withdraw.ts';
import type { Ports } from '#shared/ports.ts';
import type { DealerState } from '#shared/table/records.ts';
import { say } from './terminal.ts';

const isDone = ({ withdrawals = 0, withdrawn = 0 }: DealerState): boolean => withdrawn >= withdrawals;

/** Why the URL still serves what was withdrawn, and what heals that. */
const obstacleOf = async (dealerId: string, { halted }: DealerState, ports: Ports): Promise<string> => {
  if (halted)
    return `the host refuses the dealer (${halted}): mend that, then feedwright dealers resume ${dealerId}`;
  const delivery = await lastDelivery(dealerId, ports);
  return `${delivery?.reason ?? 'another delivery is at work'}; it is tried again at the full hour, or now by feedwright deliver --dealer ${dealerId}`;
};

/** Says what has become of the ads of machines that were just withdrawn. */
export const sayWithdrawn = async (dealerId: string, { ads }: Withdrawn, ports: Ports): Promise<void> => {
  const state = await ports.table.states.get({ dealerId });
  if (!state || state.verifiedFeed === 0) return say('Withdrawn. Nothing is live that it could leave.');
  if (ads.length === 0)
    return say('Withdrawn. No ad leaves the feed: none was live, or it stands for other codes too.');
  const named = ads.join(', ');
  if (isDone(state)) say(`Withdrawn: the feed URL serves no ad of it any more (${named}).`);
  else say(`Withdrawn, but the feed URL still serves ${named}: ${await obstacleOf(dealerId, state, ports)}.`);
};
