import type { Word } from '../../page.ts';
import { linesOf } from '../../text.ts';

/**
 * How far letters reach above and below the baseline, in ems: Textract draws its boxes round the ink, so a
 * word without tall letters looks small. Proportions of the common sans-serif fonts.
 */
const ABOVE: readonly (readonly [letters: RegExp, ems: number])[] = [
  [/[ÅÄÖÉÈÜØЙЁ]/u, 0.93],
  [/[\p{Lu}\p{Nd}bdfhklßåäöüéij€$£%()/'"”®№йё]/u, 0.73],
  [/t/u, 0.67],
];
const ABOVE_SMALL = 0.53;
const BELOW = /[gjpqy,;()/€$рудцщф]/u;
const BELOW_EMS = 0.2;

/** Words on one line differ by more only where they are of different sizes. */
const OF_ONE_LINE = 1.5;
/** Sizes nearer to each other than this are one. */
const OF_ONE_PAGE = 1.06;

/** How far the ink of a text reaches from its baseline, in ems. */
interface Reach {
  above: number;
  below: number;
}

/** From the baseline to the edges of the line, in ems: a text layer's boxes are as high for every word. */
const LINE: Reach = { above: 0.9, below: 0.21 };

function inkOf(text: string): Reach {
  const above = ABOVE.find(([letters]) => letters.test(text))?.[1] ?? ABOVE_SMALL;
  return { above, below: BELOW.test(text) ? BELOW_EMS : 0 };
}

/** The size of the type, in the unit of the height, by the height of the ink and the letters that made it. */
export function fontSize(text: string, inkHeight: number): number {
  const { above, below } = inkOf(text);
  return inkHeight / (above + below);
}

/** What the box of the ink lacks above and below to be as high as its line, in points; `inkSize` is the size by the ink alone. */
export function missingHeight(text: string, inkSize: number, size: number): Reach {
  const ink = inkOf(text);
  return { above: LINE.above * size - ink.above * inkSize, below: LINE.below * size - ink.below * inkSize };
}

/**
 * The few sizes a page is set in, for each word one: the height of a word alone is a pixel or two off, which
 * is a quarter of small print, so words on a line and sizes next to each other are settled on their median.
 */
export function settledSizes(words: readonly Word[]): Map<Word, number> {
  const byLine = linesOf(words).flatMap((line) =>
    line.map((word) => [word, median(line.map(({ fontSize }) => fontSize).filter(isLike(word)))] as const),
  );
  const settle = clusters(byLine.map(([, size]) => size));
  return new Map(byLine.map(([word, size]) => [word, settle.get(size) ?? size]));
}

const isLike =
  ({ fontSize }: Word) =>
  (size: number): boolean =>
    Math.max(size, fontSize) < OF_ONE_LINE * Math.min(size, fontSize);

function clusters(sizes: readonly number[]): Map<number, number> {
  const found: number[][] = [];
  for (const size of sizes.toSorted((one, other) => one - other)) {
    const cluster = found.at(-1);
    if (cluster && size < OF_ONE_PAGE * (cluster.at(-1) as number)) cluster.push(size);
    else found.push([size]);
  }
  return new Map(found.flatMap((cluster) => cluster.map((size) => [size, median(cluster)])));
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] as number;
}
