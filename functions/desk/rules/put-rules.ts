import { type Rejection, rejected } from '#contracts/outcome.ts';
import { reason } from '#messages/reason.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import type { Ports } from '#shared/ports.ts';
import { pointTo, RULES_SCOPE } from '#shared/rules-in-force.ts';

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
