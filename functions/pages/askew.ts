import { compose, type Matrix, transform } from './matrix.ts';
import type { Doubt, Page, Word } from './page.ts';

/** Radians; a page that lies farther askew was meant to, or is no scan of a sheet. */
const FARTHEST = 0.06;
/** Radians by which the words of one page may differ. */
const ALIKE = 0.004;
/** So many letters of a page must lie alike. */
const NEARLY_ALL = 0.8;

/** Radians clockwise by which nearly all text of a page lies askew, up to about 3°; 0 where it lies straight. */
function askewOf(words: readonly Word[]): number {
  const seen = words.filter(({ visible }) => visible);
  const aslant = seen.filter(({ askew = 0 }) => askew !== 0 && Math.abs(askew) < FARTHEST);
  if (aslant.length === 0) return 0;
  const sorted = aslant.map(({ askew = 0 }) => askew).sort((one, other) => one - other);
  const usual = sorted[Math.floor(sorted.length / 2)] as number;
  const alike = aslant.filter(({ askew = 0 }) => Math.abs(askew - usual) < ALIKE);
  return letters(alike) >= letters(seen) * NEARLY_ALL ? usual : 0;
}

const letters = (words: readonly Word[]): number => words.reduce((sum, { text }) => sum + text.length, 0);

/** Turns what is seen on a page of this size by so many radians clockwise around its middle. */
export function turnedBy(radians: number, { width, height }: Pick<Page, 'width' | 'height'>): Matrix {
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const turn: Matrix = [cos, sin, -sin, cos, 0, 0];
  const [x, y] = transform(turn, [width / 2, height / 2]);
  return compose([1, 0, 0, 1, width / 2 - x, height / 2 - y], turn);
}

/** A page that lies askew, read again with the matrix that sets it straight; whether its words are seen stays as it was. */
export function straightened(page: Page, readAgain: (straight: Matrix) => Page): Page {
  const askew = askewOf(page.words);
  if (askew === 0) return page;
  const again = readAgain(turnedBy(-askew, page));
  const before = Map.groupBy(page.words, ({ order }) => order);
  const words = again.words.map((word) => {
    const run = before.get(word.order) ?? [];
    const same = run.filter(({ text }) => text === word.text);
    return looking(word, same.length > 0 ? same : run);
  });
  return { ...again, words, askew };
}

/** The word as its parts look; where only some of them are seen, nobody knows which of its letters are. */
function looking(word: Word, parts: readonly Word[]): Word {
  if (parts.length === 0) return word;
  const seen = parts.filter(({ visible }) => visible);
  const isMixed = seen.length > 0 && seen.length < parts.length;
  const found = seen.flatMap(({ doubts = [] }) => doubts);
  const doubts = new Set<Doubt>([...(word.doubts ?? []), ...found, ...(isMixed ? ['covered' as const] : [])]);
  return { ...word, visible: seen.length > 0, ...(doubts.size > 0 && { doubts: [...doubts] }) };
}
