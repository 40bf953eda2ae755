import { Validated, type ValidatedProduct } from '#contracts/validated.ts';
import { readList } from '#functions/validate/read-list.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { documentsInForce } from '../documents/documents.ts';

/** Everything that is known of one machine of a dealer's list, and what was made of it. */
export interface Found {
  document: DocumentRecord;
  listing: Listing;
  product: ValidatedProduct;
  rules: Validated['rules'];
}

/** Whether a machine of a list is the one that is asked for. */
export type Meaning = (product: ValidatedProduct) => boolean;

/** Lists in force before others, and newer ones before older. */
const byWeight =
  (inForce: Set<string>) =>
  (one: DocumentRecord, other: DocumentRecord): number =>
    Number(inForce.has(other.documentId)) - Number(inForce.has(one.documentId)) ||
    other.receivedAt.localeCompare(one.receivedAt);

const inDocument = async (
  document: DocumentRecord,
  isMeant: Meaning,
  ports: Ports,
): Promise<Found | null> => {
  const { artefacts } = document;
  if (!artefacts?.validated) return null;
  const { products, rules } = await readJson(ports.artefacts, artefacts.validated, Validated);
  const product = products.find(isMeant);
  if (!product) return null;
  const { listings } = await readList({ dealerId: document.dealerId, artefacts }, ports);
  const listing = listings.find(
    ({ extracted: { page, row } }) => page === product.page && row === product.row,
  );
  return listing ? { document, listing, product, rules } : null;
};

/** A machine by its code, however that is written: of a code that stands on several lists the weightiest is meant. */
export const byCode =
  (code: string): Meaning =>
  ({ modelCode }) =>
    modelCode.toUpperCase() === code.toUpperCase();

/** The machine that is meant, on a dealer's lists: on the one in force, else on the newest. Null without one. */
export const findProduct = async (
  dealerId: string,
  isMeant: Meaning,
  ports: Ports,
): Promise<Found | null> => {
  const inForce = await documentsInForce(dealerId, ports);
  const documents = (await ports.table.documents.query({ dealerId })).sort(byWeight(inForce));
  for (const document of documents) {
    const found = await inDocument(document, isMeant, ports);
    if (found) return found;
  }
  return null;
};
