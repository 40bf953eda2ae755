import {
  listMatches,
  type Plan,
  RemoveMatch,
  removeMatch,
  SetMatch,
  setMatch,
} from '#desk/matches/set-by-hand.ts';
import { parseWish } from '#desk/refusal.ts';
import { sentenceOf } from '#messages/say.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import type { ManualMatch } from '#shared/table/records.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import type { Command } from '../command.ts';
import { runnable } from '../say/command-line.ts';
import { sayTable } from '../say/grid.ts';
import { sayNextFeed } from '../say/next-feed.ts';
import { dim, printable, printJson, say } from '../say/terminal.ts';

const sayFeed = (feed: FeedVersion | null): void => {
  say('The lists in force were matched again.');
  sayNextFeed(feed);
};

const sayPlan = ({ name, models }: Plan): void => {
  for (const { printed, modelCodes, contradictions } of models) {
    say(`${printable(printed)} (${modelCodes.join(', ')}) is \`${name}\` from now on.`);
    for (const objection of contradictions) say(`  Against what the list says: it ${sentenceOf(objection)}.`);
  }
};

const set: Action['run'] = async ([dealerId = '', modelCode, name], ports, flags, options) => {
  const wish = parseWish(SetMatch, { dealerId, modelCode, name });
  const done = await setMatch(ports.actor, wish, ports);
  if (flags.has('json')) return printJson(done);
  const { plan, overruling, feed } = done;
  sayPlan(plan);
  for (const { modelCode: code, name: own, by } of overruling)
    say(
      `${printable(code)} keeps \`${own.trim()}\`, which ${printable(by)} has set for it alone. Taken back by ${runnable(['review', 'reopen', dealerId, code], options)}`,
    );
  sayFeed(feed);
};

const remove: Action['run'] = async ([dealerId, modelCode], ports, flags) => {
  const wish = parseWish(RemoveMatch, { dealerId, modelCode });
  const done = await removeMatch(ports.actor, wish, ports);
  if (flags.has('json')) return printJson(done);
  const { removed, feed } = done;
  for (const { printed, name } of removed) say(`${printable(printed)} is no longer \`${name}\` by hand.`);
  sayFeed(feed);
};

const HEADING = ['Code', 'On the list', 'Avito model', 'Set by', 'On', 'Against it'];

const rowOf = ({ modelCode, printed, name, setBy, setAt, contradictions }: ManualMatch) => [
  printable(modelCode),
  printable(printed),
  name.trim(),
  printable(setBy),
  moscowMinute(setAt),
  contradictions.map(sentenceOf).join('; '),
];

const list: Action['run'] = async ([dealerId = ''], ports, flags, options) => {
  const kept = await listMatches(dealerId, ports);
  if (flags.has('json')) return printJson(kept);
  if (kept.length === 0) say(`No match of ${dealerId} was set by hand.`);
  else sayTable(HEADING, kept.map(rowOf));
  say(dim(`A model that was set by review edit, and all else: ${runnable(['by-hand', dealerId], options)}`));
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
    'feedwright match set samples BBXJ "Ski-Doo Expedition SE 900 ACE Turbo R"',
    'feedwright match list samples',
    'feedwright match remove samples BBXJ',
  ],
  options: {},
  run: (given) => runAction('match', ACTIONS, given),
};
