import {
  acceptReference,
  catalogueAddress,
  diffReference,
  type PendingReference,
  type Refreshed,
  refreshReference,
} from '#desk/reference/reference.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import type { Command } from '../command.ts';
import { readText } from '../files/read-text.ts';
import { sayDryRun } from '../say/dry-run.ts';
import { bold, printable, printJson, say } from '../say/terminal.ts';

const sayNames = (heading: string, sign: string, names: string[]): void => {
  if (names.length === 0) return;
  say(bold(`${heading}: ${names.length}`));
  for (const name of names) say(`  ${sign} ${JSON.stringify(printable(name))}`);
};

/** What differs between two snapshots, and whether anything does. */
const sayDifference = ({ namesAdded, namesRemoved, fields }: NonNullable<Refreshed['difference']>): void => {
  sayNames('Model names added', '+', namesAdded);
  sayNames('Model names removed', '-', namesRemoved);
  if (fields.length > 0) say(bold(`Fields changed: ${fields.length}`));
  for (const { tag, changes } of fields)
    for (const change of changes) say(`  ${printable(tag)} ${printable(change)}`);
  if (namesAdded.length + namesRemoved.length + fields.length === 0) say('Nothing differs.');
};

const isAddress = (source: string): boolean => /^https?:\/\//i.test(source);

const refresh: Action['run'] = async ([given], ports, flags) => {
  const source = given ?? (await catalogueAddress(ports));
  const isData = flags.has('json');
  if (!isData) say(`Reading ${source}; a busy server is asked again for up to two minutes.`);
  const wish = isAddress(source) ? { source } : { source, text: await readText(source) };
  const refreshed = await refreshReference(ports.actor, wish, ports);
  if (isData) return printJson(refreshed);
  const { difference, unread } = refreshed;
  for (const { tag, text } of unread)
    say(`No rule comes of what ${tag} says in words only: "${printable(text)}". Add one with rules put.`);
  if (!difference) return say(`${source} says what the newest snapshot says: nothing was kept.`);
  sayDifference(difference);
  say('Kept, and nothing follows it yet. What it changes: npx feedwright reference diff');
};

const sayPending = ({ difference, conflicts, run }: PendingReference): void => {
  sayDifference(difference);
  for (const id of conflicts)
    say(
      `${id} was changed by hand and by Avito: it stays as it was made by hand, see rules show field-rules.`,
    );
  sayDryRun(run);
};

const UP_TO_DATE =
  'The newest snapshot is the one in force. Another is taken by npx feedwright reference refresh';

const diff: Action['run'] = async (_, ports, flags) => {
  const found = await diffReference(ports);
  if (flags.has('json')) return printJson(found);
  if (!found) return say(UP_TO_DATE);
  sayPending(found);
  say('Nothing has changed yet. This is put in force by npx feedwright reference accept');
};

const accept: Action['run'] = async (_, ports, flags) => {
  const accepted = await acceptReference(ports.actor, ports);
  if (flags.has('json')) return printJson(accepted);
  if (!accepted) return say(UP_TO_DATE);
  sayPending(accepted);
  say(`Accepted: rules ${accepted.version} follow it; the lists in force were matched and judged again.`);
};

const ACTIONS: Record<string, Action> = {
  refresh: { takes: ['[FILE|URL]'], run: refresh },
  diff: { takes: [], run: diff },
  accept: { takes: [], run: accept },
};

/** `feedwright reference`: Avito's model names and field definitions, which age with every model year. */
export const reference: Command = {
  summary: "Bring Avito's model names and field definitions up to date",
  usage: usageOf('reference', ACTIONS),
  examples: [
    'feedwright reference refresh',
    'feedwright reference refresh fields.json',
    'feedwright reference diff',
    'feedwright reference accept',
  ],
  options: {},
  run: (given) => runAction('reference', ACTIONS, given),
};
