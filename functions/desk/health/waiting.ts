import type { Ports } from '#shared/ports.ts';

/** A dealer's files that have come and are not begun, since others have their turn. */
export interface WaitingShown {
  dealerId: string;
  files: number;
  /** When the first of them came. */
  since: string;
}

const waitingOf = async (dealerId: string, { table }: Pick<Ports, 'table'>): Promise<WaitingShown | null> => {
  // Events and the store's own lists may tell the time of one file a second apart: it stands in line twice then.
  const files = new Map<string, string>();
  for await (const { documentId, modifiedAt } of table.waitingFiles.stream({ dealerId }))
    files.set(documentId, modifiedAt);
  const [since] = [...files.values()].sort();
  return since === undefined ? null : { dealerId, files: files.size, since };
};

/** Whose files wait for their turn, how many, and since when; who waits longest stands first. */
export const filesWaiting = async (ports: Pick<Ports, 'table'>): Promise<WaitingShown[]> => {
  const lines = await ports.table.waitingLines.query({});
  const dealers = new Set(lines.map(({ dealerId }) => dealerId));
  const found = await Promise.all([...dealers].map((dealerId) => waitingOf(dealerId, ports)));
  return found.filter((one) => one !== null).toSorted((one, other) => one.since.localeCompare(other.since));
};
