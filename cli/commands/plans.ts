import * as z from 'zod';
import type { Plan } from '#contracts/plan.ts';
import { givePlan, putPlans } from '#desk/plans/plans.ts';
import { allPlans } from '#shared/plans.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Command, UsageError } from '../command.ts';
import { readText } from '../files/read-text.ts';
import { sayTable } from '../say/grid.ts';
import { printJson, say, tell } from '../say/terminal.ts';

const HEADING = ['Plan', 'Lists at once', 'Products', 'GB', 'Calls/hour', 'Pages/month', 'Tokens/month'];

const FIGURES = new Intl.NumberFormat('ru-RU');

/** "10 000"; a dash without a limit. */
export const mostText = (most: number | null): string =>
  most === null ? '–' : FIGURES.format(most).replaceAll(/\s/g, ' ');

const rowOf = ({ name, ...limits }: Plan) => [name, ...Object.values(limits).map(mostText)];

const list: Action['run'] = async (_, ports, flags) => {
  const plans = await allPlans(ports);
  await tell({ flags }, { plans }, () => sayTable(HEADING, plans.map(rowOf)));
};

const PlansFile = z.looseObject({ plans: z.array(z.unknown()) });

const readPlans = async (file: string): Promise<unknown[]> => {
  try {
    return PlansFile.parse(JSON.parse(await readText(file))).plans;
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw error;
    throw new UsageError(`${file} is no file of plans. Write one as plans list --json prints it.`);
  }
};

const put: Action['run'] = async ([file = ''], ports, flags) => {
  const plans = await putPlans(ports.actor, { plans: await readPlans(file) }, ports);
  if (flags.has('json')) return printJson({ plans });
  sayTable(HEADING, plans.map(rowOf));
};

const give: Action['run'] = async ([dealerId = '', plan = ''], ports, flags) => {
  const given = await givePlan(ports.actor, { dealerId, plan }, ports);
  const before = given.previous ? `, instead of ${given.previous}` : '';
  await tell({ flags }, given, () => say(`${dealerId} has the plan ${given.plan} now${before}.`));
};

const ACTIONS: Record<string, Action> = {
  list: { takes: [], run: list },
  put: { takes: ['FILE'], run: put },
  give: { takes: ['DEALER', 'PLAN'], run: give },
};

/** `feedwright plans`: what dealers may use. */
export const plans: Command = {
  summary: 'List the plans, put plans of your own from a JSON file, give a dealer one',
  usage: usageOf('plans', ACTIONS),
  examples: [
    'feedwright plans list',
    'feedwright plans put plans.json',
    'feedwright plans give samples professional',
  ],
  options: {},
  run: (given) => runAction('plans', ACTIONS, given),
};
