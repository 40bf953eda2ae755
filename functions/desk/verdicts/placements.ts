import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import type { Ports } from '#shared/ports.ts';
import type { KeptPackage } from '#shared/table/verdict-records.ts';

/** How many placements are left, and how many the newest feed may need. */
export interface Placements {
  left: number | null;
  needed: number;
  trouble: Reason | null;
}

const SNOWMOBILES = ['Мотоциклы и мототехника', 'Снегоходы'];

/** A package without categories is for all of them. */
const isForUs = ({ categories }: KeptPackage): boolean =>
  categories.length === 0 || categories.some((category) => SNOWMOBILES.includes(category));

/** Null where no package says how many it has left. */
const placementsLeft = (packages: readonly KeptPackage[] | null): number | null => {
  const told = (packages ?? []).filter(isForUs).flatMap(({ remain }) => (remain === null ? [] : [remain]));
  return told.length === 0 ? null : told.reduce((sum, remain) => sum + remain, 0);
};

/** Ads of the newest feed that are not live: each may take a placement. What is live is paid for. */
const placementsNeeded = async (dealerId: string, { table }: Pick<Ports, 'table'>): Promise<number> => {
  const state = await table.channelStates.get({ dealerId });
  const newest = state && (await table.feeds.get({ dealerId, version: state.builtFeed }));
  const live = (await table.verdicts.query({ dealerId })).filter((verdict) => verdict.live === true);
  return Math.max(0, (newest?.ads ?? 0) - live.length);
};

/** Placements by the last look at the account; what cannot be read is told, not guessed. */
export const placementsOf = async (dealerId: string, ports: Pick<Ports, 'table'>): Promise<Placements> => {
  const account = await ports.table.accounts.get({ dealerId });
  const left = placementsLeft(account?.packages ?? null);
  const needed = await placementsNeeded(dealerId, ports);
  if (left === null) return { left, needed, trouble: reason('placements-unknown') };
  return { left, needed, trouble: needed > left ? reason('placements-short', { needed, left }) : null };
};
