import { isRejection, type Rejection } from '#contracts/outcome.ts';
import {
  keptFor,
  type Plan,
  planByHand,
  removeByHand,
  setByHand,
} from '#functions/match/manual/set-by-hand.ts';
import { namesOf } from '#functions/match/names.ts';
import { audited } from '#shared/audit.ts';
import type { Ports } from '#shared/ports.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import type { ManualMatch } from '#shared/table/records.ts';
import { sayNextFeed } from '../feeds/say-next-feed.ts';
import { actOf } from '../host/act.ts';
import { refreshByHand } from '../machines/refresh-by-hand.ts';
import { grid } from '../report/grid.ts';
import { bold, printable, say } from '../report/terminal.ts';
import { atTarget } from '../targets/at-target.ts';
import type { Workplace } from '../targets/workplace.ts';
import { ownData } from './actions.ts';
import { type Arguments, type Command, UsageError } from './command.ts';
import { knownDealer } from './known-dealer.ts';

const refused = ({ reason, whatToDo }: Rejection): UsageError =>
  new UsageError(`${reason} ${whatToDo.replace(/\.$/, '')}`);

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

const set = async (
  [dealerId = '', modelCode = '', name = '']: string[],
  ports: Workplace,
): Promise<number> => {
  const plan = await planByHand({ dealerId, modelCode, name }, await namesInForce(ports), ports);
  if (isRejection(plan)) throw refused(plan);
  const details = { name: plan.name, models: plan.models };
  const act = actOf({ dealerId, action: 'match.set', subject: modelCode, details }, ports);
  await audited(act, ports, async () => {
    await setByHand(plan, act, ports);
    await refreshByHand({ dealerId, from: 'match', cause: `match.set ${act.id}` }, ports);
  });
  sayPlan(plan);
  await sayFeed(dealerId, ports);
  return 0;
};

const remove = async ([dealerId = '', modelCode = '']: string[], ports: Workplace): Promise<number> => {
  const kept = await keptFor({ dealerId, modelCode }, ports);
  if (kept.length === 0)
    throw new UsageError(`No match of ${modelCode} was set by hand: see feedwright match list ${dealerId}`);
  const act = actOf(
    { dealerId, action: 'match.remove', subject: modelCode, details: { removed: kept } },
    ports,
  );
  await audited(act, ports, async () => {
    await removeByHand(kept, dealerId, ports);
    await refreshByHand({ dealerId, from: 'match', cause: `match.remove ${act.id}` }, ports);
  });
  for (const { printed, name } of kept) say(`${printable(printed)} is no longer \`${name}\` by hand.`);
  await sayFeed(dealerId, ports);
  return 0;
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

const list = async ([dealerId = '']: string[], { table }: Ports): Promise<number> => {
  const kept = await table.manualMatches.query({ dealerId });
  if (kept.length === 0) say(`No match of ${dealerId} was set by hand.`);
  const [heading = '', ...lines] = kept.length === 0 ? [] : grid([HEADING, ...kept.map(rowOf)]);
  if (heading) say(bold(heading));
  for (const line of lines) say(line);
  return 0;
};

interface Action {
  /** What must follow the action's word. */
  takes: readonly string[];
  run(words: string[], ports: Workplace): Promise<number>;
}

const ACTIONS: Record<string, Action> = {
  set: { takes: ['DEALER', 'CODE', 'AVITO MODEL'], run: set },
  list: { takes: ['DEALER'], run: list },
  remove: { takes: ['DEALER', 'CODE'], run: remove },
};

const usageOf = ([word, { takes }]: [string, Action]): string =>
  `match ${word} ${takes.map((name) => (name.includes(' ') ? `"${name}"` : name)).join(' ')}`;

const USAGE = Object.entries(ACTIONS).map(usageOf).join(' | ');

const run = async (given: Arguments): Promise<number> => {
  const [word = '', ...words] = given.files;
  const action = Object.hasOwn(ACTIONS, word) ? ACTIONS[word] : undefined;
  if (!action || words.length !== action.takes.length) throw new UsageError(`Use ${USAGE}`);
  return atTarget(given, ownData, async (ports) => {
    await knownDealer(words[0] as string, ports.table);
    return action.run(words, ports);
  });
};

/** `feedwright match`: where a person knows the marketplace's name better than the engine. */
export const match: Command = {
  summary: "Set, list and remove Avito models by hand; they win over the engine's",
  usage: USAGE,
  examples: [
    'feedwright match set demo TJTH "Ski-Doo Summit X with Expert Package 850 E-TEC"',
    'feedwright match list demo',
    'feedwright match remove demo TJTH',
  ],
  options: {},
  run,
};
