import { isDeepStrictEqual } from 'node:util';
import { LAYERS, type Layer } from '#contracts/validated.ts';
import { dryRun } from '#desk/rules/dry-run.ts';
import { putInForce } from '#desk/rules/put-in-force.ts';
import { readRulesFile } from '#desk/rules/rules-file.ts';
import { rulesToFollow } from '#desk/rules/rules-to-follow.ts';
import type { Workplace } from '#desk/workplace.ts';
import { describeLayer } from '#reference/rules/describe-rules.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import type { Ports } from '#shared/ports.ts';
import { RULES_SCOPE, rulesInForce } from '#shared/rules-in-force.ts';
import type { RuleSetRecord } from '#shared/table/common-records.ts';
import { CURRENT } from '#shared/table/repositories.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Command, UsageError } from '../command.ts';
import { sayDryRun } from '../say/dry-run.ts';
import { grid } from '../say/grid.ts';
import { bold, printable, printText, say } from '../say/terminal.ts';

const HEADING = ['Version', 'Put by', 'On', 'In force'];

const rowOf = (inForce: string, { version, putBy, putAt }: RuleSetRecord) => [
  version,
  putBy ? printable(putBy) : 'the program',
  putAt?.slice(0, '2026-11-22T10:00'.length).replace('T', ' ') ?? '',
  version === inForce ? 'yes' : '',
];

const sayMarked = ({ version }: RuleSet, source: string): void => {
  if (source !== 'table') say(`The table cannot be read: these are the ${source} rules, ${version}.`);
};

const list = async (_: string[], ports: Ports): Promise<void> => {
  const { rules, source } = await rulesInForce(ports.parts.marketplace, ports);
  sayMarked(rules, source);
  const stored = await ports.table.rules.query({ scope: RULES_SCOPE, name: ports.parts.marketplace });
  const rows = stored
    .filter(({ version }) => version !== CURRENT)
    .map((record) => rowOf(rules.version, record));
  const [heading = '', ...lines] = grid([HEADING, ...rows]);
  say(bold(heading));
  for (const line of lines) say(line);
};

const layerNamed = (name: string): Layer => {
  const layer = LAYERS.find((known) => known === name);
  if (layer) return layer;
  throw new UsageError(`There is no layer ${JSON.stringify(name)}: use one of ${LAYERS.join(', ')}`);
};

const show = async ([name = '']: string[], ports: Ports, flags: Set<string>): Promise<void> => {
  const layer = layerNamed(name);
  const { rules, source } = await rulesInForce(ports.parts.marketplace, ports);
  if (flags.has('json'))
    return printText(`${JSON.stringify({ layers: { [layer]: rules.layers[layer] } }, null, 1)}\n`);
  sayMarked(rules, source);
  say(bold(`${layer}, ${rules.version}`));
  for (const line of describeLayer(layer, rules.layers)) say(printable(line));
};

/** The rules in force and those that the file asks for. */
const wantedBy = async (file: string, ports: Ports): Promise<[RuleSet, RuleSet]> => {
  const { rules } = await rulesToFollow(ports);
  return [rules, { version: file, layers: await readRulesFile(file, rules) }];
};

const test = async ([file = '']: string[], ports: Ports): Promise<void> =>
  sayDryRun(await dryRun(await wantedBy(file, ports), ports));

const changedLayers = ([before, after]: [RuleSet, RuleSet]): Layer[] =>
  LAYERS.filter((layer) => !isDeepStrictEqual(before.layers[layer], after.layers[layer]));

const put = async ([file = '']: string[], ports: Workplace): Promise<void> => {
  const [before, after] = await wantedBy(file, ports);
  const layers = changedLayers([before, after]);
  if (layers.length === 0) throw new UsageError(`${file} says what is in force already: nothing was put`);
  const run = await dryRun([before, after], ports);
  const version = await putInForce(
    {
      name: ports.parts.marketplace,
      layers: after.layers,
      snapshot: (await rulesToFollow(ports)).snapshot,
      followed: before.version,
    },
    {
      action: 'rules.put',
      details: { layers },
      from: layers.includes('model-catalogue') ? 'match' : 'validate',
    },
    ports,
  );
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
  ],
  options: { json: { type: 'boolean', description: 'with show: print the layer as a file to edit' } },
  run: (given) => runAction('rules', ACTIONS, given),
};
