import type { Dealer } from '#contracts/dealer.ts';
import type { DeliveryRequest, DueDeliveries } from '#contracts/delivered.ts';
import { type FeedState, feedStateOf } from '#shared/feed-state.ts';
import { forEachChannel } from '#shared/in-channel.ts';
import type { Ports } from '#shared/ports.ts';
import { lastOpening, nextWindow } from '#shared/windows.ts';
import { dealerOf } from './delivery.ts';
import { isOverdue } from './feed-choice.ts';

type DuePorts = Pick<Ports, 'table' | 'newId'>;

/**
 * Minutes before an opening from which a dealer is due. An hourly sweep with 70 of them reaches every
 * window at least ten minutes ahead; the opening check is scheduled a minute ahead and waits.
 */
const AHEAD = { deliver: 70, verify: 5, withdraw: 0, soon: 70 };

/** How many minutes a delivery by hand waits for the URL to serve it. */
const PATIENCE_BY_HAND = 2;

const minutesAfter = (at: string, minutes: number) =>
  new Date(Date.parse(at) + minutes * 60_000).toISOString();

/** A page's deliveries fit into a state of 256 KiB several times, and begin together. */
const PAGE = 200;

const pageOf = async ({ dealerId, after }: DeliveryRequest, ports: DuePorts) => {
  if (dealerId) return { dealers: [await dealerOf(dealerId, ports)], cursor: null };
  const { items, cursor } = await ports.table.dealers.pageOfIndex('GSI1', {}, { limit: PAGE, after });
  return { dealers: items.map(({ configuration }) => configuration), cursor };
};

const deliverable = (state: FeedState | null): state is FeedState =>
  state !== null && !state.halted && state.builtFeed > 0;

/** People have withdrawn machines since the public URL was seen without those before. */
const waitsToWithdraw = ({ withdrawals = 0, withdrawn = 0, verifiedFeed }: FeedState): boolean =>
  verifiedFeed > 0 && withdrawals > withdrawn;

const byHand = ({ at }: DeliveryRequest) => ({
  window: 'manual',
  deadline: minutesAfter(at, PATIENCE_BY_HAND),
});

/** Begun and not proven, or never begun, since nothing ran then. */
const wasMissed = async (at: string, dealer: Dealer, state: FeedState, ports: DuePorts) =>
  state.queued || isOverdue(state, lastOpening(dealer.windows, new Date(at)), ports);

const byWindow = async ({ at, mode }: DeliveryRequest, dealer: Dealer, state: FeedState, ports: DuePorts) => {
  const { opensAt, minutesLeft } = nextWindow(dealer.windows, new Date(at));
  const near = minutesLeft <= AHEAD[mode];
  if (!near && !(mode === 'deliver' && (await wasMissed(at, dealer, state, ports)))) return null;
  const horizon = minutesAfter(at, AHEAD[mode]);
  return { window: opensAt, deadline: opensAt < horizon ? opensAt : horizon };
};

/** A sweep also takes up what nobody came to withdraw; a feed that goes out has none of it anyway. */
const whenDue = async (request: DeliveryRequest, dealer: Dealer, state: FeedState, ports: DuePorts) => {
  const { mode, dealerId } = request;
  const byItself = dealerId !== null && mode !== 'soon';
  const when = byItself ? byHand(request) : await byWindow(request, dealer, state, ports);
  const withdraws = waitsToWithdraw(state) && mode !== 'verify' && (when === null || mode === 'withdraw');
  if (withdraws) return { mode: 'withdraw' as const, ...byHand(request) };
  if (when === null || mode === 'withdraw') return null;
  return { mode: mode === 'soon' ? ('deliver' as const) : mode, ...when };
};

const itemOf = async (request: DeliveryRequest, dealer: Dealer, ports: DuePorts) => {
  const state = await feedStateOf(dealer.id, ports);
  if (!deliverable(state)) return [];
  const when = await whenDue(request, dealer, state, ports);
  const { channel } = ports.table;
  return when ? [{ dealerId: dealer.id, channel, deliveryId: ports.newId(), ...when }] : [];
};

/**
 * A page of the dealers, in each channel they sell in, of the window ahead of `at`, of those whose last delivery is not proven, and of those whose
 * URL still serves what people have withdrawn: not halted, with a feed to bring. Windows are Moscow time.
 */
export const due = async (request: DeliveryRequest, ports: DuePorts): Promise<DueDeliveries> => {
  const { dealers, cursor } = await pageOf(request, ports);
  const items = await Promise.all(
    dealers.map((dealer) =>
      forEachChannel(dealer, ports, (own, inOne) => itemOf(request, own, inOne), request.channel),
    ),
  );
  const next = cursor === null ? null : { name: ports.newId(), request: { ...request, after: cursor } };
  return { deliveries: items.flat(2), next };
};
