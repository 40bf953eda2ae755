import type { RunState } from '#contracts/state.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';

export type RefreshPorts = Pick<Ports, 'table' | 'machines'>;

/** What changed for a dealer, and the first stage that must see it. */
export interface Change {
  dealerId: string;
  from: NonNullable<RunState['from']>;
  /** Names the change: the same cause takes a document up once, also when the step is retried. */
  cause: string;
}

const executionName = (documentId: string, cause: string) =>
  `refresh-${sha256(`${documentId}\n${cause}`).slice(0, 40)}`;

/**
 * Takes the dealer's lists in force up again, from the stage given: nothing is extracted twice. Answers the
 * names of the price-list executions, and how many of them began: the same cause begins each once.
 */
export const refresh = async (
  { dealerId, from, cause }: Change,
  { table, machines }: RefreshPorts,
): Promise<{ names: string[]; began: number }> => {
  const lists = await table.lists.query({ dealerId });
  const names: string[] = [];
  let began = 0;
  for (const documentId of new Set(lists.map((list) => list.documentId))) {
    const name = executionName(documentId, cause);
    names.push(name);
    if (await machines.start('price-list', name, { dealerId, documentId, from, reason: cause })) began += 1;
  }
  return { names, began };
};
