import type { Dealer } from '#contracts/dealer.ts';
import { type DueVerdicts, isSettled, type VerdictRequest } from '#contracts/verdict.ts';
import { ConfigurationError } from '#shared/errors.ts';
import { dealerIn } from '#shared/in-channel.ts';
import { liveVersion } from '#shared/live-feed.ts';
import type { Ports } from '#shared/ports.ts';
import { lastOpening, nextWindow } from '#shared/windows.ts';
import type { Known } from './at-dealer.ts';

type PlanPorts = Pick<Ports, 'table' | 'newId'>;

/** A load that has not begun so long after its window opened is missed; how long loads take is nowhere described. */
const MISSED_MINUTES = 75;

/** A load that has not ended so long before the next window is given up: that one replaces what it says. */
const KEPT_FREE_MINUTES = 30;

/** A window whose verdict is known is looked at again so long before the next: loads by hand are replaced then too. */
const AGAIN_MINUTES = 120;

/** Seconds over which a page's executions begin. */
const SPREAD = 300;

/** Minutes that an execution waits for loads: the next hourly sweep goes on. Who asks by hand waits no longer than that. */
const PATIENCE = 100;
const PATIENCE_BY_HAND = 2;

const PAGE = 200;

const minutesAfter = (at: string, minutes: number): string =>
  new Date(Date.parse(at) + minutes * 60_000).toISOString();

const withAccount = (dealer: Dealer | null): dealer is Known => dealer?.avito !== undefined;

/** Dealers by configuration, in the table's channel. */
const pageOf = async ({ dealerId, after }: VerdictRequest, { table }: PlanPorts) => {
  if (dealerId === null) return table.dealers.pageOfIndex('GSI1', {}, { limit: PAGE, after });
  const record = await table.dealers.get({ dealerId });
  if (!record) throw new ConfigurationError(`There is no dealer ${dealerId}`, { stage: 'verdict' });
  return { items: [record], cursor: null };
};

/** Its feed may have been at the public URL when the window opened: not before its first version was built. */
const wasDelivered = async (dealerId: string, openedAt: string, { table }: PlanPorts): Promise<boolean> => {
  const live = await liveVersion(await table.channelStates.get({ dealerId }), { table });
  const first = live && (await table.feeds.get({ dealerId, version: 1 }));
  return live !== null && (first?.builtAt ?? '') <= openedAt;
};

const hasVerdict = async (dealerId: string, window: string, { table }: PlanPorts): Promise<boolean> => {
  const known = await table.windowVerdicts.get({ dealerId, window });
  return known !== null && isSettled(known.outcome);
};

const isDue = async ({ at }: VerdictRequest, dealer: Known, ports: PlanPorts): Promise<boolean> => {
  const { minutesLeft } = nextWindow(dealer.windows, new Date(at));
  const openedAt = lastOpening(dealer.windows, new Date(at));
  if (minutesLeft <= KEPT_FREE_MINUTES || !(await wasDelivered(dealer.id, openedAt, ports))) return false;
  return minutesLeft <= AGAIN_MINUTES || !(await hasVerdict(dealer.id, openedAt, ports));
};

const itemOf = async (request: VerdictRequest, dealer: Known, place: number, ports: PlanPorts) => {
  const { at, channel, dealerId } = request;
  const byHand = dealerId !== null;
  if (!byHand && !(await isDue(request, dealer, ports))) return [];
  const window = lastOpening(dealer.windows, new Date(at));
  const { opensAt } = nextWindow(dealer.windows, new Date(at));
  return [
    {
      ...{ dealerId: dealer.id, channel, verdictId: ports.newId(), window, byHand },
      pause: byHand ? 0 : Math.floor((SPREAD * place) / PAGE),
      missedAt: minutesAfter(window, MISSED_MINUTES),
      until: minutesAfter(opensAt, -KEPT_FREE_MINUTES),
      waitsUntil: minutesAfter(at, byHand ? PATIENCE_BY_HAND : PATIENCE),
    },
  ];
};

/**
 * A page of the dealers that have an account at the marketplace and a feed that it may have loaded, whose last window has no
 * verdict yet. Asked every hour: what was missed, or broke off, is taken up again.
 */
export const plan = async (request: VerdictRequest, ports: PlanPorts): Promise<DueVerdicts> => {
  const { items, cursor } = await pageOf(request, ports);
  const dealers = items
    .map(({ configuration }) => dealerIn(ports.table.channel, configuration))
    .filter(withAccount);
  const verdicts = await Promise.all(dealers.map((dealer, place) => itemOf(request, dealer, place, ports)));
  const next = cursor === null ? null : { name: ports.newId(), request: { ...request, after: cursor } };
  return { verdicts: verdicts.flat(), next };
};
