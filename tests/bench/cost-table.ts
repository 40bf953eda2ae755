import { z } from 'zod';
import { Run } from '#contracts/run.ts';
import prices from '#reference/prices/aws.json' with { type: 'json' };
import { lambdaCost } from '#shared/lambda-cost.ts';
import { settingsOf } from '../../infra/settings.ts';

/** The part of `run.json` that a run is priced by: kept, so that the table can be made again of the same runs. */
export const PricedRun = Run.pick({ document: true, cost: true }).extend({
  products: z.number(),
  stages: z.array(Run.shape.stages.element.pick({ stage: true, seconds: true, inputTokens: true })),
});
export type PricedRun = z.infer<typeof PricedRun>;

export const pricedRun = ({ document, cost, totals, stages }: Run): PricedRun => ({
  document,
  cost,
  products: totals.products,
  stages: stages.map(({ stage, seconds, inputTokens }) => ({ stage, seconds, inputTokens })),
});

const SIZES = settingsOf('prod').functions;

/** The seconds at the memory that production gives the function. */
export const functionsUsd = ({ stages }: PricedRun): number =>
  stages.reduce(
    (sum, { stage, seconds }) => sum + lambdaCost(seconds, SIZES[stage as keyof typeof SIZES].memoryMb),
    0,
  );

const HEADING = [
  'USD',
  'products',
  'functions',
  'transitions',
  'stores',
  `per 1,000 products, prices of ${prices.dated}`,
];

/** USD for a thousand products like those of the run. */
export const perThousand = (run: PricedRun): number =>
  ((functionsUsd(run) + run.cost.transitionsUsd + run.cost.storesUsd) / run.products) * 1000;

const rowOf = (run: PricedRun): string[] => [
  `\`${run.document}\``,
  String(run.products),
  ...[functionsUsd(run), run.cost.transitionsUsd, run.cost.storesUsd].map((usd) => usd.toFixed(5)),
  `**${perThousand(run).toFixed(3)}**`,
];

const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;

/** What lists with a text layer cost, USD, as a table in Markdown; at the price table's own date. */
export const costTable = (runs: PricedRun[]): string =>
  [HEADING, HEADING.map(() => '---'), ...runs.map(rowOf)].map(line).join('\n');
