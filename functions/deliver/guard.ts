import type { Delivery, FeedReference } from '#contracts/delivered.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import type { Ports } from '#shared/ports.ts';
import type { DealerState, FeedVersion } from '#shared/table/records.ts';
import { prolongLease } from './delivery-lease.ts';
import { holdBack } from './hold-back.ts';

type GuardPorts = Pick<Ports, 'table' | 'artefacts' | 'clock'>;

type Decision = Partial<Delivery>;

/** What a feed is chosen from: the one last verified, and those built since, newest first. */
interface Choice {
  verified: FeedVersion | null;
  unproven: FeedVersion[];
}

const MAY_GO: FeedVersion['status'][] = ['built', 'approved'];

const referenceTo = ({ version, key, sha256, bytes }: FeedVersion): FeedReference => ({
  version,
  key,
  sha256,
  bytes,
});

/** The versions built since the last verified one, newest first: usually one. */
const unproven = async function* ({ dealerId, builtFeed, verifiedFeed }: DealerState, { table }: GuardPorts) {
  for (let version = builtFeed; version > verifiedFeed; version--) {
    const feed = await table.feeds.get({ dealerId, version });
    if (feed) yield feed;
  }
};

const choiceFor = async (dealerId: string, ports: GuardPorts): Promise<Choice> => {
  const state = await ports.table.states.get({ dealerId });
  if (!state) return { verified: null, unproven: [] };
  return {
    verified: await ports.table.feeds.get({ dealerId, version: state.verifiedFeed }),
    unproven: await Array.fromAsync(unproven(state, ports)),
  };
};

const newestToGo = ({ unproven }: Choice) => unproven.find(({ status }) => MAY_GO.includes(status));

const newestHeld = ({ unproven }: Choice) => unproven.find(({ status }) => status === 'held');

const holding = (held?: FeedVersion): Decision => ({
  feed: held ? referenceTo(held) : null,
  outcome: 'held',
  reason: held?.reason ?? 'No feed version is ready to go.',
  route: 'receipt',
});

const asking = (verified: FeedVersion): Decision => ({ feed: referenceTo(verified), route: 'verify' });

const bringing = async (
  next: FeedVersion,
  { verified }: Choice,
  ports: GuardPorts,
  shape: FeedShape,
): Promise<Decision> => {
  const reason = await holdBack({ next, live: verified }, ports, shape);
  if (reason !== null) return holding({ ...next, reason });
  return { feed: referenceTo(next), route: 'pictures' };
};

const decideDelivery = (choice: Choice, ports: GuardPorts, shape: FeedShape) => {
  const next = newestToGo(choice);
  const held = newestHeld(choice);
  if (next && next.sha256 !== choice.verified?.sha256) return bringing(next, choice, ports, shape);
  const settled = next ?? (held ? null : choice.verified);
  return settled ? asking(settled) : holding(held);
};

/** The opening check brings nothing: Avito may be loading. */
const decideOpening = (choice: Choice, { deadline }: Delivery, now: Date): Decision => {
  const feed = choice.verified ?? newestToGo(choice);
  if (!feed) return holding(newestHeld(choice));
  const waitedSeconds = Math.max(0, Date.parse(deadline) - now.getTime()) / 1000;
  return { feed: referenceTo(feed), waitedSeconds, route: 'opening' };
};

/**
 * Chooses the feed: the newest that may go, unless it takes away too much of the one last verified. Where
 * its bytes are the verified ones, or nothing newer was built, the URL is only asked. The opening check
 * asks for the verified one.
 */
export const guard = async (delivery: Delivery, ports: GuardPorts, shape: FeedShape): Promise<Delivery> => {
  await prolongLease(delivery, ports);
  const choice = await choiceFor(delivery.dealerId, ports);
  const decision =
    delivery.mode === 'verify'
      ? decideOpening(choice, delivery, ports.clock())
      : await decideDelivery(choice, ports, shape);
  return { ...delivery, previousSha256: choice.verified?.sha256 ?? null, ...decision };
};
