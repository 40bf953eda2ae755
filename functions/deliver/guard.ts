import type { Delivery } from '#contracts/delivered.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { liveFeed, wholeFeed } from '#shared/live-feed.ts';
import type { Ports } from '#shared/ports.ts';
import type { FeedVersion } from '#shared/table/records.ts';
import { prolongLease } from './delivery-lease.ts';
import { type Choice, choiceFor, newestHeld, newestToGo } from './feed-choice.ts';
import { holdBack } from './hold-back.ts';

type GuardPorts = Pick<Ports, 'table' | 'artefacts' | 'clock'>;

type Decision = Partial<Delivery>;

const holding = (held?: FeedVersion): Decision => ({
  feed: held ? wholeFeed(held) : null,
  outcome: 'held',
  reason: held?.reason ?? 'No feed version is ready to go.',
  route: 'receipt',
});

const asking = (verified: FeedVersion): Decision => ({ feed: liveFeed(verified), route: 'verify' });

const bringing = async (
  next: FeedVersion,
  { verified }: Choice,
  ports: GuardPorts,
  shape: FeedShape,
): Promise<Decision> => {
  const reason = await holdBack({ next, live: verified }, ports, shape);
  if (reason !== null) return holding({ ...next, reason });
  return { feed: wholeFeed(next), route: 'pictures' };
};

const liveHash = ({ verified }: Choice): string | null => (verified ? liveFeed(verified).sha256 : null);

const decideDelivery = (choice: Choice, ports: GuardPorts, shape: FeedShape) => {
  const next = newestToGo(choice);
  const held = newestHeld(choice);
  if (next && next.sha256 !== liveHash(choice)) return bringing(next, choice, ports, shape);
  const settled = next ?? (held ? null : choice.verified);
  return settled ? asking(settled) : holding(held);
};

/** The opening check brings nothing: Avito may be loading. */
const decideOpening = (choice: Choice, { deadline }: Delivery, now: Date): Decision => {
  const feed = choice.verified ?? newestToGo(choice);
  if (!feed) return holding(newestHeld(choice));
  const waitedSeconds = Math.max(0, Date.parse(deadline) - now.getTime()) / 1000;
  return { feed: liveFeed(feed), waitedSeconds, route: 'opening' };
};

/**
 * Chooses the feed: the newest that may go, unless it takes away too much of the one last verified. Where
 * its bytes are the verified ones, or nothing newer was built, the URL is only asked. The opening check
 * asks for the verified one.
 */
export const guard = async (delivery: Delivery, ports: GuardPorts, shape: FeedShape): Promise<Delivery> => {
  await prolongLease(delivery, ports);
  const state = await ports.table.states.get({ dealerId: delivery.dealerId });
  const choice = state ? await choiceFor(state, ports) : { verified: null, unproven: [] };
  const decision =
    delivery.mode === 'verify'
      ? decideOpening(choice, delivery, ports.clock())
      : await decideDelivery(choice, ports, shape);
  return { ...delivery, previousSha256: liveHash(choice), ...decision };
};
