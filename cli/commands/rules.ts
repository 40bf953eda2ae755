import { changeRules, tryRules } from '#desk/rules/put-in-force.ts';
import { type InForce, listRules, showLayer } from '#desk/rules/rules.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { RuleSetRecord } from '#shared/table/common-records.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import type { Command } from '../command.ts';
import { readText } from '../files/read-text.ts';
import { sayDryRun } from '../say/dry-run.ts';
import { sayTable } from '../say/grid.ts';
import { bold, printable, printJson, say, tell } from '../say/terminal.ts';
import { CHANNEL } from '../target/at-target.ts';

const HEADING = ['Version', 'Put by', 'On', 'In force'];

const rowOf = (inForce: string, { version, putBy, putAt }: Omit<RuleSetRecord, 'rules'>) => [
  version,
  putBy ? printable(putBy) : 'the program',
  putAt ? moscowMinute(putAt) : '',
  version === inForce ? 'yes' : '',
];

const sayMarked = ({ version, source }: InForce): void => {
  if (source !== 'table') say(`The table cannot be read: these are the ${source} rules, ${version}.`);
};

const list: Action['run'] = async (_, ports, flags) => {
  const known = await listRules(ports);
  if (flags.has('json')) return printJson(known);
  sayMarked(known);
  sayTable(
    HEADING,
    known.versions.map((record) => rowOf(known.version, record)),
  );
};

const show: Action['run'] = async ([name = ''], ports, flags) => {
  const shown = await showLayer(name, ports);
  if (flags.has('json')) return printJson({ layers: { [shown.layer]: shown.rules } });
  sayMarked(shown);
  say(bold(`${shown.layer}, ${shown.version}`));
  for (const line of shown.lines) say(printable(line));
};

const test: Action['run'] = async ([file = ''], ports, flags) => {
  const run = await tryRules({ text: await readText(file), origin: file }, ports);
  await tell({ flags }, run, () => sayDryRun(run));
};

const put: Action['run'] = async ([file = ''], ports, flags) => {
  const wish = { text: await readText(file), origin: file };
  const run = await tryRules(wish, ports);
  const { version, layers } = await changeRules(ports.actor, wish, ports);
  if (flags.has('json')) return printJson({ version, layers, ...run });
  sayDryRun(run);
  say(`Rules ${version} are in force (${layers.join(', ')}); the lists in force were judged by them.`);
};

const ACTIONS: Record<string, Action> = {
  list: { takes: [], run: list },
  show: { takes: ['LAYER'], run: show },
  test: { takes: ['FILE'], run: test },
  put: { takes: ['FILE'], run: put },
};

/** `feedwright rules`: what ads are held against, and what a change would do before it does it. */
export const rules: Command = {
  summary: 'List, show, try and change the rules that ads are held against',
  usage: usageOf('rules', ACTIONS),
  examples: [
    'feedwright rules list',
    'feedwright rules show business-rules --json > business.json',
    'feedwright rules test business.json',
    'feedwright rules put business.json',
    'feedwright rules show field-rules --channel yandex',
  ],
  options: { ...CHANNEL },
  run: (given) => runAction('rules', ACTIONS, given),
};
