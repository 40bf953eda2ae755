import type { Rejection } from '#contracts/outcome.ts';
import { endRejected, type RunState } from '#contracts/state.ts';
import { isAlike } from '#pages/document-kind.ts';
import type { Ports } from '#shared/ports.ts';
import type { DocumentRecord } from '#shared/table/records.ts';

/** Where a run goes on by what its file is. */
export const ROUTE_OF: Record<NonNullable<RunState['kind']>, RunState['route']> = {
  'price-list': 'extract',
  'spec-book': 'catalogue',
  'stock-sheet': 'stock',
  'market-sheet': 'market',
};

const saidLast = (one: DocumentRecord, other: DocumentRecord): number =>
  (other.saidToBe?.at ?? '').localeCompare(one.saidToBe?.at ?? '');

/** What a person says of this very file; else what was said last of one with its labels. */
const saidOf = async (
  { dealerId, documentId }: RunState,
  labels: readonly string[],
  { table }: Pick<Ports, 'table'>,
): Promise<DocumentRecord | undefined> => {
  const said = (await table.documents.query({ dealerId })).filter(({ saidToBe }) => saidToBe);
  const own = said.find((document) => document.documentId === documentId);
  const isSuch = ({ saidToBe }: DocumentRecord) => {
    const others = saidToBe?.labels ?? [];
    return isAlike(others, labels) || (labels.length > 0 && others.join('\n') === labels.join('\n'));
  };
  return own ?? said.toSorted(saidLast).find(isSuch);
};

/** Has a file that nobody can tell read as what people say that it is; where nobody has said it, the run ends by that. */
export const asSaidToBe = async (
  state: RunState,
  untold: Rejection,
  ports: Pick<Ports, 'table'>,
): Promise<RunState> => {
  const { labels = [] } = untold.reason.values as { labels?: readonly string[] };
  const said = await saidOf(state, labels, ports);
  if (!said?.saidToBe) return endRejected(state, untold);
  const { kind, by } = said.saidToBe;
  const engine = said.documentId === state.documentId ? `as ${by} says` : `as ${by} says of ${said.name}`;
  return { ...state, kind, route: ROUTE_OF[kind], tally: { ...state.tally, engine } };
};
