import { bundledSnapshot, Snapshot } from '#reference/avito/snapshot.ts';
import type { Act } from '#shared/audit.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import { RULES_SCOPE } from '#shared/rules-in-force.ts';
import type { Checked } from '../acts.ts';

const HASH_DIGITS = 8;

/** A snapshot with the version under which the table keeps it; none for the one that came with the program. */
export interface KnownSnapshot {
  version: string | undefined;
  snapshot: Snapshot;
}

const BUNDLED: KnownSnapshot = { version: undefined, snapshot: bundledSnapshot };

/** The snapshot of that version. Throws where it is not there, or is none. */
export const snapshotOf = async (
  version: string | undefined,
  { table, parts }: Pick<Ports, 'table' | 'parts'>,
): Promise<KnownSnapshot> => {
  if (version === undefined) return BUNDLED;
  const record = await table.snapshots.get({ scope: RULES_SCOPE, name: parts.marketplace, version });
  return { version, snapshot: Snapshot.parse(record?.snapshot) };
};

/** The snapshot taken last, whether or not it was accepted. */
export const newestSnapshot = async ({
  table,
  parts,
}: Pick<Ports, 'table' | 'parts'>): Promise<KnownSnapshot> => {
  const records = await table.snapshots.query({ scope: RULES_SCOPE, name: parts.marketplace });
  const newest = records.at(-1);
  return newest ? { version: newest.version, snapshot: Snapshot.parse(newest.snapshot) } : BUNDLED;
};

/** For `once`: keeps a snapshot under the time it was taken and the hash of its content, and gives what is to be told. */
export const keepingSnapshot = <Told>(
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
