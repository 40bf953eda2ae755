import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { reason } from '#messages/reason.ts';
import { compareSnapshots, type SnapshotDifference } from '#reference/avito/compare-snapshots.ts';
import { type ReadReference, readReference, UnreadableReference } from '#reference/avito/read-reference.ts';
import type { Snapshot } from '#reference/avito/snapshot.ts';
import { followSnapshot } from '#reference/rules/follow-snapshot.ts';
import { BadRuleSet, parseRuleSet } from '#reference/rules/parse-rule-set.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import type { Ports } from '#shared/ports.ts';
import type { Actor } from '../acts.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { type DryRun, dryRun } from '../rules/dry-run.ts';
import { puttingInForce, type RulesToFollow, rulesToFollow } from '../rules/put-in-force.ts';
import { fetchReference } from './fetch-reference.ts';
import { type KnownSnapshot, keepingSnapshot, newestSnapshot, snapshotOf } from './snapshots.ts';

/** Where the reference data is: an address, or a text and what it is called. */
export const RefreshReference = z.strictObject({ source: z.string(), text: z.string().optional() });

/** What a refresh found; without a difference nothing was kept. */
export interface Refreshed {
  difference: SnapshotDifference | null;
  /** What is said in words only, and so makes no rule. */
  unread: ReadReference['unread'];
}

/** Where the field definitions themselves say that the model names are published. Throws `Refusal` where they do not. */
export const catalogueAddress = async (ports: Pick<Ports, 'table' | 'parts'>): Promise<string> => {
  const { snapshot } = await newestSnapshot(ports);
  const variants = snapshot.fields.flatMap((fact) => fact.variants);
  const address = variants.find(({ catalogue }) => catalogue?.level === 'model')?.catalogue?.at;
  if (address) return address;
  throw new Refusal(reason('reference-address-missing'));
};

const read = (source: string, text: string, make: string): ReadReference => {
  try {
    return readReference(text, make);
  } catch (error) {
    if (!(error instanceof UnreadableReference)) throw error;
    throw new Refusal(reason('reference-unreadable', { source, detail: error.message }));
  }
};

/** Reads reference data and keeps it as the newest snapshot, which nothing follows yet. Throws `Refusal`. */
export const refreshReference = (
  actor: Actor,
  { source, text }: z.infer<typeof RefreshReference>,
  ports: DeskPorts,
): Promise<Refreshed> =>
  ports.acts.once(actor, { dealerId: null, action: 'reference.refresh', subject: source }, async () => {
    const { snapshot: base } = await newestSnapshot(ports);
    const { part, unread } = read(source, text ?? (await fetchReference(source)), base.make);
    const snapshot: Snapshot = { ...base, ...part };
    if (isDeepStrictEqual(snapshot, base)) return { answer: { difference: null, unread } };
    const told: Refreshed = { difference: compareSnapshots(base, snapshot), unread };
    return keepingSnapshot(snapshot, [source], told, ports);
  });

/** The rules in force and the snapshot they follow, beside the newest one and the rules that would follow that. */
interface Pending {
  inForce: RulesToFollow;
  accepted: KnownSnapshot;
  newest: KnownSnapshot;
  wanted: RuleSet;
  conflicts: string[];
}

/** What accepting the newest snapshot would do. */
export interface PendingReference {
  difference: SnapshotDifference;
  /** Ids of rules that were changed by hand and by Avito: they stay as they were made by hand. */
  conflicts: string[];
  run: DryRun;
}

const checked = (layers: RuleSet['layers'], version: string): RuleSet => {
  try {
    return parseRuleSet({ version, layers });
  } catch (error) {
    if (!(error instanceof BadRuleSet)) throw error;
    throw new Refusal(reason('reference-unfit', { detail: error.message }));
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

const told = async (
  { inForce, accepted, newest, wanted, conflicts }: Pending,
  ports: Ports,
): Promise<PendingReference> => ({
  difference: compareSnapshots(accepted.snapshot, newest.snapshot),
  conflicts,
  run: await dryRun([inForce.rules, wanted], ports),
});

/** What accepting the newest snapshot would do; null where it is the one in force. Throws `Refusal`. */
export const diffReference = async (ports: Ports): Promise<PendingReference | null> => {
  const found = await pending(ports);
  return found && told(found, ports);
};

/**
 * Puts the rules in force that follow the newest snapshot, and has every list matched and judged by them; null where
 * it is the one in force. Throws `Refusal`.
 */
export const acceptReference = async (
  actor: Actor,
  ports: DeskPorts,
): Promise<(PendingReference & { version: string }) | null> => {
  const found = await pending(ports);
  if (!found) return null;
  const { inForce, accepted, newest, wanted } = found;
  const change = await told(found, ports);
  const { layers } = wanted;
  const put = {
    ...{ name: ports.parts.marketplace, layers, snapshot: newest.version },
    followed: inForce.rules.version,
  };
  const details = { snapshot: newest.version, before: accepted.version ?? 'bundled' };
  const asked = { dealerId: null, action: 'reference.accept', subject: newest.version ?? 'bundled' };
  const { version } = await ports.acts.once(actor, asked, () => puttingInForce(put, details, ports));
  return { ...change, version };
};
