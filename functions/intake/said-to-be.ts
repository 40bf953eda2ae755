import type { Rejection } from '#contracts/outcome.ts';
import { endRejected, type RunState } from '#contracts/state.ts';
import { isAlike } from '#pages/document-kind.ts';
import type { Ports } from '#shared/ports.ts';
import type { DocumentRecord } from '#shared/table/records.ts';

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
  return own ?? said.toSorted(saidLast).find(({ saidToBe }) => isAlike(saidToBe?.labels ?? [], labels));
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
  const route = kind === 'price-list' ? 'extract' : 'catalogue';
  return { ...state, kind, route, tally: { ...state.tally, engine } };
};
