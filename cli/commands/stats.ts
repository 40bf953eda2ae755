import { allStatistics, type StageTotal, totalsByStage } from '#desk/reports/statistics.ts';
import type { Arguments, Command } from '../command.ts';
import { sayTable } from '../say/grid.ts';
import { printJson } from '../say/terminal.ts';
import { atTarget } from '../target/at-target.ts';

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

const run = async (given: Arguments): Promise<number> => {
  const statistics = await atTarget(given, ({ table }) => allStatistics(table));
  const stages = totalsByStage(statistics);
  if (given.flags.has('json')) await printJson({ stages, runs: statistics });
  else sayTable(HEADING, stages.map(rowOf));
  return 0;
};

/** `feedwright stats`: what each stage did, from the table. */
export const stats: Command = {
  summary: 'Show what each stage did: items, success, seconds, cost',
  usage: 'stats',
  examples: ['feedwright stats', 'feedwright stats --json'],
  options: {},
  run,
};
