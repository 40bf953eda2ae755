import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Attributes, removeBatches, type TableHandle } from './batches.ts';
import { KIND } from './collection.ts';
import type { Address } from './keys.ts';

/** A record as the table itself has it, whatever kind it is of. */
export interface RawRecord {
  address: Address;
  kind: string;
  /** Without what the table adds for itself. */
  fields: Attributes;
}

/** Keys, kind and shape: see `collection.ts`. */
const OURS = /^(?:PK|SK|GSI\d[PS]K|__edb_\w__)$/;

const rawOf = (item: Attributes): RawRecord => ({
  address: { PK: String(item.PK), SK: String(item.SK) },
  kind: String(item[KIND]),
  fields: Object.fromEntries(Object.entries(item).filter(([name]) => !OURS.test(name))),
});

/** Partitions as a whole: for whoever takes everything along, or away. */
export const partitionsOn = (table: TableHandle) => ({
  /** All that lies in a partition, as it is now, one by one. */
  stream: async function* (partition: string): AsyncGenerator<RawRecord> {
    let after: Attributes | undefined;
    do {
      const page = await table.client.send(
        new QueryCommand({
          ...{ TableName: table.name, ConsistentRead: true, KeyConditionExpression: '#pk = :pk' },
          ExpressionAttributeNames: { '#pk': 'PK' },
          ExpressionAttributeValues: { ':pk': partition },
          ...(after && { ExclusiveStartKey: after }),
        }),
      );
      yield* (page.Items ?? []).map(rawOf);
      after = page.LastEvaluatedKey;
    } while (after);
  },
  /** Removes records, of whatever kind. */
  removeAll: (addresses: readonly Address[]): Promise<void> => removeBatches(table, addresses),
});

/** Begins the partitions that are a dealer's own, however their templates call it. */
const OWN = /^(?:D#\$\{(?:dealerId|whose)\}|\$\{scope\})/;

/** Of a dealer, what its partitions are named by. */
interface Known {
  dealerId: string;
  runs: readonly string[];
}

/** The partitions of a template: one, or one a run. Throws for a field that nobody has told of. */
const partitionsLike = (template: string, { dealerId, runs }: Known): string[] => {
  if (!OWN.test(template)) return [];
  const own = template.replace(OWN, `D#${dealerId}`);
  const named = own.includes('${runId}') ? runs.map((run) => own.replace('${runId}', run)) : [own];
  const [strange] = named.filter((name) => name.includes('${'));
  if (strange) throw new TypeError(`Nobody says which partitions ${strange} has`);
  return named;
};

const templatesOf = (collections: Iterable<object>): string[] =>
  [...collections].flatMap((one) => ('partition' in one ? [String(one.partition)] : []));

/** Partitions in which records of dealers lie among those of others. */
export const sharedPartitions = (collections: Iterable<object>): string[] => [
  ...new Set(templatesOf(collections).filter((template) => /^SHARED#[A-Z]+$/.test(template))),
];

/**
 * A dealer's own partitions, of every kind of record among these collections: its main one, by which the others are
 * found, comes last. What a new kind of record is called is known here by itself.
 */
export const ownPartitions = (collections: Iterable<object>, known: Known): string[] => {
  const main = `D#${known.dealerId}`;
  const all = new Set(templatesOf(collections).flatMap((template) => partitionsLike(template, known)));
  return all.delete(main) ? [...all, main] : [...all];
};
