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

/** Takes one document up again; answers its execution's name, and whether it began. */
export const rerunDocument = async (
  documentId: string,
  { dealerId, from, cause }: Change,
  { machines }: Pick<Ports, 'machines'>,
): Promise<{ name: string; began: boolean }> => {
  const name = executionName(documentId, cause);
  const began = await machines.start('price-list', name, { dealerId, documentId, from, reason: cause });
  return { name, began };
};

/**
 * Takes the dealer's lists in force up again, from the stage given: nothing is extracted twice. One that was retired by
 * hand is judged no more; that it is gone still reaches the feed. Answers the
 * names of the price-list executions, and how many of them began: the same cause begins each once.
 */
export const refresh = async (
  { dealerId, from, cause }: Change,
  { table, machines }: RefreshPorts,
): Promise<{ names: string[]; began: number }> => {
  const all = await table.lists.query({ dealerId });
  const lists = all.filter(({ retired }) => !retired || from === 'generate');
  const names: string[] = [];
  let began = 0;
  for (const documentId of new Set(lists.map((list) => list.documentId))) {
    const { name, began: isNew } = await rerunDocument(documentId, { dealerId, from, cause }, { machines });
    names.push(name);
    if (isNew) began += 1;
  }
  return { names, began };
};
