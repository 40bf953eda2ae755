import { type ExtractedProduct, TEXT_COLUMNS } from '#contracts/extracted.ts';

type Texts = Pick<ExtractedProduct, (typeof TEXT_COLUMNS)[number]>;

/** Names have capitals inside too ("RipSaw"); no half of one is a cell of its own. */
const JOINT = /(?<=[\p{Ll}\d.)])(?=\p{Lu}\p{Ll})/gu;

/**
 * Tells cells of a list that are two in one: "Digital DisplayStudded Track", where other rows have one half alone in
 * a cell. Letters whose stated width has been damaged reach into the next column so, and nothing else shows it.
 */
export function runTogether(products: readonly Texts[]): (text: string) => boolean {
  const cells = new Set(products.flatMap((product) => TEXT_COLUMNS.map((column) => product[column])));
  const isJoined = (text: string) =>
    [...text.matchAll(JOINT)].some(
      ({ index }) => cells.has(text.slice(0, index)) || cells.has(text.slice(index)),
    );
  return isJoined;
}
