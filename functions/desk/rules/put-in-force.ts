import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { type Rejection, rejected } from '#contracts/outcome.ts';
import { LAYERS, type Layer } from '#contracts/validated.ts';
import { marketplaceOf } from '#marketplace/marketplaces.ts';
import { reason } from '#messages/reason.ts';
import { BadRuleSet, parseRuleSet, type RuleProblem } from '#reference/rules/parse-rule-set.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import type { Act } from '#shared/audit.ts';
import { channelNamed } from '#shared/in-channel.ts';
import type { Ports } from '#shared/ports.ts';
import { pointTo, RULES_SCOPE, rulesInForce } from '#shared/rules-in-force.ts';
import type { Actor, Checked } from '../acts.ts';
import type { DeskPorts } from '../ports.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { type DryRun, dryRun } from './dry-run.ts';

type PutPorts = Pick<Ports, 'table'>;

/** Rules that a person wants in force, and what they follow. */
export interface NewRules {
  /** The marketplace's. */
  name: string;
  layers: RuleSet['layers'];
  /** The snapshot of reference data that the derived layers follow; the bundled one where none is named. */
  snapshot?: string | undefined;
  /** The version in force when they were made. */
  followed: string;
  putBy: string;
  /** ISO, UTC. */
  putAt: string;
}

const NUMBERED = /^v(\d+)$/;

/** The first version number that the table has not used: v1, v2, … */
export const nextVersion = async (name: string, { table }: PutPorts): Promise<string> => {
  const versions = await table.rules.query({ scope: RULES_SCOPE, name });
  const used = versions.map(({ version }) => Number(NUMBERED.exec(version)?.[1] ?? 0));
  return `v${Math.max(0, ...used) + 1}`;
};

const overtaken = (): Rejection => rejected(reason('rules-overtaken'));

/**
 * Keeps the rules as a version of their own and puts them in force; a rejection where others were put in
 * force meanwhile. Nothing is judged by them before the lists are refreshed.
 */
export const putRules = async (
  version: string,
  { name, layers, snapshot, followed, putBy, putAt }: NewRules,
  ports: PutPorts,
): Promise<Rejection | null> => {
  const rules: RuleSet = { version, layers };
  const record = { scope: RULES_SCOPE, name, version, rules, putBy, putAt, ...(snapshot && { snapshot }) };
  const isNew = await ports.table.rules.putIf(record, (stored, { notExists }) => notExists(stored.version));
  return isNew && (await pointTo(name, version, followed, ports)) ? null : overtaken();
};

/** One layer or more, as `rules show LAYER --json` prints it; layers that are not named stay as they are. */
const RulesFile = z.strictObject({ layers: z.partialRecord(z.enum(LAYERS), z.unknown()) });

const wrong = (file: string, faults: string[]): Refusal =>
  new Refusal(reason('rules-wrong', { origin: file, faults }));

const parseJson = (file: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(file, [(error as Error).message]);
  }
};

const problemLine = (text: string, { path, place, reason }: RuleProblem): string =>
  `line ${lineOf(text, path)}: ${place}: ${reason}`;

/** The text of a rules file, and what to call it where it is wrong. */
interface RulesText {
  text: string;
  origin: string;
}

/** One layer or more as a program has them. */
export const GivenRules = z.strictObject({ rules: z.record(z.string(), z.json()) });

/** The text that a person would have written: what is wrong is told by its lines. */
export const textOfRules = ({ rules }: z.infer<typeof GivenRules>): RulesText => ({
  text: JSON.stringify({ layers: rules }, null, 1),
  origin: 'the rules',
});

/**
 * The layers in force with those of the text in their place. Throws `Refusal` naming the line, the rule and the
 * reason of everything wrong in it.
 */
const readRules = ({ text, origin: file }: RulesText, inForce: RuleSet): RuleSet['layers'] => {
  const given = RulesFile.safeParse(parseJson(file, text));
  if (!given.success)
    throw wrong(
      file,
      given.error.issues.map(
        ({ path, message }) => `line ${lineOf(text, path)}: ${path.join('.')}: ${message}`,
      ),
    );
  try {
    return parseRuleSet({ ...inForce, layers: { ...inForce.layers, ...given.data.layers } }).layers;
  } catch (error) {
    if (!(error instanceof BadRuleSet)) throw error;
    throw wrong(
      file,
      error.problems.map((problem) => problemLine(text, problem)),
    );
  }
};

/** A step into JSON: a property's name or an element's index. */
type Path = readonly PropertyKey[];

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

