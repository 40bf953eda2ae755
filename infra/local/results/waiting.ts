import { Validated, type ValidatedProduct } from '#contracts/validated.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';

/** The products of the dealer's lists in review, with their verdicts. */
export const productsInReview = async (
  dealerId: string,
  { table, artefacts }: Ports,
): Promise<ValidatedProduct[]> => {
  const documents = await table.documents.queryIndex('GSI1', { dealerId, status: 'review' });
  const keys = documents.flatMap((document) => document.artefacts?.validated ?? []);
  const validated = await Promise.all(keys.map((key) => readJson(artefacts, key, Validated)));
  return validated.flatMap(({ products }) => products);
};
