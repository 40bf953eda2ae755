import type { ListIdentity, RunState } from '#contracts/state.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import type { ListInForce } from '#shared/table/records.ts';

export type RefreshPorts = Pick<Ports, 'table' | 'machines'>;

type From = NonNullable<RunState['from']>;

/** Derived from what is refreshed and why: a retried step starts nothing twice. */
const executionName = (documentId: string, cause: string) =>
  `refresh-${sha256(`${documentId}\n${cause}`).slice(0, 40)}`;

const speaksOf = (identities: ListIdentity[]) => (list: ListInForce) =>
  identities.some(({ brand, modelYear }) => brand === list.brand && modelYear === list.modelYear);

/**
 * Takes the dealer's lists of these brands and years up again, from the stage given: nothing is extracted
 * twice. `cause` names the change; the same cause refreshes a document once.
 */
export const refresh = async (
  { dealerId, lists, from, cause }: { dealerId: string; lists: ListIdentity[]; from: From; cause: string },
  { table, machines }: RefreshPorts,
): Promise<void> => {
  const affected = (await table.lists.query({ dealerId })).filter(speaksOf(lists));
  for (const documentId of new Set(affected.map((list) => list.documentId)))
    await machines.start('price-list', executionName(documentId, cause), {
      dealerId,
      documentId,
      from,
      reason: cause,
    });
};
