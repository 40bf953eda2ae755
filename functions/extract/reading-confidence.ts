import type { Box } from '#contracts/box.ts';
import type { ExtractedProduct, PageProblem } from '#contracts/extracted.ts';
import { centre, holds } from '#pages/box.ts';
import { LEAST_CONFIDENT } from '#reference/reading/limits.ts';
import type { PageSources, Recognition } from './page-sources.ts';

/** A row whose words were read from a picture without the confidence that a price needs. */
const UNSURE = 'reading-unsure';

/** A product with the confidence of its reading: the lowest of the words in its cells. */
export function withConfidence(product: ExtractedProduct, { recognized }: PageSources): ExtractedProduct {
  const words = recognized.get(product.page)?.words ?? [];
  const read = Math.min(1, ...Object.values(product.cells).map((box) => lowest(words, box)));
  return {
    ...product,
    confidence: Math.min(product.confidence, read),
    flags: read < LEAST_CONFIDENT ? [...product.flags, UNSURE] : product.flags,
  };
}

function lowest(words: NonNullable<Recognition['words']>, cell: Box): number {
  const inside = words.filter(({ box }) => holds(cell, centre(box)));
  return Math.min(1, ...inside.map(({ confidence = 1 }) => confidence));
}

/** Each row read without confidence, where it stands: the list waits until a person has looked. */
export function unsureReadings(products: readonly ExtractedProduct[]): PageProblem[] {
  const unsure = products.filter(({ flags }) => flags.includes(UNSURE));
  return unsure.map(({ page, cells, modelCode }) => ({
    page,
    box: cells.modelCode ?? null,
    category: UNSURE,
    text: modelCode,
  }));
}
