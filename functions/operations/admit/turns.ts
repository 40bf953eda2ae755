import type { DroppedKind, Place, WaitingLine } from '#shared/table/coordination-records.ts';

/** A sheet that tells what is sold has a row a machine: some hundred kilobytes for the largest dealers. */
const MOST_BYTES_OF_SHEET = 1_000_000;

/** Nobody knows before it is read whether a sheet tells stock or prices; a PDF never tells stock. */
export const kindOf = ({ key, bytes }: { key: string; bytes: number }): DroppedKind =>
  /\.pdf$/i.test(key) || bytes > MOST_BYTES_OF_SHEET ? 'list' : 'sheet';

type Held = Pick<Place, 'dealerId' | 'kind'>;

/**
 * Whose turn a free place is: among dealers that wait, who holds least for its plan, and of equals who has waited
 * longest since its last turn. So whoever drops a thousand files has one turn while each other that waits has one.
 * A sheet goes by, beyond its dealer's own slots, as long as no other sheet is worked on: it frees a sale, and costs
 * the lists one place at most. Null where nobody waits that may have more than it holds.
 */
export const nextLine = (lines: readonly WaitingLine[], held: readonly Held[]): WaitingLine | null => {
  const counts = new Map<string, number>();
  for (const { dealerId } of held) counts.set(dealerId, (counts.get(dealerId) ?? 0) + 1);
  const sheetsGoBy = !held.some(({ kind }) => kind === 'sheet');
  const goesBy = ({ kind }: WaitingLine) => sheetsGoBy && kind === 'sheet';
  const loadOf = ({ dealerId, slots }: WaitingLine) => (counts.get(dealerId) ?? 0) / slots;
  const compare = (one: WaitingLine, other: WaitingLine) =>
    Number(goesBy(other)) - Number(goesBy(one)) || loadOf(one) - loadOf(other) || one.since - other.since;
  const [first] = lines.filter((line) => goesBy(line) || loadOf(line) < 1).toSorted(compare);
  return first ?? null;
};
