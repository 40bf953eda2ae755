import { Extracted } from '#contracts/extracted.ts';
import type { ListIdentity } from '#contracts/state.ts';
import { readJson } from '#shared/json.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import type { LoadedRun, ReportPorts } from './load-run.ts';

/** The list that came before another. */
export interface PreviousList {
  list: Extracted;
  sameYear: boolean;
}

/** How a list is like another. */
type Alike = (one: ListIdentity, other: ListIdentity) => boolean;

const ofSameMarket: Alike = (one, other) => one.brand === other.brand && one.market === other.market;
const ofSameYear: Alike = (one, other) => ofSameMarket(one, other) && one.modelYear === other.modelYear;

const areAlike = (one: DocumentRecord, other: DocumentRecord, alike: Alike): boolean =>
  (one.lists ?? []).some((list) => (other.lists ?? []).some((each) => alike(list, each)));

/** Lists that came before, oldest first. */
const earlierThan = ({ document }: LoadedRun, documents: DocumentRecord[]): DocumentRecord[] =>
  documents
    .filter(({ receivedAt, sha256, artefacts }) =>
      Boolean(artefacts?.extracted && receivedAt < document.receivedAt && sha256 !== document.sha256),
    )
    .sort((one, other) => one.receivedAt.localeCompare(other.receivedAt));

/**
 * The dealer's list of the same brand, year and market that came last before this one, else that of another year;
 * null for a first one.
 */
export const previousList = async (run: LoadedRun, ports: ReportPorts): Promise<PreviousList | null> => {
  const { document } = run;
  const earlier = earlierThan(run, await ports.table.documents.query({ dealerId: document.dealerId }));
  const before = earlier.findLast((other) => areAlike(document, other, ofSameYear));
  const found = before ?? earlier.findLast((other) => areAlike(document, other, ofSameMarket));
  const key = found?.artefacts?.extracted;
  if (!key || !(await ports.artefacts.head(key))) return null;
  return { list: await readJson(ports.artefacts, key, Extracted), sameYear: found === before };
};
