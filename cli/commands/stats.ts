import { allStatistics, type StageTotal, totalsByStage } from '#desk/reports/statistics.ts';
import type { Arguments, Command } from '../command.ts';
import { grid } from '../say/grid.ts';
import { bold, say } from '../say/terminal.ts';
import { atTarget } from '../target/at-target.ts';
import { foldersFor } from '../target/folders-for.ts';

const HEADING = ['Stage', 'Runs', 'Processed', 'Succeeded', 'Failed', 'Success', 'Seconds', 'USD'];

const rowOf = ({ stage, runs, processed, succeeded, failed, successRate, seconds, costUsd }: StageTotal) => [
  stage,
  runs,
  processed,
  succeeded,
  failed,
  `${(100 * successRate).toFixed(1)} %`,
  seconds.toFixed(2),
  costUsd.toFixed(6),
];

const sayTable = (totals: StageTotal[]) => {
  const [heading = '', ...lines] = grid([HEADING, ...totals.map(rowOf)]);
  say(bold(heading));
  for (const line of lines) say(line);
};

const run = async (given: Arguments): Promise<number> => {
  const statistics = await atTarget(given, foldersFor, ({ table }) => allStatistics(table));
  const stages = totalsByStage(statistics);
  if (given.flags.has('json')) say(JSON.stringify({ stages, runs: statistics }, null, 1));
  else sayTable(stages);
  return 0;
};

/** `feedwright stats`: what each stage did, from the table. */
export const stats: Command = {
  summary: 'Show what each stage did: items, success, seconds, cost',
  usage: 'stats [--out DIR] [--json]',
  examples: ['feedwright stats', 'feedwright stats --out out --json'],
  options: {
    out: { type: 'string', value: 'DIR', description: 'of this run of process; the newest data otherwise' },
    json: { type: 'boolean', description: 'print JSON: totals by stage, and every run' },
  },
  run,
};
