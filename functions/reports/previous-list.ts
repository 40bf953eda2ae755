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
const earlierThan = (document: DocumentRecord, documents: DocumentRecord[]): DocumentRecord[] =>
  documents
    .filter(({ receivedAt, sha256, artefacts }) =>
      Boolean(artefacts?.extracted && receivedAt < document.receivedAt && sha256 !== document.sha256),
    )
    .sort((one, other) => one.receivedAt.localeCompare(other.receivedAt));

/** Where the list that came before another is kept. */
interface Found {
  key: string;
  sameYear: boolean;
}

/** Where `previousList` lies; null for a first list. */
export const findPrevious = async (
  document: DocumentRecord,
  { table, artefacts }: ReportPorts,
): Promise<Found | null> => {
  const earlier = earlierThan(document, await table.documents.query({ dealerId: document.dealerId }));
  const before = earlier.findLast((other) => areAlike(document, other, ofSameYear));
  const found = before ?? earlier.findLast((other) => areAlike(document, other, ofSameMarket));
  const key = found?.artefacts?.extracted;
  return key && (await artefacts.head(key)) ? { key, sameYear: found === before } : null;
};

/**
 * The dealer's list of the same brand, year and market that came last before this one, else that of another year;
 * null for a first one.
 */
export const previousList = async (
  { document }: LoadedRun,
  ports: ReportPorts,
): Promise<PreviousList | null> => {
  const found = await findPrevious(document, ports);
  if (!found) return null;
  return { list: await readJson(ports.artefacts, found.key, Extracted), sameYear: found.sameYear };
};
