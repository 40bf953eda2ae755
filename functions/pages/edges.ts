import type { Box } from '#contracts/box.ts';
import type { Page, Rule } from './page.ts';

/** Edges nearer than this are one, in points: neighbouring cells overlap or leave a hairline. */
const ONE_EDGE = 1.6;

/** A stretch of ruling or of a fill's edge: where it stands, and from where to where it runs. */
interface Stretch {
  at: number;
  from: number;
  to: number;
}

/** A range along one axis, in points. */
export type Span = readonly [from: number, to: number];

/**
 * Where rules and the edges of fills together run along at least `share` of the span,
 * so that cells drawn one by one give the same edges as a line drawn through.
 * `horizontal` edges are given by their y, `vertical` ones by their x, in ascending order.
 */
export function tableEdges(page: Page, direction: Rule['direction'], span: Span, share: number): number[] {
  const within = stretchesOf(page, direction).filter(({ from, to }) => to > span[0] && from < span[1]);
  const needed = (span[1] - span[0]) * share;
  const edges = clustered(within).filter((cluster) => covered(cluster, span) >= needed);
  return edges.map((cluster) => cluster.reduce((sum, { at }) => sum + at, 0) / cluster.length);
}

/** A page is asked for its edges several times a table. */
const KNOWN = new WeakMap<Page, Partial<Record<Rule['direction'], Stretch[]>>>();

/** Everything drawn in one direction, by where it stands. */
function stretchesOf(page: Page, direction: Rule['direction']): Stretch[] {
  const known = KNOWN.get(page) ?? {};
  KNOWN.set(page, known);
  known[direction] ??= STRETCHES[direction](page).sort((one, other) => one.at - other.at);
  return known[direction];
}

function horizontalStretches({ fills, rules }: Page): Stretch[] {
  const drawn = rules.filter(({ direction }) => direction === 'horizontal').map(({ box }) => lengthwise(box));
  return [
    ...drawn,
    ...fills.flatMap(({ box: [x0, y0, x1, y1] }) => [y0, y1].map((at) => ({ at, from: x0, to: x1 }))),
  ];
}

function verticalStretches({ fills, rules }: Page): Stretch[] {
  const drawn = rules.filter(({ direction }) => direction === 'vertical').map(({ box }) => upwards(box));
  return [
    ...drawn,
    ...fills.flatMap(({ box: [x0, y0, x1, y1] }) => [x0, x1].map((at) => ({ at, from: y0, to: y1 }))),
  ];
}

const STRETCHES = { horizontal: horizontalStretches, vertical: verticalStretches };

const lengthwise = ([x0, y0, x1, y1]: Box): Stretch => ({ at: (y0 + y1) / 2, from: x0, to: x1 });
const upwards = ([x0, y0, x1, y1]: Box): Stretch => ({ at: (x0 + x1) / 2, from: y0, to: y1 });

/** Neighbours put together; they come in ascending order. */
function clustered(stretches: readonly Stretch[]): Stretch[][] {
  const clusters: Stretch[][] = [];
  for (const stretch of stretches) {
    const cluster = clusters.at(-1);
    if (cluster?.[0] && stretch.at - cluster[0].at <= ONE_EDGE) cluster.push(stretch);
    else clusters.push([stretch]);
  }
  return clusters;
}

/** Length of the span that the stretches cover together. */
function covered(stretches: Stretch[], [low, high]: Span): number {
  let reached = low;
  let length = 0;
  for (const { from, to } of stretches.toSorted((one, other) => one.from - other.from)) {
    const start = Math.max(from, reached);
    const end = Math.min(to, high);
    if (end > start) length += end - start;
    reached = Math.max(reached, end);
  }
  return length;
}
