import { Extracted } from '#contracts/extracted.ts';
import type { ListIdentity } from '#contracts/state.ts';
import { readJson } from '#shared/json.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import type { LoadedRun, ReportPorts } from './load-run.ts';

const isSame = (one: ListIdentity) => (other: ListIdentity) =>
  one.brand === other.brand && one.modelYear === other.modelYear && one.market === other.market;

const isEarlier =
  ({ document }: LoadedRun) =>
  (other: DocumentRecord): boolean =>
    other.receivedAt < document.receivedAt &&
    other.sha256 !== document.sha256 &&
    (other.lists ?? []).some((list) => (document.lists ?? []).some(isSame(list)));

/** The dealer's list of the same brand, year and market that came last before this one; null for a first one. */
export const previousList = async (run: LoadedRun, ports: ReportPorts): Promise<Extracted | null> => {
  const documents = await ports.table.documents.query({ dealerId: run.document.dealerId });
  const earlier = documents
    .filter(isEarlier(run))
    .sort((one, other) => one.receivedAt.localeCompare(other.receivedAt));
  const key = earlier.findLast(({ artefacts }) => artefacts?.extracted)?.artefacts?.extracted;
  return key && (await ports.artefacts.head(key)) ? readJson(ports.artefacts, key, Extracted) : null;
};
