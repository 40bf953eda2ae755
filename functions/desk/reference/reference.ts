import { isDeepStrictEqual } from 'node:util';
import { reason } from '#messages/reason.ts';
import { compareSnapshots, type SnapshotDifference } from '#reference/avito/compare-snapshots.ts';
import { type ReadReference, readReference, UnreadableReference } from '#reference/avito/read-reference.ts';
import { bundledSnapshot, Snapshot } from '#reference/avito/snapshot.ts';
import { followSnapshot } from '#reference/rules/follow-snapshot.ts';
import { BadRuleSet, parseRuleSet } from '#reference/rules/parse-rule-set.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import type { Act } from '#shared/audit.ts';
import { TransientFailure } from '#shared/errors.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import { type Pauses, REAL_PAUSES, withRetries } from '#shared/retry.ts';
import { RULES_SCOPE } from '#shared/rules-in-force.ts';
import type { Actor, Checked } from '../acts.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { type DryRun, dryRun } from '../rules/dry-run.ts';
import { puttingInForce, type RulesToFollow, rulesToFollow } from '../rules/put-in-force.ts';

const TIMEOUT_MS = 30_000;
/** Avito's catalogues answer 429 to whoever comes twice in a short time. */
const PATIENCE = { deadlineMs: 120_000, firstDelayMs: 4000, longestDelayMs: 40_000 };
const MOST_BYTES = 50 * 1024 * 1024;
const TOO_MANY_REQUESTS = 429;
const FIRST_SERVER_ERROR = 500;
const FIRST_REFUSAL = 300;

/** An answer after which asking again helps; `$retryable` is how the retries know. */
class BusyAnswer extends Error {
  override readonly name = 'BusyAnswer';
  readonly $retryable = {};
}

/** As any address that somebody names: hosts inside are refused, redirects and bytes limited. */
const ask = async (url: string, { web }: Pick<Ports, 'web'>): Promise<string> => {
  const { status, body } = await web.get(url, { keep: MOST_BYTES, wholeMs: TIMEOUT_MS });
  if (status === TOO_MANY_REQUESTS || status >= FIRST_SERVER_ERROR)
    throw new BusyAnswer(`the server answered ${status}`);
  if (status >= FIRST_REFUSAL) throw new Refusal(reason('reference-refused', { url, status }));
  return Buffer.from(body ?? []).toString('utf8');
};

/** The network's own errors say what is wrong in their cause. */
const whatHappened = ({ message, cause }: Error): string =>
  cause instanceof Error ? cause.message : message;

const ofNoUse = (url: string) => (error: Error) => {
  if (error instanceof Refusal) throw error;
  throw new Refusal(
    reason('reference-silent', {
      url,
      attempts: error instanceof TransientFailure ? Number(error.details.attempts) : 0,
      detail: whatHappened(error),
    }),
  );
};

/** What an address serves, which is asked again while it is busy. Throws `Refusal` where it gives nothing. */
export const fetchReference = (
  url: string,
  ports: Pick<Ports, 'web'>,
  pauses: Pauses = REAL_PAUSES,
): Promise<string> => withRetries('reference', () => ask(url, ports), PATIENCE, pauses).catch(ofNoUse(url));

const HASH_DIGITS = 8;

/** A snapshot with the version under which the table keeps it; none for the one that came with the program. */
interface KnownSnapshot {
  version: string | undefined;
  snapshot: Snapshot;
}

const BUNDLED: KnownSnapshot = { version: undefined, snapshot: bundledSnapshot };

/** The snapshot of that version. Throws where it is not there, or is none. */
const snapshotOf = async (
  version: string | undefined,
  { table, parts }: Pick<Ports, 'table' | 'parts'>,
): Promise<KnownSnapshot> => {
  if (version === undefined) return BUNDLED;
  const record = await table.snapshots.get({ scope: RULES_SCOPE, name: parts.marketplace, version });
  return { version, snapshot: Snapshot.parse(record?.snapshot) };
};

/** The snapshot taken last, whether or not it was accepted. */
const newestSnapshot = async ({ table, parts }: Pick<Ports, 'table' | 'parts'>): Promise<KnownSnapshot> => {
  const records = await table.snapshots.query({ scope: RULES_SCOPE, name: parts.marketplace });
  const newest = records.at(-1);
  return newest ? { version: newest.version, snapshot: Snapshot.parse(newest.snapshot) } : BUNDLED;
};

/** For `once`: keeps a snapshot under the time it was taken and the hash of its content, and gives what is to be told. */
const keepingSnapshot = <Told>(
  snapshot: Snapshot,
  sources: string[],
  told: Told,
  { table, parts, clock }: Pick<Ports, 'table' | 'parts' | 'clock'>,
): Checked<Told> => {
  const takenAt = clock().toISOString();
  const version = `${takenAt}-${sha256(JSON.stringify(snapshot)).slice(0, HASH_DIGITS)}`;
  const kept = { scope: RULES_SCOPE, name: parts.marketplace, version, snapshot, sources };
  const effect = async ({ who: takenBy }: Act) => {
    await table.snapshots.put({ ...kept, takenBy, takenAt });
    return told;
  };
  return { subject: version, details: { sources }, effect };
};

/** Where the reference data is: an address, or a text and what it is called. */
interface ReferenceAt {
  source: string;
  text?: string | undefined;
}

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
  { source, text }: ReferenceAt,
  ports: DeskPorts,
): Promise<Refreshed> =>
  ports.acts.once(actor, { dealerId: null, action: 'reference.refresh', subject: source }, async () => {
    const { snapshot: base } = await newestSnapshot(ports);
    const { part, unread } = read(source, text ?? (await fetchReference(source, ports)), base.make);
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
