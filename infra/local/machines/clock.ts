import type { Dealer } from '#contracts/dealer.ts';
import type { DeliveryRequest, WindowCheckRequest } from '#contracts/delivered.ts';
import type { NoticeRequest } from '#contracts/notice.ts';
import type { VerdictRequest } from '#contracts/verdict.ts';
import { reconcile } from '#functions/operations/reconcile/reconcile.ts';
import { channelsOf, dealerIn } from '#shared/in-channel.ts';
import type { Ports } from '#shared/ports.ts';
import { nextWindow } from '#shared/windows.ts';
import { settingsOf } from '../../settings.ts';
import type { Execution } from './journal.ts';
import type { Runner } from './runner.ts';

const MINUTE = 60_000;

type Mode =
  | DeliveryRequest['mode']
  | WindowCheckRequest['mode']
  | NoticeRequest['mode']
  | Extract<VerdictRequest['mode'], 'judge'>;

/** The same as on AWS. */
const { leadMinutes } = settingsOf('prod').windows;

/** In one of its channels. */
const opensIn = (minutes: number, now: Date) => (dealer: Dealer) =>
  channelsOf(dealer).some((channel) => {
    const { windows } = dealerIn(channel, dealer) ?? dealer;
    return Date.parse(nextWindow(windows, now).opensAt) - now.getTime() === minutes * MINUTE;
  });

/**
 * What is to be done at this full minute: the hourly sweep and the start before a window, the look back at the
 * windows of the last hour two minutes later, and the check just before a window opens; dealers are told every hour what
 * waits before a window that is near; verdicts on the windows that have opened are read five minutes after each hour.
 */
export const dueAt = (minute: Date, dealers: Dealer[]): Mode[] => [
  ...(minute.getUTCMinutes() === 0 || dealers.some(opensIn(leadMinutes, minute))
    ? (['deliver'] as const)
    : []),
  ...(minute.getUTCMinutes() === 0 ? (['remind'] as const) : []),
  ...(minute.getUTCMinutes() === 2 ? (['check'] as const) : []),
  ...(minute.getUTCMinutes() === 5 ? (['judge'] as const) : []),
  ...(dealers.some(opensIn(1, minute)) ? (['verify'] as const) : []),
];

/** A sweep or a look back of an earlier clock, and its pages: each clock begins with its own. */
export const isOfClock = ({ machine, input }: Execution): boolean =>
  ['delivery', 'verdict'].includes(machine) && !('dealerId' in input && input.dealerId);

/** Timers wake a little early or late. */
const nearestMinute = (moment: number) => new Date(Math.round(moment / MINUTE) * MINUTE);

const minutesBetween = (earlier: Date, later: Date) => (later.getTime() - earlier.getTime()) / MINUTE;

/**
 * Keeps the windows while the host runs: one timer that wakes at each full minute, for which each is kept once.
 * It begins with a look back over a day and a sweep, for what was missed while no host ran, and does so again
 * when minutes are missing: a closed laptop stops its timers. The dealers are asked for each time: their windows
 * may be changed.
 */
export const startClock = (dealers: () => Promise<Dealer[]>, runner: Pick<Runner, 'start'>) => {
  const begin = (at: Date, mode: Mode, lookingBack: { hours?: number } = {}) =>
    runner.start({
      machine: mode === 'judge' ? 'verdict' : 'delivery',
      name: `${mode}-${at.toISOString().replaceAll(':', '.')}`,
      input: { at: at.toISOString(), mode, ...lookingBack },
    });

  const lookBack = (at: Date) => {
    begin(at, 'check', { hours: 24 });
    begin(at, 'deliver');
    begin(at, 'judge');
    begin(at, 'remind');
  };

  let timer: NodeJS.Timeout;
  const sleep = () => {
    timer = setTimeout(wake, MINUTE - (Date.now() % MINUTE));
  };
  const now = new Date();
  let kept = new Date(Math.floor(now.getTime() / MINUTE) * MINUTE);
  const keep = async (minute: Date) => {
    const passed = minutesBetween(kept, minute);
    kept = minute;
    if (passed > 1) return lookBack(minute);
    if (passed !== 0) for (const mode of dueAt(minute, await dealers())) begin(minute, mode);
  };
  const wake = () => {
    keep(nearestMinute(Date.now())).catch(console.error);
    sleep();
  };
  lookBack(now);
  sleep();
  return { stop: () => clearTimeout(timer) };
};

const HOUR_MS = 60 * 60_000;

/** Does now, since the last host may have been killed, and again and again what is to be done; what fails is logged. */
const every = (ms: number) => (work: () => Promise<void>) => {
  const workOrLog = () => void work().catch(console.error);
  workOrLog();
  const timer = setInterval(workOrLog, ms);
  return { stop: () => clearInterval(timer) };
};

export const hourly = every(HOUR_MS);
export const daily = every(24 * HOUR_MS);

/** Looks every hour for what was lost; what it finds is logged. */
export const reconcileHourly = (ports: Ports) =>
  hourly(async () => {
    for (const found of await reconcile(ports)) console.warn('reconciled', found);
  });