interface Container {
  /** Of the value that stands, or comes, in it now. */
  step: string | number;
  awaitsName: boolean;
}

/** Follows one token; answers the path of the value that begins with it, or null where none does. */
const follow = (open: Container[], token: string): Path | null => {
  const inside = open.at(-1);
  if (inside?.awaitsName && token.startsWith('"')) {
    inside.step = JSON.parse(token);
    inside.awaitsName = false;
    return null;
  }
  if (token === ',' && inside) {
    if (typeof inside.step === 'number') inside.step += 1;
    else inside.awaitsName = true;
  }
  if (token === '}' || token === ']') open.pop();
  if (',:}]'.includes(token)) return null;
  const path = open.map(({ step }) => step);
  if (token === '{') open.push({ step: '', awaitsName: true });
  if (token === '[') open.push({ step: 0, awaitsName: false });
  return path;
};

const keyOf = (path: Path): string => JSON.stringify(path);

/** The line, from 1, on which the value of each path begins. The text must be JSON. */
const linesOf = (text: string): Map<string, number> => {
  const [lines, open] = [new Map<string, number>(), [] as Container[]];
  let [line, end] = [1, 0];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    line += text.slice(end, index).split('\n').length - 1;
    end = index;
    const path = follow(open, token);
    if (path) lines.set(keyOf(path), line);
  }
  return lines;
};

/** The line, from 1, of the value at the path; of what should hold it where it is not there. */
export const lineOf = (text: string, path: Path): number => {
  const lines = linesOf(text);
  for (let length = path.length; length > 0; length--) {
    const line = lines.get(keyOf(path.slice(0, length)));
    if (line !== undefined) return line;
  }
  return 1;
};

/** The rules in force, and the snapshot they were derived from where it is not the bundled one. */
export interface RulesToFollow {
  rules: RuleSet;
  snapshot: string | undefined;
}

/** What a change of rules begins with. Throws `Refusal` where the table cannot be read: a change needs it. */
export const rulesToFollow = async (ports: Ports): Promise<RulesToFollow> => {
  const name = marketplaceOf(ports).name;
  const { rules, source } = await rulesInForce(name, ports);
  if (source !== 'table') throw new Refusal(reason('rules-unreadable', { source }));
  const record = await ports.table.rules.get({ scope: RULES_SCOPE, name, version: rules.version });
  return { rules, snapshot: record?.snapshot };
};

/**
 * For `once`: puts rules in force, and gives their version with the details. The effect throws `Refusal` where somebody
 * else was faster.
 */
export const puttingInForce = async <Details extends Record<string, unknown>>(
  rules: Omit<NewRules, 'putBy' | 'putAt'>,
  details: Details,
  ports: DeskPorts,
): Promise<Checked<Details & { version: string }>> => {
  const version = await nextVersion(rules.name, ports);
  const effect = async ({ who: putBy, at: putAt }: Act) => {
    orRefuse((await putRules(version, { ...rules, putBy, putAt }, ports)) ?? {});
    return { ...details, version };
  };
  return {
    subject: version,
    details: { ...details, followed: rules.followed, ...channelNamed(ports) },
    effect,
  };
};

const wantedBy = (wish: RulesText, rules: RuleSet): [RuleSet, RuleSet] => [
  rules,
  { version: wish.origin, layers: readRules(wish, rules) },
];

/** What rules would change, without a change. Throws `Refusal` that names what is wrong in them. */
export const tryRules = async (wish: RulesText, ports: Ports): Promise<DryRun> =>
  dryRun(wantedBy(wish, (await rulesToFollow(ports)).rules), ports);

const changedLayers = ([before, after]: [RuleSet, RuleSet]): Layer[] =>
  LAYERS.filter((layer) => !isDeepStrictEqual(before.layers[layer], after.layers[layer]));

/** Puts rules in force that differ from those there are; gives the layers that do. Throws `Refusal`. */
export const changeRules = (
  actor: Actor,
  wish: RulesText,
  ports: DeskPorts,
): Promise<{ version: string; layers: Layer[] }> =>
  ports.acts.once(actor, { dealerId: null, action: 'rules.put', subject: wish.origin }, async () => {
    const { rules, snapshot } = await rulesToFollow(ports);
    const change = wantedBy(wish, rules);
    const layers = changedLayers(change);
    if (layers.length === 0) throw new Refusal(reason('rules-same', { origin: wish.origin }));
    const [, after] = change;
    const put = { name: marketplaceOf(ports).name, layers: after.layers, snapshot, followed: rules.version };
    return puttingInForce(put, { layers }, ports);
  });
