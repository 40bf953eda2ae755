import { isDeepStrictEqual } from 'node:util';
import type { RunState } from '#contracts/state.ts';
import type { Validated } from '#contracts/validated.ts';
import { BUNDLED_VERSION, isOlderBundle } from '#reference/rules/bundled-rules.ts';
import { parseRuleSet } from '#reference/rules/parse-rule-set.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import { count } from './meter.ts';
import type { Ports } from './ports.ts';
import { CURRENT } from './table/repositories.ts';

type RulesPorts = Pick<Ports, 'table'>;

/** Rules and where they were read: a degraded answer is marked, never disguised. */
export interface RulesInForce {
  rules: RuleSet;
  source: Validated['rules']['source'];
}

/** Rules hold for every dealer. */
export const RULES_SCOPE = 'SHARED';

/** Made when they are needed: most cold starts need what the table holds. */
const bundled = async (): Promise<RuleSet> =>
  (await import('#reference/rules/bundled-rules.ts')).bundledRules;

/** The versions that this process has read, with the JSON they were read from. */
const parsed = new Map<string, { json: unknown; rules: RuleSet }>();
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
  const rules = await bundled();
  await ports.table.rules.put({ scope: RULES_SCOPE, name, version: rules.version, rules });
  await pointTo(name, rules.version, followed, ports);
  return rules.version;
};

const pointed = async (name: string, ports: RulesPorts): Promise<string> => {
  const pointer = await ports.table.rules.get({ scope: RULES_SCOPE, name, version: CURRENT });
  const points = pointer?.points ?? null;
  const version = points === null || isOlderBundle(points) ? await seed(name, points, ports) : points;
  lastInForce.set(name, version);
  return version;
};

/** What a run pins at intake; the first one after a deployment brings the bundled rules into the table. */
export const versionInForce = (name: string, ports: RulesPorts): Promise<string> =>
  pointed(name, ports).catch(() => lastInForce.get(name) ?? BUNDLED_VERSION);

/** What stands in for the table's rules; that it had to is counted. */
const fallback = async (name: string, version: string | undefined): Promise<RulesInForce> => {
  count('RulesFallbacks');
  const known = version === undefined ? undefined : parsed.get(keyOf(name, version));
  return known ? { rules: known.rules, source: 'cached' } : { rules: await bundled(), source: 'bundled' };
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
