import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { reason } from '#messages/reason.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { Actor } from '../acts.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import type { ExportedFiles } from '../reports/export-files.ts';
import { type ArchiveIndex, archiveDealer } from './archive.ts';

export const ExportDealer = z.strictObject({ dealerId: z.string() });

const DAY = '2026-11-01'.length;

/** `north-2026-11-30.zip`: what an archive of a dealer is called. */
export const archiveName = (dealerId: string, { clock }: Pick<DeskPorts, 'clock'>): string =>
  `${dealerId}-${moscowMinute(clock().toISOString()).slice(0, DAY)}.zip`;

/** What an archive has come to. */
export type Archived = Pick<ArchiveIndex, 'dealer' | 'madeAt' | 'secrets' | 'leftOut'> & {
  files: number;
  bytes: number;
};

const archivedAs = async (
  { dealer, madeAt, secrets, leftOut, files }: ArchiveIndex,
  path: string,
): Promise<Archived> => ({
  ...{ dealer, madeAt, secrets, leftOut },
  files: files.length,
  bytes: (await stat(path)).size,
});

/** Writes all that is held of a dealer into a file of this machine. Throws `Refusal` for a dealer that nobody knows. */
export const exportDealerTo = async (
  actor: Actor,
  { dealerId }: z.infer<typeof ExportDealer>,
  path: string,
  ports: DeskPorts,
): Promise<Archived> => {
  await refuseUnknownDealer(dealerId, ports);
  const deed = { dealerId, action: 'dealer.export', subject: dealerId, details: {} };
  return ports.acts.perform(actor, deed, async () =>
    archivedAs(await archiveDealer(dealerId, path, ports), path),
  );
};

/** S3 takes no larger object in one call. */
const MOST_BYTES = 5 * 1024 ** 3;

/**
 * The same as an object among the dealer's artefacts, which a signed address gives for some minutes. Throws `Refusal` also
 * where it would be larger than an object can be written at once.
 */
export const exportDealer = async (
  actor: Actor,
  { dealerId }: z.infer<typeof ExportDealer>,
  ports: DeskPorts,
): Promise<ExportedFiles> => {
  await refuseUnknownDealer(dealerId, ports);
  const deed = { dealerId, action: 'dealer.export', subject: dealerId, details: {} };
  return ports.acts.perform(actor, deed, async ({ id }) => {
    const folder = await mkdtemp(join(tmpdir(), 'feedwright-archive-'));
    try {
      const name = archiveName(dealerId, ports);
      const path = join(folder, name);
      await archiveDealer(dealerId, path, ports);
      const { size } = await stat(path);
      if (size > MOST_BYTES) throw new Refusal(reason('archive-too-large', { dealerId, bytes: size }));
      const key = `reports/${dealerId}/exports/${id}/${name}`;
      await ports.artefacts.writeFile(key, path, 'application/zip');
      return { files: [{ name, key }] };
    } finally {
      await rm(folder, { recursive: true });
    }
  });
};
