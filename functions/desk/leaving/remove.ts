import { inChunks } from '#shared/in-chunks.ts';
import type { BatchRecord } from '#shared/table/batch-records.ts';
import { HeldCounts } from '#shared/table/leaving-records.ts';
import { type RawRecord, sharedPartitions } from '#shared/table/partitions.ts';
import { listTokens, programName } from '../members/dealer-tokens.ts';
import type { DeskPorts } from '../ports.ts';
import { type Holdings, holdingsOf, objectsIn, storeOf } from './holdings.ts';
import { membersOfDealerAlone } from './members.ts';
import { namedByNobodyElse, picturesOf } from './pictures.ts';

/** Records that are removed in one go. */
const AT_ONCE = 500;

/** What tells that a dealer is there, and that it leaves: removed last, so that whoever is killed before goes on. */
const LAST = new Set(['DEALER', 'LEAVING']);

const emptyPartition = async (
  partition: string,
  { table }: DeskPorts,
  isMeant: (record: RawRecord) => boolean = () => true,
): Promise<void> => {
  for await (const records of inChunks(table.partitions.stream(partition), AT_ONCE))
    await table.partitions.removeAll(records.filter(isMeant).map(({ address }) => address));
};

/** Pictures go before what names them is gone. */
const removePictures = async (dealerId: string, ports: DeskPorts): Promise<void> => {
  const pictures = await picturesOf(dealerId, ports);
  for (const key of await namedByNobodyElse(pictures, dealerId, ports)) await ports.assets.remove(key);
};

const isOf =
  (dealerId: string) =>
  ({ fields }: RawRecord): boolean =>
    fields.dealerId === dealerId;

const countIn = async (partition: string, { table }: DeskPorts, isMeant: (record: RawRecord) => boolean) => {
  const counts = { meant: 0, others: 0 };
  for await (const record of table.partitions.stream(partition))
    counts[isMeant(record) ? 'meant' : 'others'] += 1;
  return counts;
};

/** What a batch has written of all its dealers goes with it: its rows tell of the others. One of nobody else goes whole. */
const removeFromBatch = async (
  { batchId, files }: BatchRecord,
  dealerId: string,
  ports: DeskPorts,
): Promise<void> => {
  const rows = `SHARED#BATCH#${batchId}`;
  const isOwn = isOf(dealerId);
  const { meant, others } = await countIn(rows, ports, isOwn);
  // Emptied before, by who was killed then.
  const isEmptied = files > 0 && meant + others === 0;
  if (meant === 0 && !isEmptied) return;
  await ports.artefacts.remove(`batches/${batchId}/`);
  await emptyPartition(rows, ports, isOwn);
  if (others === 0) await ports.table.batches.remove({ batchId });
};

/** Where a dealer stands among others. */
const removeFromShared = async (dealerId: string, ports: DeskPorts): Promise<void> => {
  const collections = Object.values(ports.table).filter((one) => typeof one === 'object');
  for (const partition of sharedPartitions(collections))
    await emptyPartition(partition, ports, isOf(dealerId));
  for (const batch of await ports.table.batches.query({})) await removeFromBatch(batch, dealerId, ports);
};

/** What somebody may still ask of the API is kept by its name. */
const removeAllowances = async (dealerId: string, ports: DeskPorts): Promise<void> => {
  for (const token of await listTokens(dealerId, ports))
    await emptyPartition(`SHARED#ALLOWANCE#${programName(token)}`, ports);
};

const removeMembers = async (dealerId: string, ports: DeskPorts): Promise<void> => {
  for (const member of await membersOfDealerAlone(dealerId, ports)) {
    await emptyPartition(`SHARED#ALLOWANCE#${member.email || member.memberId}`, ports);
    await ports.table.members.remove(member);
  }
};

const removeRecords = async ({ dealerId, partitions }: Holdings, ports: DeskPorts): Promise<void> => {
  const emptyOwn = (partition: string) =>
    emptyPartition(partition, ports, ({ address }) => !LAST.has(address.SK));
  for (const partition of partitions) await emptyOwn(partition);
  await ports.table.dealers.remove({ dealerId });
  // Until then its people were let in: what they asked was counted and written down, and so was what their pages show.
  for (const partition of partitions) await emptyOwn(partition);
};

/** Counts what will be removed, of each kind. */
export const countHeld = async (dealerId: string, ports: DeskPorts): Promise<HeldCounts> => {
  const { partitions, folders, secrets } = await holdingsOf(dealerId, ports);
  const counts = HeldCounts.parse({
    ...{ objects: 0, bytes: 0, records: 0, accounts: secrets.length },
    pictures: (await namedByNobodyElse(await picturesOf(dealerId, ports), dealerId, ports)).length,
    members: (await membersOfDealerAlone(dealerId, ports)).length,
  });
  for await (const { object } of objectsIn(folders, ports)) {
    counts.objects += 1;
    counts.bytes += object.bytes;
  }
  for (const partition of partitions)
    for await (const { address } of ports.table.partitions.stream(partition))
      counts.records += LAST.has(address.SK) ? 0 : 1;
  return counts;
};

/** Those that are left, since they may not be removed here. */
const removeSecrets = async ({ secrets }: Holdings, ports: DeskPorts): Promise<string[]> => {
  const left: string[] = [];
  for (const name of secrets) if (!(await ports.forgetSecret(name))) left.push(name);
  return left;
};

/**
 * Removes all that is held of a dealer that leaves: pictures, objects with all their versions, rows among those of others,
 * members of it alone, secrets, records. Each step leaves what the next ones go by, and can be done again: killed anywhere
 * and done once more, it ends alike. Gives the names of secrets that may not be removed here, and are left.
 */
export const removeHeld = async (dealerId: string, ports: DeskPorts): Promise<string[]> => {
  const holdings = await holdingsOf(dealerId, ports);
  await removePictures(dealerId, ports);
  for (const folder of holdings.folders) await storeOf(folder, ports).remove(folder.prefix);
  await removeFromShared(dealerId, ports);
  await removeAllowances(dealerId, ports);
  await removeMembers(dealerId, ports);
  const secretsLeft = await removeSecrets(holdings, ports);
  await removeRecords(holdings, ports);
  return secretsLeft;
};
