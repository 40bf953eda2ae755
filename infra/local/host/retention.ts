import { glob, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { holdingsOf } from '#desk/leaving/holdings.ts';
import { OBJECTS_KEPT } from '#reference/retention.ts';
import { inChunks } from '#shared/in-chunks.ts';
import type { Ports } from '#shared/ports.ts';
import { settingsOf } from '../../settings.ts';
import type { Folders } from './folders.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The same as on AWS. */
const { retention } = settingsOf('prod');

/** A kept version has the time of the file it was: when it was kept is its other time. */
const forgetIn = async (folder: string, mostDays: number, now: Date): Promise<void> => {
  for await (const name of glob('**/*', { cwd: folder })) {
    const status = await stat(join(folder, name));
    const days = (now.getTime() - status.ctimeMs) / DAY_MS;
    if (status.isFile() && days > mostDays) await rm(join(folder, name));
  }
};

/** Removes objects that were kept longer than S3 would keep them. */
export const forgetObjects = async (
  { replaced, artefacts, assets }: Pick<Folders, 'replaced' | 'artefacts' | 'assets'>,
  now: Date,
): Promise<void> => {
  const folders = { inbox: replaced, artefacts, assets };
  for (const { store, prefix, days } of OBJECTS_KEPT)
    if (store !== 'site') await forgetIn(join(folders[store], prefix), retention[days], now);
};

const AT_ONCE = 500;

/** The partitions whose records end: those of dealers, and what is asked for and counted of all together. */
async function* partitionsOf(ports: Ports): AsyncGenerator<string> {
  const { dealers, answerTallies, commandsForAll } = ports.table;
  for (const { dealerId } of await dealers.queryIndex('GSI1', {}))
    yield* (await holdingsOf(dealerId, ports)).partitions;
  yield* [answerTallies.partition, commandsForAll.partition];
}

/** Removes the records whose time is over, as DynamoDB does by itself. */
export const forgetRecords = async (ports: Ports): Promise<void> => {
  const { partitions } = ports.table;
  const now = ports.clock().getTime();
  const isOver = ({ fields: { ttl } }: { fields: Record<string, unknown> }) =>
    typeof ttl === 'number' && ttl * 1000 < now;
  for await (const partition of partitionsOf(ports))
    for await (const records of inChunks(partitions.stream(partition), AT_ONCE))
      await partitions.removeAll(records.filter(isOver).map(({ address }) => address));
};
