import type { HeaderCell } from '#pages/header.ts';
import { type Stretch, type Strip, TOUCHES } from './strips.ts';

/** Left edges this close, in points, are one edge. */
const ALIGNED = 0.8;
/** So many texts that begin exactly under the beginning of a heading show that its column does. */
const FEW_ALIGNED = 2;

/** Where to cut between neighbouring headings that no line divides. */
export function columnCuts(cells: HeaderCell[], found: Strip[]): number[] {
  return cells.slice(1).map((right, index) => cutBetween(cells[index] as HeaderCell, right, found));
}

function cutBetween(left: HeaderCell, right: HeaderCell, found: Strip[]): number {
  if (isLeftEdge(right.box[0], found)) return right.box[0] - TOUCHES;
  const shared = found.find((strip) => overlaps(strip, left) && overlaps(strip, right));
  if (shared) return cutThrough(shared, left, right);
  const own = found.filter((strip) => overlaps(strip, right));
  const start = Math.min(right.box[0], ...own.map(({ from }) => from));
  const stray = found.filter((strip) => strip.from > left.box[2] && strip.to < start);
  const taken = own.length === 0 && stray.length > textsOwed(left, found) ? stray.at(-1) : undefined;
  return (taken?.from ?? start) - TOUCHES;
}

/** True where texts begin under the beginning of a heading and none runs across it. */
function isLeftEdge(x: number, found: Strip[]): boolean {
  const beginning = found.flatMap(({ starts }) => starts).filter((start) => Math.abs(start - x) < ALIGNED);
  const under = found.flatMap(({ runs }) => runs);
  return beginning.length >= FEW_ALIGNED && crossing(under, x) === 0;
}

/** How many texts beside those under the heading itself are still its own: a track has two. */
function textsOwed(cell: HeaderCell, found: Strip[]): number {
  const texts = cell.heading === 'track' ? 2 : 1;
  return Math.max(0, texts - found.filter((strip) => overlaps(strip, cell)).length);
}

function overlaps({ from, to }: Stretch, { box }: HeaderCell): boolean {
  return from < box[2] && to > box[0];
}

/** Texts of two columns touch: the cut is the left edge that most texts share and fewest texts cross. */
function cutThrough({ runs }: Strip, left: HeaderCell, right: HeaderCell): number {
  const edges = [right.box[0], ...runs.map(({ from }) => from)];
  const candidates = edges.filter((x) => x > left.box[2] - TOUCHES && x <= right.box[2]);
  const scored = candidates.map((x) => ({ x, score: aligned(runs, x) - 2 * crossing(runs, x) }));
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one), {
    x: right.box[0],
    score: -Infinity,
  });
  return best.x - TOUCHES / 2;
}

const aligned = (runs: Stretch[], x: number): number =>
  runs.filter(({ from }) => Math.abs(from - x) < ALIGNED).length;
const crossing = (runs: Stretch[], x: number): number =>
  runs.filter(({ from, to }) => from < x - ALIGNED && to > x + ALIGNED).length;
