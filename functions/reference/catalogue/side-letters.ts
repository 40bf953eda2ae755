/** What the sides of a machine are called in labels that name all three: by a letter each, or in words. */
import { conceptsOf } from './label-witness.ts';

type Side = 'length' | 'width' | 'height';

/** A language's first letters; in French a small one is the width, in Finnish "L" is. */
const LETTERS: readonly Readonly<Record<string, Side>>[] = [
  { L: 'length', W: 'width', H: 'height' },
  { L: 'length', B: 'width', H: 'height' },
  { L: 'length', l: 'width', h: 'height' },
  { L: 'length', l: 'width', H: 'height' },
  { P: 'length', L: 'width', K: 'height' },
  { D: 'length', S: 'width', W: 'height' },
  { Д: 'length', Ш: 'width', В: 'height' },
];

const TIMES = String.raw`\s{0,3}[-–x×х*/]\s{0,3}`;
/** Latin or Cyrillic letters; "x" between them is no letter of a side. */
const THREE = new RegExp(`(?<!\\p{L})(\\p{L})${TIMES}(\\p{L})${TIMES}(\\p{L})(?!\\p{L})`, 'u');

/** The order of the sides that a label tells; null where it tells none. */
export function labelOrder(label: string): readonly Side[] | null {
  const letters = THREE.exec(label)?.slice(1);
  const order = letters ? orderBy(letters) : null;
  return order ?? inOrder(conceptsOf(label).flatMap((meaning) => meaning?.filter(isSide) ?? []));
}

/** Letters of one language; all in capitals where they are, in small letters alone only where that is no other language's. */
function orderBy(letters: readonly string[]): readonly Side[] | null {
  const cases = [letters, letters.map((letter) => letter.toUpperCase())];
  for (const written of cases)
    for (const names of LETTERS) {
      const order = inOrder(written.flatMap((letter) => names[letter] ?? []));
      if (order) return order;
    }
  return null;
}

const SIDES: readonly string[] = ['length', 'width', 'height'];
const isSide = (concept: string): concept is Side => SIDES.includes(concept);
const inOrder = (sides: readonly Side[]): readonly Side[] | null =>
  sides.length === SIDES.length && new Set(sides).size === SIDES.length ? sides : null;

const UNITS = /(?<!\p{L})(?:mm|cm|мм|см)(?!\p{L})/giu;

/** Whether a label is about its sides and nothing else: every other word is known to change nothing. */
export const isAboutMachine = (label: string): boolean =>
  conceptsOf(label.replace(THREE, ' ').replace(UNITS, ' ')).every(
    (meaning) => meaning?.every(isSide) ?? false,
  );
