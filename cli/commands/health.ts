import { type Health, healthOf } from '#desk/health/health.ts';
import { persistentFolders } from '#local/host/folders.ts';
import { ENVIRONMENTS, settingsOf } from '../../infra/settings.ts';
import type { Arguments, Command } from '../command.ts';
import { grid } from '../say/grid.ts';
import { bold, say } from '../say/terminal.ts';
import { atTarget, targetOf } from '../target/at-target.ts';

const HEADING = ['Stage', 'Status', 'Calls', 'Failed', 'Success', 'p50 s', 'p95 s', 'p99 s', 'USD'];

/** What monitors take for "look at it" and "it is down". */
const EXIT_CODES: Record<Health['overall_status'], number> = { healthy: 0, degraded: 3, unhealthy: 1 };

/** An environment's own limits; those of production for this machine. */
const limitsOf = (given: Arguments) => {
  const environment = ENVIRONMENTS.find((name) => targetOf(given).endsWith(name));
  return settingsOf(environment ?? 'prod').alarms;
};

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

const standingsOf = ({ performance_metrics: now }: Health): string =>
  `${now.Dealers} dealers, ${now.Lists} lists in force with ${now.Products} products, ${now.AdsLive} ads live; ` +
  `${now.FeedsHeld} feeds held, ${now.InReview} questions in review; ${now.cost_usd.toFixed(4)} USD in a day`;

const sayHealth = (health: Health): void => {
  say(bold(`The pipeline is ${health.overall_status}`));
  say(standingsOf(health));
  const [heading = '', ...lines] = grid([HEADING, ...rowsOf(health)]);
  say(bold(heading));
  for (const line of [...lines, ...health.alerts]) say(line);
};

const run = async (given: Arguments): Promise<number> => {
  const health = await atTarget(given, persistentFolders, (ports) => healthOf(ports, limitsOf(given)));
  if (given.flags.has('json')) say(JSON.stringify(health, null, 1));
  else sayHealth(health);
  return EXIT_CODES[health.overall_status];
};

/** `feedwright health`: what works, what waits, and what a person should look at. */
export const health: Command = {
  summary: 'Show how each stage did within a day, and what needs a person',
  usage: 'health [--json]',
  examples: [
    'feedwright health',
    'feedwright health --json --target prod   (exit 0 healthy, 3 degraded, 1 unhealthy)',
  ],
  options: {
    json: { type: 'boolean', description: 'print JSON, for scripts' },
  },
  run,
};
