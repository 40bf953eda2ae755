/**
 * `npm run bench -- scale` writes docs/scale.md: what 10, 1,000 and 10,000 dealers do, hold and cost on AWS, which quota
 * ends first, and what the simulations say of a window and of turns.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsOf } from '../../infra/settings.ts';
import { simulate } from '../fakes/burst.ts';
import { simulateWindow } from '../fakes/window.ts';
import { PricedRun } from './cost-table.ts';
import { scalePage } from './scale.ts';

const PAGE = join(import.meta.dirname, '../../docs/scale.md');
const RUNS = join(import.meta.dirname, 'cost-runs.json');
const FEW = Array.from({ length: 50 }, (_, at) => `few-${at}`);
const MANY = Array.from({ length: 1_000 }, () => 'many');

const line = (cells: (string | number)[]): string => `| ${cells.join(' | ')} |`;
const table = ([heading = [], ...rows]: (string | number)[][]): string =>
  [heading, heading.map(() => '---'), ...rows].map(line).join('\n');

/** Dealers of one execution: `PAGE` of functions/deliver/due.ts. */
const DUE_AT_ONCE = 200;

const windowRow = async (dealers: number, functions: number, hostSeconds: number) => {
  const { minutes, queued, throttled, transitionsASecond } = await simulateWindow({
    ...{ dealers, page: DUE_AT_ONCE, functions, hostSeconds, seed: 1 },
  });
  return [dealers, functions, hostSeconds, minutes.toFixed(1), queued, throttled, transitionsASecond];
};

const lastOfFew = async (environment: 'dev' | 'prod', beside: string[]): Promise<number> => {
  const { quota, files, filesPerDealer } = settingsOf(environment).concurrency;
  const admission = { places: files, perDealer: filesPerDealer };
  const { ended } = await simulate({ quota, admission, dealers: [...beside, ...FEW], seed: 1 });
  return Math.max(...FEW.map((dealerId) => ended.get(dealerId) ?? Infinity)) / 60;
};

const turnRow = async (environment: 'dev' | 'prod') => {
  const [alone, beside] = [await lastOfFew(environment, []), await lastOfFew(environment, MANY)];
  return [environment, alone.toFixed(1), beside.toFixed(1), (beside / alone).toFixed(2)];
};

const simulated = async (): Promise<string> => {
  const { windows, concurrency } = settingsOf('prod');
  const { deliveries = 0 } = concurrency;
  const limit = windows.leadMinutes - windows.checkLeadMinutes;
  const rows = [];
  for (const [dealers, functions] of [
    [1_000, deliveries],
    [1_000, deliveries / 2],
    [10_000, deliveries],
    [10_000, 5 * deliveries],
  ] as const)
    for (const hostSeconds of [3, 10, 30]) rows.push(await windowRow(dealers, functions, hostSeconds));
  return `Deliveries of one window, all with a changed feed; they have ${limit} minutes. What throttles is the number of functions that
deliveries may run at once (\`concurrency.deliveries\`, ${deliveries} in prod): a call that is refused waits up to 30 s and is tried again, 120 times, then its
delivery is left to the next window.

${table([['deliveries', 'functions', 'a call at the host, s', 'last one, min', 'left to the next window', 'refused calls', 'transitions a second, at most'], ...rows])}

Fifty dealers with a list each, alone and beside one that drops 1,000 at the same moment; all admitted by the project's own code:

${table([['settings', 'the fifty alone, min', 'beside the thousand, min', 'times as long'], await turnRow('dev'), await turnRow('prod')])}

On one machine the same is measured, and the simulation held against it, by \`npm run bench -- fair\`.`;
};

const runs = PricedRun.array().parse(JSON.parse(readFileSync(RUNS, 'utf8')));
const page = scalePage(runs, await simulated());
writeFileSync(PAGE, page);
console.log(page);
