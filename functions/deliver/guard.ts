import type { Delivery, FeedReference } from '#contracts/delivered.ts';
import type { Reason } from '#contracts/reason.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { reason } from '#messages/reason.ts';
import { countChange, massRemoval } from '#shared/change-guard.ts';
import { feedStateOf } from '#shared/feed-state.ts';
import { adsKeptOut, keptOutOf } from '#shared/kept-out.ts';
import { servedFeed, wholeFeed } from '#shared/live-feed.ts';
import type { Ports } from '#shared/ports.ts';
import { oldRates } from '#shared/rate-age.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import { dealerOf, prolongLease } from './delivery.ts';
import { type Choice, choiceFor, newestHeld, newestToGo } from './feed-choice.ts';
import { withoutAds } from './interim.ts';

type HoldPorts = Pick<Ports, 'table' | 'artefacts' | 'clock'>;

/** The feed to bring and the one it replaces. */
interface Replacement {
  next: FeedVersion;
  live: FeedVersion | null;
  /** Ids of ads that people keep out: their going is nobody's accident. */
  keptOut: ReadonlySet<string>;
}

const adsOf = async (feed: FeedReference | null, shape: FeedShape, { artefacts }: HoldPorts) =>
  feed ? readFeed(await artefacts.readStream(feed.key), shape) : (async function* () {})();

const reasonsToHold = async (
  { next, live, keptOut }: Replacement,
  ports: HoldPorts,
  shape: FeedShape,
): Promise<Reason[]> => {
  const dealer = await dealerOf(next.dealerId, ports);
  const tooOld = oldRates(next.rates ?? [], dealer, 'holdAfterDays', ports.clock());
  const liveAds = await adsOf(live && servedFeed(live), shape, ports);
  const change = await countChange(liveAds, await adsOf(wholeFeed(next), shape, ports), keptOut);
  const removal = massRemoval(change, dealer.guard);
  return removal ? [removal] : tooOld;
};

/**
 * Marks a feed as held that would take away too much of the one that is live by now, which may not be the
 * one it was compared with when built, or whose prices stand on a rate that has grown too old since. Gives
 * the reasons; none for a feed that may go, and for one that a person has approved.
 */
const holdBack = async (replacement: Replacement, ports: HoldPorts, shape: FeedShape): Promise<Reason[]> => {
  const { dealerId, version, status } = replacement.next;
  const heldFor = status === 'approved' ? [] : await reasonsToHold(replacement, ports, shape);
  if (heldFor.length === 0) return [];
  const marked = await ports.table.feeds.patchIf(
    { dealerId, version },
    { status: 'held', heldFor },
    (feed, { eq }) => eq(feed.status, status),
  );
  return marked ? heldFor : [];
};

type GuardPorts = Pick<Ports, 'table' | 'artefacts' | 'clock'>;

type Decision = Partial<Delivery>;

const whyHeld = ({ version, dealerId, heldFor = [] }: FeedVersion): Reason =>
  reason('feed-held', { version, dealerId, reasons: heldFor });

const holding = (held?: FeedVersion): Decision => ({
  feed: held ? wholeFeed(held) : null,
  outcome: 'held',
  reason: held ? whyHeld(held) : reason('no-feed-ready'),
  route: 'receipt',
});

const asking = (feed: FeedReference): Decision => ({ feed, route: 'verify' });

/** What people have withdrawn leaves before anything else comes: what is live with those ads taken out. */
const takingOut = (feed: FeedReference, takenOut: number): Decision => ({ feed, takenOut, route: 'upload' });

/** What a delivery may bring, and what of it people keep out. */
interface Chosen extends Choice {
  keptOut: ReadonlySet<string>;
}

const bringing = async (
  next: FeedVersion,
  feed: FeedReference,
  { live, keptOut }: Chosen,
  ports: GuardPorts,
  shape: FeedShape,
): Promise<Decision> => {
  const heldFor = await holdBack({ next, live, keptOut }, ports, shape);
  return heldFor.length === 0 ? { feed, route: 'pictures' } : holding({ ...next, heldFor });
};

const servedHash = ({ live }: Choice): string | null => live && servedFeed(live).sha256;

const decideDelivery = async (chosen: Chosen, ports: GuardPorts, shape: FeedShape): Promise<Decision> => {
  const { live, keptOut } = chosen;
  const next = newestToGo(chosen);
  const held = newestHeld(chosen);
  const bare = next && (await withoutAds(wholeFeed(next), keptOut, ports, shape)).feed;
  if (next && bare && bare.sha256 !== servedHash(chosen)) return bringing(next, bare, chosen, ports, shape);
  if (bare && next !== live) return asking(bare);
  return live && !held ? asking(servedFeed(live)) : holding(held);
};

/** Of a dealer that leaves all that is live goes, and nothing else comes. */
const farewell = async (choice: Choice, ports: GuardPorts, shape: FeedShape): Promise<Decision> => {
  const served = choice.live && servedFeed(choice.live);
  if (!served) return holding();
  const ids = new Set<string>();
  for await (const { id } of await adsOf(served, shape, ports)) ids.add(id);
  const { feed, takenOut } = await withoutAds(served, ids, ports, shape);
  return takenOut > 0 ? takingOut(feed, takenOut) : asking(feed);
};

const decide = async (
  choice: Choice,
  { dealerId, mode }: Delivery,
  ports: GuardPorts,
  shape: FeedShape,
): Promise<Decision> => {
  if (await ports.table.leavings.get({ dealerId })) return farewell(choice, ports, shape);
  const keptOut = await adsKeptOut(dealerId, await keptOutOf(dealerId, ports), ports);
  const served = choice.live && servedFeed(choice.live);
  const { feed, takenOut } = served
    ? await withoutAds(served, keptOut, ports, shape)
    : { feed: null, takenOut: 0 };
  if (feed && takenOut > 0) return takingOut(feed, takenOut);
  if (mode === 'deliver') return decideDelivery({ ...choice, keptOut }, ports, shape);
  return feed ? asking(feed) : holding();
};

/** The opening check brings nothing: Avito may be loading. */
const decideOpening = (choice: Choice, { deadline }: Delivery, now: Date): Decision => {
  const feed = choice.live ?? newestToGo(choice);
  if (!feed) return holding(newestHeld(choice));
  const waitedSeconds = Math.max(0, Date.parse(deadline) - now.getTime()) / 1000;
  return { feed: servedFeed(feed), waitedSeconds, route: 'opening' };
};

/**
 * Chooses the feed: what is live without the ads that people have withdrawn, where it has any; else the newest that
 * may go, without them, unless it takes away too much of the live one. Where its bytes are those that are
 * served, or nothing newer was built, the URL is only asked. The opening check asks for the live one. `live-feed.ts`
 * has what these words mean.
 */
export const guard = async (delivery: Delivery, ports: GuardPorts, shape: FeedShape): Promise<Delivery> => {
  await prolongLease(delivery, ports);
  const state = await feedStateOf(delivery.dealerId, ports);
  const choice = state ? await choiceFor(state, ports) : { live: null, unproven: [] };
  const decision =
    delivery.mode === 'verify'
      ? decideOpening(choice, delivery, ports.clock())
      : await decide(choice, delivery, ports, shape);
  // Read before the answers of people are: what came in between is chosen for again, and never missed.
  const withdrawals = state?.withdrawals ?? 0;
  return {
    ...delivery,
    previousSha256: servedHash(choice),
    withdrawals,
    takenOut: 0,
    uploaded: false,
    ...decision,
  };
};
