import type { ExtractedProduct } from '#contracts/extracted.ts';

const TEXTS = [
  'model',
  'package',
  'engine',
  'trackLength',
  'trackProfile',
  'starter',
  'display',
  'springOptions',
  'color',
] as const satisfies readonly (keyof ExtractedProduct)[];
type Texts = Pick<ExtractedProduct, (typeof TEXTS)[number]>;

/** Names have capitals inside too ("RipSaw"); no half of one is a cell of its own. */
const JOINT = /(?<=[\p{Ll}\d.)])(?=\p{Lu}\p{Ll})/gu;

/**
 * Tells rows of a list with two cells in one: "Digital DisplayStudded Track", where other rows have one half alone in
 * a cell. Letters whose stated width has been damaged reach into the next column so, and nothing else shows it.
 */
export function runTogether(products: readonly Texts[]): (product: Texts) => boolean {
  const cells = new Set(products.flatMap((product) => TEXTS.map((column) => product[column])));
  const isJoined = (text: string) =>
    [...text.matchAll(JOINT)].some(
      ({ index }) => cells.has(text.slice(0, index)) || cells.has(text.slice(index)),
    );
  return (product) => TEXTS.some((column) => isJoined(product[column] ?? ''));
}
