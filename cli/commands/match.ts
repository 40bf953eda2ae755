import { isRejection } from '#contracts/outcome.ts';
import { actOf } from '#desk/acts/act.ts';
import { refreshByHand } from '#desk/acts/refresh-by-hand.ts';
import { knownDealer } from '#desk/dealers/known-dealer.ts';
import { keptFor, type Plan, planByHand, removeByHand, setByHand } from '#desk/matches/set-by-hand.ts';
import { namesOf } from '#functions/match/names.ts';
import { audited, causeOf } from '#shared/audit.ts';
import type { Ports } from '#shared/ports.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import type { ManualMatch } from '#shared/table/records.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Command, refused, UsageError } from '../command.ts';
import { grid } from '../say/grid.ts';
import { sayNextFeed } from '../say/next-feed.ts';
import { bold, printable, say } from '../say/terminal.ts';

const namesInForce = async (ports: Ports): Promise<readonly string[]> =>
  namesOf((await rulesInForce(ports.parts.marketplace, ports)).rules);

const sayFeed = async (dealerId: string, ports: Ports): Promise<void> => {
  say('The lists in force were matched again.');
  await sayNextFeed(dealerId, ports);
};

const sayPlan = ({ name, models }: Plan): void => {
  for (const { printed, modelCodes, contradictions } of models) {
    say(`${printable(printed)} (${modelCodes.join(', ')}) is \`${name}\` from now on.`);
    for (const objection of contradictions) say(`  Against what the list says: it ${objection}.`);
  }
};

const set: Action['run'] = async ([id = '', modelCode = '', name = ''], ports) => {
  const dealerId = await knownDealer(id, ports.table);
  const plan = await planByHand({ dealerId, modelCode, name }, await namesInForce(ports), ports);
  if (isRejection(plan)) throw refused(plan);
  const details = { name: plan.name, models: plan.models };
  const act = actOf({ dealerId, action: 'match.set', subject: modelCode, details }, ports);
  await audited(act, ports, async () => {
    await setByHand(plan, act, ports);
    await refreshByHand({ dealerId, from: 'match', cause: causeOf(act) }, ports);
  });
  sayPlan(plan);
  await sayFeed(dealerId, ports);
};

const remove: Action['run'] = async ([id = '', modelCode = ''], ports) => {
  const dealerId = await knownDealer(id, ports.table);
  const kept = await keptFor({ dealerId, modelCode }, ports);
  if (kept.length === 0)
    throw new UsageError(`No match of ${modelCode} was set by hand: see feedwright match list ${dealerId}`);
  const act = actOf(
    { dealerId, action: 'match.remove', subject: modelCode, details: { removed: kept } },
    ports,
  );
  await audited(act, ports, async () => {
    await removeByHand(kept, dealerId, ports);
    await refreshByHand({ dealerId, from: 'match', cause: causeOf(act) }, ports);
  });
  for (const { printed, name } of kept) say(`${printable(printed)} is no longer \`${name}\` by hand.`);
  await sayFeed(dealerId, ports);
};

const HEADING = ['Code', 'On the list', 'Avito model', 'Set by', 'On', 'Against it'];

const rowOf = ({ modelCode, printed, name, setBy, setAt, contradictions }: ManualMatch) => [
  printable(modelCode),
  printable(printed),
  name.trim(),
  printable(setBy),
  setAt.slice(0, '2026-11-03'.length),
  contradictions.join('; '),
];

const list: Action['run'] = async ([id = ''], { table }) => {
  const dealerId = await knownDealer(id, table);
  const kept = await table.manualMatches.query({ dealerId });
  if (kept.length === 0) say(`No match of ${dealerId} was set by hand.`);
  const [heading = '', ...lines] = kept.length === 0 ? [] : grid([HEADING, ...kept.map(rowOf)]);
  if (heading) say(bold(heading));
  for (const line of lines) say(line);
};

const ACTIONS: Record<string, Action> = {
  set: { takes: ['DEALER', 'CODE', '"AVITO MODEL"'], run: set },
  list: { takes: ['DEALER'], run: list },
  remove: { takes: ['DEALER', 'CODE'], run: remove },
};

/** `feedwright match`: where a person knows the marketplace's name better than the engine. */
export const match: Command = {
  summary: "Set, list and remove Avito models by hand; they win over the engine's",
  usage: usageOf('match', ACTIONS),
  examples: [
    'feedwright match set demo TJTH "Ski-Doo Summit X with Expert Package 850 E-TEC"',
    'feedwright match list demo',
    'feedwright match remove demo TJTH',
  ],
  options: {},
  run: (given) => runAction('match', ACTIONS, given),
};
