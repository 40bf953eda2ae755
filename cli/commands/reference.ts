import { isDeepStrictEqual } from 'node:util';
import { fetchReference } from '#desk/reference/fetch-reference.ts';
import { type KnownSnapshot, keepSnapshot, newestSnapshot, snapshotOf } from '#desk/reference/snapshots.ts';
import { dryRun } from '#desk/rules/dry-run.ts';
import { putInForce } from '#desk/rules/put-in-force.ts';
import { type RulesToFollow, rulesToFollow } from '#desk/rules/rules-to-follow.ts';
import type { Workplace } from '#desk/workplace.ts';
import { compareSnapshots } from '#reference/avito/compare-snapshots.ts';
import { type ReadReference, readReference, UnreadableReference } from '#reference/avito/read-reference.ts';
import type { Snapshot } from '#reference/avito/snapshot.ts';
import { followSnapshot } from '#reference/rules/follow-snapshot.ts';
import { BadRuleSet, parseRuleSet } from '#reference/rules/parse-rule-set.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import type { Ports } from '#shared/ports.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Command, UsageError } from '../command.ts';
import { sayDryRun } from '../say/dry-run.ts';
import { sayDifference } from '../say/snapshot-difference.ts';
import { printable, say } from '../say/terminal.ts';

/** Where the field definitions themselves say that the model names are published. */
const catalogueAddress = ({ fields }: Snapshot): string => {
  const variants = fields.flatMap((fact) => fact.variants);
  const address = variants.find(({ catalogue }) => catalogue?.level === 'model')?.catalogue?.at;
  if (address) return address;
  throw new UsageError('The field definitions in force name no address of model names: give a FILE or URL');
};

const read = async (source: string, make: string): Promise<ReadReference> => {
  const text = await fetchReference(source);
  try {
    return readReference(text, make);
  } catch (error) {
    if (!(error instanceof UnreadableReference)) throw error;
    throw new UsageError(
      `${source} is no reference data of Avito: ${printable(error.message)}. Give its model catalogue (XML) or its field definitions (JSON)`,
    );
  }
};

const sayUnread = ({ unread }: ReadReference): void => {
  for (const { tag, text } of unread)
    say(`No rule comes of what ${tag} says in words only: "${printable(text)}". Add one with rules put.`);
};

const refresh = async ([given]: string[], ports: Workplace): Promise<void> => {
  const { snapshot: base } = await newestSnapshot(ports);
  const source = given ?? catalogueAddress(base);
  say(`Reading ${source}; a busy server is asked again for up to two minutes.`);
  const found = await read(source, base.make);
  sayUnread(found);
  const snapshot = { ...base, ...found.part };
  if (isDeepStrictEqual(snapshot, base))
    return say(`${source} says what the newest snapshot says: nothing was kept.`);
  await keepSnapshot(snapshot, [source], ports);
  sayDifference(compareSnapshots(base, snapshot));
  say('Kept, and nothing follows it yet: see feedwright reference diff, then accept it.');
};

/** The rules in force and the snapshot they follow, beside the newest one and the rules that would follow that. */
interface Pending {
  inForce: RulesToFollow;
  accepted: KnownSnapshot;
  newest: KnownSnapshot;
  wanted: RuleSet;
  conflicts: string[];
}

const checked = (layers: RuleSet['layers'], version: string): RuleSet => {
  try {
    return parseRuleSet({ version, layers });
  } catch (error) {
    if (!(error instanceof BadRuleSet)) throw error;
    throw new UsageError(
      `No rules can be made of this snapshot:\n  ${error.message.replaceAll('\n', '\n  ')}`,
    );
  }
};

const pending = async (ports: Ports): Promise<Pending | null> => {
  const inForce = await rulesToFollow(ports);
  const [accepted, newest] = [await snapshotOf(inForce.snapshot, ports), await newestSnapshot(ports)];
  if (newest.version === accepted.version || isDeepStrictEqual(newest.snapshot, accepted.snapshot))
    return null;
  const { layers } = inForce.rules;
  const followed = followSnapshot(layers, accepted.snapshot, newest.snapshot);
  const wanted = checked(followed.layers, newest.version ?? inForce.rules.version);
  return { inForce, accepted, newest, wanted, conflicts: followed.conflicts };
};

const sayPending = async ({ inForce, accepted, newest, wanted, conflicts }: Pending, ports: Ports) => {
  sayDifference(compareSnapshots(accepted.snapshot, newest.snapshot));
  for (const id of conflicts)
    say(
      `${id} was changed by hand and by Avito: it stays as it was made by hand, see rules show field-rules.`,
    );
  sayDryRun(await dryRun([inForce.rules, wanted], ports));
};

const UP_TO_DATE = 'The newest snapshot is the one in force: feedwright reference refresh takes another.';

const diff = async (_: string[], ports: Ports): Promise<void> => {
  const found = await pending(ports);
  if (!found) return say(UP_TO_DATE);
  await sayPending(found, ports);
  say('Nothing has changed yet: feedwright reference accept puts this in force.');
};

const accept = async (_: string[], ports: Workplace): Promise<void> => {
  const found = await pending(ports);
  if (!found) return say(UP_TO_DATE);
  const { inForce, accepted, newest, wanted } = found;
  await sayPending(found, ports);
  const { name, layers, followed } = {
    name: ports.parts.marketplace,
    ...wanted,
    followed: inForce.rules.version,
  };
  const version = await putInForce(
    { name, layers, snapshot: newest.version, followed },
    {
      action: 'reference.accept',
      details: { snapshot: newest.version, before: accepted.version ?? 'bundled' },
      from: 'match',
    },
    ports,
  );
  say(`Accepted: rules ${version} follow it; the lists in force were matched and judged again.`);
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
