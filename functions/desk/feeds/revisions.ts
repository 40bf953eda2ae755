import type { Ports } from '#shared/ports.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';

/** What of a dealer changes by itself or by others, each with a figure that rises with every change. */
type Revisions = Record<'offers' | 'books' | 'files' | 'withdrawals' | 'built' | 'live', number>;

/** How far a dealer is. Throws `Refusal` for one that nobody knows. */
export const revisionsOf = async (dealerId: string, ports: Pick<Ports, 'table'>): Promise<Revisions> => {
  await refuseUnknownDealer(dealerId, ports);
  const dealer = await ports.table.states.get({ dealerId });
  const channel = await ports.table.channelStates.get({ dealerId });
  return {
    ...{ offers: dealer?.offersRevision ?? 0, books: dealer?.catalogueRevision ?? 0 },
    ...{ files: dealer?.tickets ?? 0, withdrawals: dealer?.withdrawals ?? 0 },
    ...{ built: channel?.builtFeed ?? 0, live: channel?.verifiedFeed ?? 0 },
  };
};
