import type { PlanLimit } from '#contracts/plan.ts';
import { atEachDealer, dealersNamed } from '#desk/dealers/known-dealer.ts';
import { isNearlyUsed, type Usage, type UsageLine, usageOf } from '#desk/plans/usage.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { sayTable } from '../say/grid.ts';
import { bold, printJson, say } from '../say/terminal.ts';
import { atTarget } from '../target/at-target.ts';
import { mostText } from './plans.ts';

const LIMITS: Record<PlanLimit, string> = {
  listsAtOnce: 'Lists at work now',
  products: 'Products on lists in force',
  storageGb: 'GB of files',
  callsAnHour: 'Calls of programs, this hour',
  pagesAMonth: 'Pages recognised, this month',
  tokensAMonth: 'Tokens of models, this month',
};

const HEADING = ['What', 'Used', 'Of', 'Share', ''];

/** A gigabyte has more digits than anybody reads. */
const usedText = ({ limit, used }: UsageLine): string =>
  limit === 'storageGb' ? used.toFixed(2) : mostText(used);

const shareText = ({ used, most }: UsageLine): string => (most ? `${Math.round((100 * used) / most)} %` : '');

const rowOf = (line: UsageLine) => [
  LIMITS[line.limit],
  usedText(line),
  mostText(line.most),
  shareText(line),
  isNearlyUsed(line) ? 'nearly used up' : '',
];

const sayUsage = ({ dealerId, plan, lines }: Usage, at: number): void => {
  if (at > 0) say();
  say(`${bold(dealerId)}, plan ${plan}`);
  sayTable(HEADING, lines.map(rowOf));
};

const run = async (given: Arguments): Promise<number> => {
  const [dealerId, ...more] = given.files;
  if (more.length > 0) throw new UsageError('Name one DEALER, or none for all of them');
  const usages = await atTarget(given, async (ports) =>
    atEachDealer(await dealersNamed(dealerId, ports), async (id) => [await usageOf(id, ports)]),
  );
  if (given.flags.has('json')) await printJson(dealerId === undefined ? usages : usages[0]);
  else for (const [at, usage] of usages.entries()) sayUsage(usage, at);
  return 0;
};

/** `feedwright usage`: what a dealer uses, beside what its plan gives. */
export const usage: Command = {
  summary: 'Show what a dealer uses, or all of them, beside what its plan gives',
  usage: 'usage [DEALER]',
  examples: ['feedwright usage samples', 'feedwright usage --json'],
  options: {},
  run,
};
