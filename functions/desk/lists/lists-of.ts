import type { ListIdentity } from '#contracts/state.ts';
import type { Ports } from '#shared/ports.ts';
import { printedDateIn } from '#shared/run.ts';
import type { DocumentRecord, ListInForce } from '#shared/table/records.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';

/** One list of a dealer, and how it stands among those of its brand, year and market. */
export interface StandingList extends ListIdentity {
  documentId: string;
  /** The file's name. */
  document: string;
  status: 'in force' | 'superseded' | 'retired';
  /** As printed on the list, `2026-09-01`; null where it prints none or was read before this was kept. */
  printedDate: string | null;
  receivedAt: string;
  /** Who retired or restored it by hand, and when. */
  byHand: { by: string; at: string } | null;
}

const isOf =
  (list: ListIdentity) =>
  (head: ListInForce): boolean =>
    head.brand === list.brand && head.modelYear === list.modelYear && head.market === list.market;

const statusOf = (documentId: string, head: ListInForce | undefined): StandingList['status'] => {
  if (head?.documentId !== documentId) return 'superseded';
  return head.retired ? 'retired' : 'in force';
};

const standing =
  (heads: ListInForce[], { documentId, name, order, receivedAt, restored }: DocumentRecord) =>
  (list: ListIdentity): StandingList => {
    const head = heads.find(isOf(list));
    const status = statusOf(documentId, head);
    const byHand = (status === 'retired' ? head?.retired : restored) ?? null;
    return {
      ...{ ...list, documentId, document: name, status, receivedAt },
      printedDate: printedDateIn(restored?.printed ?? order ?? ''),
      byHand: byHand && { by: byHand.by, at: byHand.at },
    };
  };

const byIdentity = ({ brand, modelYear, market }: StandingList): string =>
  [brand, modelYear, market].join(' ');

const RANK = { 'in force': 0, retired: 0, superseded: 1 };

/** By brand, year and market; what is in force before what it has superseded, the newest of those first. */
const inOrder = (a: StandingList, b: StandingList): number =>
  byIdentity(a).localeCompare(byIdentity(b)) ||
  RANK[a.status] - RANK[b.status] ||
  (b.printedDate ?? '').localeCompare(a.printedDate ?? '') ||
  b.receivedAt.localeCompare(a.receivedAt);

/** Every list of the dealer that was judged, each brand, year and market of a file for itself. */
export const listsOf = async (dealerId: string, { table }: Pick<Ports, 'table'>): Promise<StandingList[]> => {
  const heads = await table.lists.query({ dealerId });
  const documents = await table.documents.query({ dealerId });
  const judged = documents.filter(({ artefacts }) => artefacts?.validated);
  return judged
    .flatMap((document) => (document.lists ?? []).map(standing(heads, document)))
    .toSorted(inOrder);
};

/** The same for a dealer that somebody names. Throws `Refusal` for one that nobody knows. */
export const showLists = async (dealerId: string, ports: Pick<Ports, 'table'>): Promise<StandingList[]> => {
  await refuseUnknownDealer(dealerId, ports);
  return listsOf(dealerId, ports);
};
