import type { Dealer } from '#contracts/dealer.ts';
import type { DeliveryRequest, DueDeliveries } from '#contracts/delivered.ts';
import type { Ports } from '#shared/ports.ts';
import type { DealerState } from '#shared/table/records.ts';
import { nextWindow } from '#shared/windows.ts';
import { dealerOf } from './dealer-of.ts';

type DuePorts = Pick<Ports, 'table' | 'newId'>;

/**
 * Minutes before an opening from which a dealer is due. An hourly sweep with 70 of them reaches every
 * window at least ten minutes ahead; the opening check is scheduled a minute ahead and waits.
 */
const AHEAD = { deliver: 70, verify: 5 };

/** How long a delivery by hand waits for the URL to serve it. */
const PATIENCE_BY_HAND = { deliver: 2, verify: 0 };

const minutesAfter = (at: string, minutes: number) =>
  new Date(Date.parse(at) + minutes * 60_000).toISOString();

const allDealers = async ({ table }: DuePorts): Promise<Dealer[]> =>
  (await table.dealers.queryIndex('GSI1', {})).map(({ configuration }) => configuration);

const deliverable = (state: DealerState | null): state is DealerState =>
  state !== null && !state.halted && state.builtFeed > 0;

const byHand = ({ at, mode }: DeliveryRequest) => ({
  window: 'manual',
  deadline: minutesAfter(at, PATIENCE_BY_HAND[mode]),
});

const byWindow = ({ at, mode }: DeliveryRequest, dealer: Dealer, state: DealerState) => {
  const { opensAt, minutesLeft } = nextWindow(dealer.windows, new Date(at));
  const missed = mode === 'deliver' && state.queued;
  if (minutesLeft > AHEAD[mode] && !missed) return null;
  const horizon = minutesAfter(at, AHEAD[mode]);
  return { window: opensAt, deadline: opensAt < horizon ? opensAt : horizon };
};

const itemOf = async (request: DeliveryRequest, dealer: Dealer, { table, newId }: DuePorts) => {
  const state = await table.states.get({ dealerId: dealer.id });
  if (!deliverable(state)) return [];
  const when = request.dealerId ? byHand(request) : byWindow(request, dealer, state);
  return when ? [{ dealerId: dealer.id, deliveryId: newId(), mode: request.mode, ...when }] : [];
};

/**
 * The dealers of the window ahead of `at`, and those whose last delivery is not proven: not halted, with
 * a feed to bring. Windows are Moscow time.
 */
export const due = async (request: DeliveryRequest, ports: DuePorts): Promise<DueDeliveries> => {
  const dealers = request.dealerId ? [await dealerOf(request.dealerId, ports)] : await allDealers(ports);
  const items = await Promise.all(dealers.map((dealer) => itemOf(request, dealer, ports)));
  return { deliveries: items.flat() };
};
