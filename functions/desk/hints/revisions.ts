import type { Ports } from '#shared/ports.ts';
import { Revisions } from '#shared/table/hint-records.ts';
import type { Address } from '#shared/table/keys.ts';
import { changeAt, TOPICS, type Topic } from '#shared/table/topics.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';

type TablePort = Pick<Ports, 'table'>;

/** How often each topic of a dealer has changed. Throws `Refusal` for a dealer that nobody knows. */
export const revisionsOf = async (
  dealerId: string,
  { table }: TablePort,
): Promise<Omit<Revisions, 'dealerId'>> => {
  const counted = await table.revisions.get({ dealerId });
  if (!counted) await refuseUnknownDealer(dealerId, { table });
  const { dealerId: _, ...revisions } = counted ?? Revisions.parse({ dealerId });
  return revisions;
};

/** What a page of a dealer is to ask for anew. */
export interface Hint {
  topic: Topic;
  /** As the poll has it. */
  revision: number;
}

const countAt = async (
  [dealerId, topics]: [string, Set<Topic>],
  { table }: TablePort,
): Promise<[string, Hint[]]> => {
  const once = Object.fromEntries([...topics].map((topic) => [topic, 1]));
  const revisions = await table.revisions.add({ dealerId }, once);
  return [dealerId, [...topics].map((topic) => ({ topic, revision: revisions[topic] }))];
};

/** Of a dealer that was erased nobody has a page open, and nothing is written any more. */
const isThere = async (dealerId: string, { table }: TablePort): Promise<boolean> =>
  (await table.dealers.get({ dealerId })) !== null;

/** Counts what was written or removed at these places of the table; gives the hints of each dealer concerned. */
export const countChanges = async (
  addresses: readonly Address[],
  ports: TablePort,
): Promise<Map<string, Hint[]>> => {
  const changed = new Map<string, Set<Topic>>();
  for (const { dealerId, topics } of addresses.map(changeAt).filter((change) => change !== null))
    changed.set(dealerId, (changed.get(dealerId) ?? new Set<Topic>()).union(new Set(topics)));
  const there = await Promise.all(
    [...changed].map(async (each) => ((await isThere(each[0], ports)) ? [each] : [])),
  );
  return new Map(await Promise.all(there.flat().map((each) => countAt(each, ports))));
};

/** Everything of a dealer counts as changed: nobody has watched meanwhile. */
export const countAll = (dealerId: string, ports: TablePort) => countAt([dealerId, new Set(TOPICS)], ports);
