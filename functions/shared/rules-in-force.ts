import { isDeepStrictEqual } from 'node:util';
import { FIRST_CHANNEL } from '#contracts/channel.ts';
import type { RunState } from '#contracts/state.ts';
import type { Validated } from '#contracts/validated.ts';
import { BUNDLED_VERSION, isOlderBundle } from '#reference/rules/bundled-rules.ts';
import { parseRuleSet } from '#reference/rules/parse-rule-set.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import { sha256 } from './hash.ts';
import { count } from './meter.ts';
import { pluginsOf } from './plugins.ts';
import type { Ports } from './ports.ts';
import { remembered } from './remembered.ts';
import { CURRENT } from './table/repositories.ts';

type RulesPorts = Pick<Ports, 'table'>;

/** Rules and where they were read: a degraded answer is marked, never disguised. */
export interface RulesInForce {
  rules: RuleSet;
  source: Validated['rules']['source'];
}

/** Rules hold for every dealer. */
export const RULES_SCOPE = 'SHARED';

/** What comes with the program or a plug-in for marketplaces beside the first, whose rules have a version of their own. */
const layersOf = async (name: string): Promise<unknown> => {
  if (name === 'yandex') return (await import('#reference/yandex/yandex-rules.ts')).YANDEX_LAYERS;
  return pluginsOf<{ name: string; rules: unknown }>('marketplace').find((plugin) => plugin.name === name)
    ?.rules;
};

const BESIDE = 'bundled-';

/** Other content is another version. */
const rulesBeside = (name: string, layers: unknown): RuleSet =>
  parseRuleSet({ version: `${BESIDE}${name}-${sha256(JSON.stringify(layers)).slice(0, 8)}`, layers });

/** Made when they are needed: most cold starts need what the table holds. */
const bundled = async (name: string): Promise<RuleSet> => {
  const layers = await layersOf(name);
  if (layers !== undefined) return rulesBeside(name, layers);
  return (await import('#reference/rules/bundled-rules.ts')).bundledRules;
};

/** True for rules that came with an earlier program or plug-in, which those of today take the place of. */
const isOutdated = async (name: string, version: string): Promise<boolean> => {
  if (!version.startsWith(`${BESIDE}${name}-`)) return isOlderBundle(version);
  return version !== (await bundled(name)).version;
};

/** Of each marketplace the versions in force and before, while runs that pinned them go on. */
const VERSIONS_KEPT = 8;
/** The versions that this process has read, with the JSON they were read from. */
const parsed = remembered<{ json: unknown; rules: RuleSet }>('rules-parsed', VERSIONS_KEPT);
/** The version last known to be in force, by the rules' name. */
const lastInForce = new Map<string, string>();

const keyOf = (name: string, version: string): string => `${name} ${version}`;

/** The same JSON is parsed once: names read from a rule set are indexed by their array. */
const parseOnce = (name: string, version: string, json: unknown): RuleSet => {
  const known = parsed.get(keyOf(name, version));
  if (known && isDeepStrictEqual(known.json, json)) return known.rules;
  const rules = parseRuleSet(json);
  parsed.set(keyOf(name, version), { json, rules });
  return rules;
};

/** One version as the table holds it. Throws where it is not there, or is no rule set. */
const storedRules = async (name: string, version: string, { table }: RulesPorts): Promise<RuleSet> => {
  const record = await table.rules.get({ scope: RULES_SCOPE, name, version });
  return parseOnce(name, version, record?.rules);
};

/** Moves the pointer; false where it no longer points to the version that is to be followed. */
export const pointTo = (
  name: string,
  version: string,
  followed: string | null,
  { table }: RulesPorts,
): Promise<boolean> =>
  table.rules.putIf(
    { scope: RULES_SCOPE, name, version: CURRENT, points: version },
    (stored, { notExists, eq }) =>
      followed === null ? notExists(stored.points) : eq(stored.points, followed),
  );

/** The bundled set goes into the table as a version like any other, and in force unless a person's is. */
const seed = async (name: string, followed: string | null, ports: RulesPorts): Promise<string> => {
  const rules = await bundled(name);
  await ports.table.rules.put({ scope: RULES_SCOPE, name, version: rules.version, rules });
  await pointTo(name, rules.version, followed, ports);
  return rules.version;
};

const pointed = async (name: string, ports: RulesPorts): Promise<string> => {
  const pointer = await ports.table.rules.get({ scope: RULES_SCOPE, name, version: CURRENT });
  const points = pointer?.points ?? null;
  const version =
    points === null || (await isOutdated(name, points)) ? await seed(name, points, ports) : points;
  lastInForce.set(name, version);
  return version;
};

const fallbackVersion = async (name: string): Promise<string> =>
  name === FIRST_CHANNEL ? BUNDLED_VERSION : (await bundled(name)).version;

/** What a run pins at intake; the first one after a deployment brings the bundled rules into the table. */
export const versionInForce = (name: string, ports: RulesPorts): Promise<string> =>
  pointed(name, ports).catch(async () => lastInForce.get(name) ?? (await fallbackVersion(name)));

/** What stands in for the table's rules; that it had to is counted. */
const fallback = async (name: string, version: string | undefined): Promise<RulesInForce> => {
  count('RulesFallbacks');
  const known = version === undefined ? undefined : parsed.get(keyOf(name, version));
  return known ? { rules: known.rules, source: 'cached' } : { rules: await bundled(name), source: 'bundled' };
};

const fromTable = async (name: string, version: string, ports: RulesPorts): Promise<RulesInForce> => ({
  rules: await storedRules(name, version, ports),
  source: 'table',
});

/** The marketplace's rules from the table; failing that the set last read, failing that the bundled one. */
export const rulesInForce = (name: string, ports: RulesPorts): Promise<RulesInForce> =>
  pointed(name, ports)
    .then((version) => fromTable(name, version, ports))
    .catch(() => fallback(name, lastInForce.get(name)));

/** The rules that a run pinned at intake, read as `rulesInForce` reads; those in force where it pinned none. */
export const rulesOfRun = (
  name: string,
  { rulesVersion }: Pick<RunState['pins'], 'rulesVersion'>,
  ports: RulesPorts,
): Promise<RulesInForce> =>
  rulesVersion === ''
    ? rulesInForce(name, ports)
    : fromTable(name, rulesVersion, ports).catch(() => fallback(name, rulesVersion));
