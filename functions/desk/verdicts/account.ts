import * as z from 'zod';
import type { Reason } from '#contracts/reason.ts';
import type { MARKETPLACE_ACTS } from '#contracts/verdict.ts';
import { reason } from '#messages/reason.ts';
import type { Ports } from '#shared/ports.ts';
import type { AccountRecord, KeptPackage, LoadStart } from '#shared/table/verdict-records.ts';
import type { Actor } from '../acts.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { refuseWithoutAccount } from './verdicts.ts';

/** Whose account; `change` puts our feed's address and windows into its profile. */
export const LookAtAccount = z.strictObject({ dealerId: z.string(), change: z.boolean().default(false) });

/** The account as it was just seen, beside what the dealer's configuration has. */
export interface SeenAccount {
  account: AccountRecord;
  windows: string[];
  publicUrl: string;
  placements: Placements;
}

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

/** Has something done at the marketplace, and gives what the account's record says of it. */
const actThere = async (
  actor: Actor,
  dealerId: string,
  act: (typeof MARKETPLACE_ACTS)[number],
  ports: DeskPorts,
): Promise<AccountRecord> => {
  const deed = { dealerId, action: `marketplace.${act}`, subject: dealerId, details: {} };
  const at = await ports.acts.perform(actor, deed, async (begun) => {
    const name = ports.newId();
    await ports.machines.start('verdict', name, { at: begun.at, mode: 'act', act, dealerId });
    await ports.acts.untilEnded('verdict', name);
    return begun.at;
  });
  const account = await ports.table.accounts.get({ dealerId });
  if (account?.at === at) return account;
  throw new Refusal(reason('account-unseen', { dealerId }));
};

/**
 * Looks at a dealer's account now: what its profile has loaded and when, and the placements that are left; where that is
 * wanted, and the dealer allows it, the profile is changed first. Throws `Refusal`.
 */
export const lookAtAccount = async (
  actor: Actor,
  { dealerId, change }: z.infer<typeof LookAtAccount>,
  ports: DeskPorts,
): Promise<SeenAccount> => {
  await refuseWithoutAccount(dealerId, ports);
  const account = await actThere(actor, dealerId, change ? 'change-profile' : 'look', ports);
  if (change && account.change?.reason) throw new Refusal(account.change.reason);
  const { configuration } = (await ports.table.dealers.get({ dealerId })) ?? {};
  return {
    account,
    windows: configuration?.windows ?? [],
    publicUrl: configuration?.feed.publicUrl ?? '',
    placements: await placementsOf(dealerId, ports),
  };
};

export const StartLoad = z.strictObject({ dealerId: z.string() });

/** Has the marketplace load the feed at once, where the dealer allows it. Throws `Refusal` where it was not started, or nobody knows. */
export const startLoad = async (
  actor: Actor,
  { dealerId }: z.infer<typeof StartLoad>,
  ports: DeskPorts,
): Promise<LoadStart> => {
  await refuseWithoutAccount(dealerId, ports);
  const { start } = await actThere(actor, dealerId, 'start-load', ports);
  if (!start) throw new Refusal(reason('start-unclear'));
  if (start.reason) throw new Refusal(start.reason);
  return start;
};
