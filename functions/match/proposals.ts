import type { ExtractedProduct } from '#contracts/extracted.ts';
import { doubtsOf } from './decide.ts';
import { type Embedder, similarityBy } from './embedder.ts';
import { indexNames } from './listed-names.ts';
import { namesFor, rankNames } from './rank-names.ts';
import { subjectsOf } from './rows.ts';

/** The name that would be proposed for a product, before any band has judged its confidence. */
export interface Proposal {
  readonly modelCode: string;
  /** Null where no name fits. */
  readonly name: string | null;
  readonly confidence: number;
  /** A doubt of its own keeps it from being accepted at any confidence. */
  readonly doubted: boolean;
}

/** What the bands are set by: the proposals for products whose right names are known. */
export async function proposalsFor(
  products: readonly ExtractedProduct[],
  names: readonly string[],
  embedder: Embedder,
): Promise<Proposal[]> {
  const index = indexNames(names);
  const subjects = subjectsOf(products, []);
  const listed = subjects.flatMap(({ machine }) => namesFor(machine, index));
  const texts = new Set([...subjects, ...listed].map(({ text }) => text));
  const likeness = await similarityBy([embedder], [...texts]);
  return subjects.map((subject, at) => {
    const ranking = rankNames(subject, index, likeness);
    const [best] = ranking.fitting;
    return {
      modelCode: products[at]?.modelCode ?? '',
      name: best?.listed.name ?? null,
      confidence: best?.details.confidence ?? 0,
      doubted: best !== undefined && doubtsOf(subject, best, ranking).length > 0,
    };
  });
}
