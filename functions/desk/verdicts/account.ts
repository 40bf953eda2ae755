import * as z from 'zod';
import type { MARKETPLACE_ACTS } from '#contracts/verdict.ts';
import { reason } from '#messages/reason.ts';
import type { AccountRecord, LoadStart } from '#shared/table/verdict-records.ts';
import type { Actor } from '../acts.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { type Placements, placementsOf } from './placements.ts';
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

const unseen = (dealerId: string): Refusal => new Refusal(reason('account-unseen', { dealerId }));

/** Has something done at the marketplace, and gives what the account's record says since the wish, and when that was. */
const actThere = async (
  actor: Actor,
  dealerId: string,
  act: (typeof MARKETPLACE_ACTS)[number],
  ports: DeskPorts,
): Promise<{ account: AccountRecord; at: string }> => {
  const deed = { dealerId, action: `marketplace.${act}`, subject: dealerId, details: {} };
  const at = await ports.acts.perform(actor, deed, async (begun) => {
    const name = ports.newId();
    await ports.machines.start('verdict', name, { at: begun.at, mode: 'act', act, dealerId });
    await ports.acts.untilEnded('verdict', name);
    return begun.at;
  });
  const account = await ports.table.accounts.get({ dealerId });
  // A sweep may have looked since.
  if (account && account.at >= at) return { account, at };
  throw unseen(dealerId);
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
  const { account, at } = await actThere(actor, dealerId, change ? 'change-profile' : 'look', ports);
  // An execution that broke off leaves what came of an earlier wish.
  if (change && account.change?.at !== at) throw unseen(dealerId);
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
  const { account, at } = await actThere(actor, dealerId, 'start-load', ports);
  const { start } = account;
  if (start?.at !== at) throw unseen(dealerId);
  if (start.outcome === 'begun') throw new Refusal(reason('start-unclear'));
  if (start.reason) throw new Refusal(start.reason);
  return start;
};
