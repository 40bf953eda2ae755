import { bundledSnapshot, Snapshot } from '#reference/avito/snapshot.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import { RULES_SCOPE } from '#shared/rules-in-force.ts';
import type { Actor } from '../acts.ts';
import type { DeskPorts } from '../ports.ts';

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

/** Keeps a snapshot under the time it was taken and the hash of its content, written into the audit trail. */
export const keepSnapshot = async (
  actor: Actor,
  snapshot: Snapshot,
  sources: string[],
  ports: DeskPorts,
): Promise<void> => {
  const { table, parts, clock } = ports;
  const takenAt = clock().toISOString();
  const version = `${takenAt}-${sha256(JSON.stringify(snapshot)).slice(0, HASH_DIGITS)}`;
  const deed = { dealerId: null, action: 'reference.refresh', subject: version, details: { sources } };
  const kept = { scope: RULES_SCOPE, name: parts.marketplace, version, snapshot, sources };
  await ports.acts.perform(actor, deed, ({ who: takenBy }) =>
    table.snapshots.put({ ...kept, takenBy, takenAt }),
  );
};
