import * as z from 'zod';
import type { Dealer } from '#contracts/dealer.ts';
import type { Reason } from '#contracts/reason.ts';
import { channelFaults } from '#marketplace/marketplaces.ts';
import { reason } from '#messages/reason.ts';
import { claimTarget, dealerVersion, missingSecrets, parseDealer, putDealer } from '#shared/dealers.ts';
import { ConfigurationError } from '#shared/errors.ts';
import { channelNamed } from '#shared/in-channel.ts';
import { leavesSince } from '#shared/leaves-since.ts';
import { giveFirstPlan } from '#shared/plans.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import type { Actor } from '../acts.ts';
import { newestFeed } from '../feeds/feed.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { refuseUnknownDealer } from './known-dealer.ts';

export const ResumeDealer = z.strictObject({ dealerId: z.string() });

/** What a resumption has ended: why the dealer was halted, null where it was not; and whether it was about to leave. */
export interface Resumed {
  halted: Reason | null;
  left: boolean;
}

/** Nobody brings back what has begun to be removed. Throws `Refusal`. */
const stay = async (dealerId: string, { table }: DeskPorts): Promise<void> => {
  const { leavings } = table;
  if (await leavings.removeIf({ dealerId }, (stored, { notExists }) => notExists(stored.counts))) return;
  const leaving = await leavings.get({ dealerId });
  throw new Refusal(leavesSince(leaving ?? { dealerId, at: '', by: '' }));
};

/**
 * Has a halted dealer delivered to again, by the next sweep: a person has looked after the credentials that its host
 * refused. One that was about to leave stays: its feed comes back with the next delivery. Throws `Refusal` where its data is being removed.
 */
export const resumeDealer = async (
  actor: Actor,
  { dealerId }: z.infer<typeof ResumeDealer>,
  ports: DeskPorts,
): Promise<Resumed> => {
  await refuseUnknownDealer(dealerId, ports);
  const asked = { dealerId, action: 'dealer.resume', subject: dealerId };
  return ports.acts.once<Resumed>(actor, asked, async () => {
    const halted = (await ports.table.channelStates.get({ dealerId }))?.halted ?? null;
    const left = (await ports.table.leavings.get({ dealerId })) !== null;
    if (halted === null && !left) return { answer: { halted, left } };
    const effect = async () => {
      if (left) await stay(dealerId, ports);
      await ports.table.channelStates.patchIf({ dealerId }, { halted: null, queued: true });
      return { halted, left };
    };
    return { details: { halted, left, ...channelNamed(ports) }, effect };
  });
};

/** A dealer's configuration, and what to call it where it is wrong. */
export const PutDealer = z.strictObject({ configuration: z.unknown(), origin: z.string() });

/** What came of it. */
export interface DealerPut {
  dealer: Dealer;
  version: string;
  /** The version in use before; null for a new dealer. */
  previous: string | null;
  /** A sentence for each secret that the first delivery needs and that is not there. */
  missing: string[];
  /** Null where nothing of the dealer's has been built. */
  feed: FeedVersion | null;
}

/** What is wrong in a configuration is its author's to mend. */
const asRefusal = (error: unknown): never => {
  if (!(error instanceof ConfigurationError)) throw error;
  throw new Refusal(reason('dealer-wrong', { detail: error.message }));
};

export const readConfiguration = (configuration: unknown, origin: string): Dealer => {
  try {
    return parseDealer(configuration, origin, channelFaults);
  } catch (error) {
    return asRefusal(error);
  }
};

/**
 * Puts a dealer in use and has its lists judged by that, also where it is in use already: whoever puts it again may
 * do so because the lists did not get that far. Throws `Refusal` that names all that is wrong in it, and where its
 * feed would lie where another dealer's lies.
 */
export const putDealerInUse = async (
  actor: Actor,
  { configuration, origin }: z.infer<typeof PutDealer>,
  ports: DeskPorts,
): Promise<DealerPut> => {
  const dealer = readConfiguration(configuration, origin);
  const dealerId = dealer.id;
  const deed = {
    dealerId,
    action: 'dealer.put',
    subject: dealerId,
    details: { version: dealerVersion(dealer) },
  };
  await claimTarget(dealer, origin, ports).catch(asRefusal);
  const put = await ports.acts.perform(actor, deed, async ({ at }) => {
    if (!(await ports.table.dealers.get({ dealerId })))
      await giveFirstPlan(dealerId, { by: actor.who, at }, ports);
    return putDealer(dealer, ports, { fromFile: false }).catch(asRefusal);
  });
  await ports.openInbox(dealerId);
  const missing = await missingSecrets(dealer, ports.checkSecret);
  return { dealer, ...put, missing, feed: await newestFeed(dealerId, ports) };
};
