import type { Matched, MatchedProduct } from '#contracts/matched.ts';
import type { RunState } from '#contracts/state.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import type { ProductResult } from '#shared/table/records.ts';

const KEPT_SECONDS = 180 * 24 * 3600;
const UNKNOWN = { brand: '', modelYear: 0 };

const matchOf = ({
  avitoModel,
  normalized,
  spec,
  method,
  confidence,
  confidenceDescription,
  matchDetails,
  decision,
  reasons,
}: MatchedProduct) => ({
  avitoModel,
  normalized,
  spec,
  method,
  confidence,
  confidenceDescription,
  matchDetails,
  decision,
  reasons,
});

const place = ({ page, row }: { page: number; row: number }) => `${page}-${row}`;

/** The match and the four validations of every product, one record each (S0-16, S0-17). */
export const resultsOf = (
  { dealerId, runId }: RunState,
  matched: Matched,
  products: ValidatedProduct[],
  now: Date,
): ProductResult[] => {
  const matches = new Map(matched.products.map((product) => [place(product), matchOf(product)]));
  return products.map((product) => ({
    dealerId,
    runId,
    brand: product.brand ?? UNKNOWN.brand,
    modelYear: product.modelYear ?? UNKNOWN.modelYear,
    modelCode: product.modelCode,
    row: place(product),
    match: matches.get(place(product)) ?? {},
    layers: product.layers,
    createdAt: now.toISOString(),
    ttl: Math.floor(now.getTime() / 1000) + KEPT_SECONDS,
  }));
};
