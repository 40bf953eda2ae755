import { Validated, type ValidatedProduct } from '#contracts/validated.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { documentsInForce } from '../documents/documents.ts';

/** The products of the dealer's lists in force that are in review, with their verdicts. */
export const productsInReview = async (dealerId: string, ports: Ports): Promise<ValidatedProduct[]> => {
  const inForce = [...(await documentsInForce(dealerId, ports))];
  const documents = await ports.table.documents.getAll(
    inForce.map((documentId) => ({ dealerId, documentId })),
  );
  const standing = documents.filter(({ status }) => status === 'review');
  const keys = standing.flatMap((document) => document.artefacts?.validated ?? []);
  const validated = await Promise.all(keys.map((key) => readJson(ports.artefacts, key, Validated)));
  return validated.flatMap(({ products }) => products);
};
