import type { Color } from '../../page.ts';
import type { Ground } from '../sheet.ts';

/** How much of a cell's fill has the pattern's own colour, by the pattern (ECMA-376, 18.18.55); `none` fills nothing. */
const PATTERN_SHARES: Readonly<Record<string, number>> = {
  solid: 1,
  darkGray: 3 / 4,
  darkTrellis: 3 / 4,
  mediumGray: 1 / 2,
  darkDown: 1 / 2,
  darkGrid: 1 / 2,
  darkHorizontal: 1 / 2,
  darkUp: 1 / 2,
  darkVertical: 1 / 2,
  lightGrid: 7 / 16,
  lightTrellis: 3 / 8,
  lightDown: 1 / 4,
  lightGray: 1 / 4,
  lightHorizontal: 1 / 4,
  lightUp: 1 / 4,
  lightVertical: 1 / 4,
  gray125: 1 / 8,
  gray0625: 1 / 16,
};
/** Steps in which a gradient's colours are looked at between two of its stops. */
const STEPS = 4;

/** The ground of a pattern in one colour on another; null for none. */
export function patternGround(pattern: string, own: Color, behind: Color): Ground | null {
  const share = PATTERN_SHARES[pattern];
  if (share === undefined) return null;
  if (share === 1) return plainGround(own);
  const color = between(behind, own, share);
  const large = [...(share <= 1 / 2 ? [behind] : []), ...(share >= 1 / 2 ? [own] : [])];
  return { color, areas: [color, ...large], painted: [own, behind] };
}

export const plainGround = (color: Color): Ground => ({ color, areas: [color], painted: [color] });

/** The ground of a gradient through colours; null where it has none. */
export function gradientGround(stops: readonly Color[]): Ground | null {
  const [first] = stops;
  if (!first) return null;
  const areas = stops.flatMap((stop, index) => {
    const next = stops[index + 1] ?? stop;
    return Array.from({ length: STEPS }, (_, step) => between(stop, next, step / STEPS));
  });
  return { color: areas[Math.floor(areas.length / 2)] ?? first, areas, painted: [] };
}

const between = (one: Color, other: Color, share: number): Color =>
  one.map((channel, index) => Math.round(channel + ((other[index] ?? 0) - channel) * share)) as [
    number,
    number,
    number,
  ];
