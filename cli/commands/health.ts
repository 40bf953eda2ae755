import { type Alert, type Health, healthOf } from '#desk/health/health.ts';
import { counted } from '#messages/en/words.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { Arguments, Command } from '../command.ts';
import { runnable } from '../say/command-line.ts';
import { sayTable } from '../say/grid.ts';
import { sayWithRemedy } from '../say/remedy.ts';
import { bold, printable, printJson, say } from '../say/terminal.ts';
import { atTarget, targetOf } from '../target/at-target.ts';
import { alarmLimits } from '../target/limits.ts';

const HEADING = ['Stage', 'Status', 'Calls', 'Failed', 'Success', 'p50 s', 'p95 s', 'p99 s', 'USD'];

/** What monitors take for "look at it" and "it is down". */
const EXIT_CODES: Record<Health['overall_status'], number> = { healthy: 0, degraded: 3, unhealthy: 1 };

const rowsOf = ({ stage_status }: Health) =>
  Object.entries(stage_status).map(
    ([stage, { status, calls, failed, success_rate, p50, p95, p99, cost_usd }]) => [
      stage,
      status,
      calls,
      failed,
      `${(100 * success_rate).toFixed(2)} %`,
      ...[p50, p95, p99].map((seconds) => seconds.toFixed(2)),
      cost_usd.toFixed(4),
    ],
  );

const PROVIDERS = ['What', 'Asked', 'Who', 'Status', 'Last asked'];

/** Those that are asked, the first asked first; who answered last is marked. */
const providersOf = ({ providers }: Health) =>
  providers
    .filter(({ priority }) => priority !== null)
    .map(({ place, priority, name, status, active, lastChecked, detail }) => [
      place,
      priority ?? '',
      active ? `${name} *` : name,
      detail ? `${status}: ${printable(detail)}` : status,
      lastChecked ? moscowMinute(lastChecked) : '',
    ]);

const OBJECTIVES = ['Objective', 'To be so', 'It is', 'Of', 'p95', 'May still fail'];

const percent = (share: number): string => `${Number((100 * share).toFixed(2))} %`;

/** Milliseconds below a second, minutes from two on. */
const timeText = (seconds: number): string => {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
};

const objectivesOf = ({ objectives }: Health) =>
  objectives.map(({ name, target, within, all, share, p95, left }) => [
    name,
    within === null ? percent(target) : `${percent(target)} in ${timeText(within)}`,
    share === null ? '–' : percent(share),
    all,
    p95 === null ? '' : timeText(p95),
    all === 0 ? '' : percent(Math.max(0, left)),
  ]);

const WAITING = ['Dealer', 'Files waiting', 'First came'];

const waitingOf = ({ waiting }: Health) =>
  waiting.map(({ dealerId, files, since }) => [dealerId, files, moscowMinute(since)]);

const standingsOf = ({ performance_metrics: now }: Health): string =>
  `${counted(now.Dealers, 'dealer')}, ${counted(now.Lists, 'list')} in force with ${counted(now.Products, 'product')}, ` +
  `${counted(now.AdsLive, 'ad')} live; ${counted(now.FeedsHeld, 'feed')} held, ` +
  `${counted(now.InReview, 'question')} in review, ${counted(now.AtWork, 'file')} at work, ` +
  `${now.Waiting} waiting for a turn; in a day ${counted(now.DealersActive, 'dealer')} active ` +
  `(${now.DealersActiveMonth} in 28 days), ${counted(now.ProductsRead, 'product')} read, ` +
  `${counted(now.FeedsSeen, 'feed')} seen at the URL, ${counted(now.Searches, 'search', 'searches')}, ` +
  `${now.cost_usd.toFixed(4)} USD`;

/** As one line, for what reads no more than that. */
const alertText = ({ dealerId, reason, command }: Alert, options: Arguments['options']): string =>
  [
    `${dealerId === null ? '' : `${dealerId}: `}${sentenceOf(reason).replace(/\.$/, '')}.`,
    remedyOf(reason),
    runnable(command, options),
  ].join(' ');

const sayAlert = (alert: Alert, options: Arguments['options']): void => {
  say(`\n${bold(alert.dealerId ?? 'All dealers')}`);
  sayWithRemedy(alert, options);
};

const sayHealth = (health: Health, options: Arguments['options']): void => {
  say(bold(`The pipeline is ${health.overall_status}`));
  say(standingsOf(health));
  sayTable(HEADING, rowsOf(health));
  if (health.waiting.length > 0) {
    say('');
    sayTable(WAITING, waitingOf(health));
  }
  say('');
  sayTable(OBJECTIVES, objectivesOf(health));
  say('');
  sayTable(PROVIDERS, providersOf(health));
  for (const alert of health.alerts) sayAlert(alert, options);
};

const run = async (given: Arguments): Promise<number> => {
  const limits = alarmLimits(targetOf(given));
  const health = await atTarget(given, (ports) => healthOf(ports, limits), { mayBeFirst: true });
  const { options } = given;
  const alerts = health.alerts.map((alert) => alertText(alert, options));
  if (given.flags.has('json')) await printJson({ ...health, alerts });
  else sayHealth(health, options);
  return EXIT_CODES[health.overall_status];
};

/** `feedwright health`: what works, what waits, and what a person should look at. */
export const health: Command = {
  summary: 'Show how each stage did within a day, what was promised and kept, and what needs a person',
  usage: 'health',
  examples: ['feedwright health', 'feedwright health --json --target prod'],
  exits: { 0: 'healthy', 3: 'degraded: something waits', 1: 'unhealthy: a person is needed now' },
  options: {},
  run,
};
