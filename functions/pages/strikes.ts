import type { Box } from '#contracts/box.ts';
import { BAR_WITHIN, crossesBar } from './bars.ts';
import { areaOf, contrast, onlyColor, type Raster } from './ink.ts';
import type { TextObject } from './text-runs.ts';

/** Above the baseline, in ems: a line from here to there runs through letters; one below underlines them, one above is a tight table's. */
const LOWEST = 0.1;
const HIGHEST = 0.52;
/** How far above and below a line the ground must show again, in ems: thicker is a bar, not a line. */
const THICKEST = 0.32;
/** Of a word's width; of a narrower one's, in ems, of this: a spot of a pattern is as wide as a letter. */
export const STRUCK_SHARE = 0.7;
const NARROWEST = 1;
/** A line that stands out less than this from what is above and below it is a texture. */
const LINE_CONTRAST = 36;
/** A word crossed by more lines than a double strike has stands on a hatching. */
export const MOST_LINES = 2;

/** What a line may run through: what the glyphs have in common, and the box of their outlines. */
interface Struck {
  text: TextObject;
  box: Box;
}

/**
 * Whether a line, thin or broad, runs through the middle of a text, or across it from end to end, in the picture of the page
 * without its text.
 */
export function isStruck({ text, box }: Struck, ground: Raster): boolean {
  const zone = zoneOf(text, box);
  if (!isMostlyOn(ground, zone)) return false;
  if (onlyColor(ground, areaOf(ground, around(zone))) !== null) return false;
  return (
    isStruckThrough(zone, text, ground) ||
    isBarred({ ...zone, across: barZone(text) }, ground) ||
    isCrossedOut(zone, text, ground)
  );
}

/** What lies off the picture is crossed by nothing that was seen; a torn font's words may be as long as a thousand pages. */
function isMostlyOn(ground: Raster, { isUpright, along }: Zone): boolean {
  const first = isUpright ? ground.left : ground.top;
  const [from, to] = along.map((at) => at * ground.scale) as [number, number];
  const on = Math.min(to, first + (isUpright ? ground.width : ground.height)) - Math.max(from, first);
  return on >= STRUCK_SHARE * (to - from) - 1;
}

/** Of a ground of stripes the same is seen higher and lower too. */
function isBarred(zone: Zone, ground: Raster): boolean {
  const isAt = (by: number) => shareOf(barredIn(moved(zone, by), ground)) >= STRUCK_SHARE;
  return isAt(0) && [-2, -1, 1, 2].filter(isAt).length < MOST_ALIKE.solid;
}

/** For each pixel along a text whether a broad line crosses it. */
function barredIn({ isUpright, along, across }: Zone, ground: Raster): boolean[] {
  const { pixel } = reader(ground, isUpright);
  const [from, to] = along.map((at) => Math.round(at * ground.scale)) as [number, number];
  const [low, high] = across.map((at) => at * ground.scale) as [number, number];
  return Array.from({ length: Math.max(0, to - from) }, (_, index) =>
    crossesBar((at) => pixel(from + index, at), Math.floor(low), Math.ceil(high)),
  );
}

function isStruckThrough(zone: Zone, text: TextObject, ground: Raster): boolean {
  const gap = GAP * text.fontSize * ground.scale;
  const crossingAt = (by: number) => crossingOf(crossedIn(moved(zone, by), ground), gap);
  const own = crossingAt(0);
  if (own === 'open') return false;
  const alike = [-2, -1, 1, 2].filter((by) => crossingAt(by) === own);
  return alike.length < MOST_ALIKE[own];
}

/** Heights at which a slanting line may enter and leave a text, in ems from its middle. */
const SLANT_ENDS = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1];
/** It rises so much, in ems: one that rises less strikes the text through. */
const LEAST_RISE = 0.5;
/** And passes the middle as near as this. */
const OFF_MIDDLE = 0.25;
/** How far off its straight way a line of some width may be seen, in ems. */
const SLANT_REACH = 0.14;
/** Of a hatching, and of whatever has lines all over, the same way is crossed so much higher and lower too. */
const NEXT_SLANT = 0.5;
const SLANT_SHARE = 0.85;
const SHARE_OF_NEXT = 0.5;

interface Slant {
  from: number;
  to: number;
}
const SLANTS: readonly Slant[] = SLANT_ENDS.flatMap((from) => SLANT_ENDS.map((to) => ({ from, to }))).filter(
  ({ from, to }) => Math.abs(to - from) >= LEAST_RISE && Math.abs(from + to) / 2 <= OFF_MIDDLE,
);

/** A cross or a slash drawn upon a text alone leaves the zone of a strike before it leaves the text. */
function isCrossedOut(zone: Zone, { fontSize }: TextObject, ground: Raster): boolean {
  const shareOn = ({ from, to }: Slant, by = 0) =>
    crossedAlong({ from: from + by, to: to + by }, zone, fontSize, ground);
  const isAlone = (slant: Slant) =>
    [NEXT_SLANT, -NEXT_SLANT].every((by) => shareOn(slant, by) < SHARE_OF_NEXT);
  return SLANTS.some((slant) => shareOn(slant) >= SLANT_SHARE && isAlone(slant));
}

/** The share of a slanting way along which a thin line is seen. */
function crossedAlong({ from, to }: Slant, zone: Zone, em: number, ground: Raster): number {
  const cut = cutsOf(reader(ground, zone.isUpright), Math.max(2, Math.round(zone.reach * ground.scale)));
  const [start, end] = zone.along.map((at) => Math.round(at * ground.scale)) as [number, number];
  const middle = (zone.across[0] + zone.across[1]) / 2;
  const reach = SLANT_REACH * em;
  let crossed = 0;
  for (let at = start; at < end; at++) {
    const height = middle + (from + ((to - from) * (at + 0.5 - start)) / (end - start)) * em;
    const [low, high] = [(height - reach) * ground.scale, (height + reach) * ground.scale];
    if (cut(at, low, high) > 0) crossed++;
  }
  return crossed / Math.max(1, end - start);
}

/** How lines cross a zone from end to end. */
type Crossing = 'solid' | 'dashed' | 'open';

/** A zone has two above and two below; where more of them are crossed in the same way, it is by a ruling or a pattern. */
const MOST_ALIKE = { solid: 3, dashed: 1 };

const moved = (zone: Zone, by: number): Zone => {
  const [low, high] = zone.across;
  const far = by * (high - low);
  return { ...zone, across: [low + far, high + far] };
};

function crossingOf(crossed: readonly boolean[], gap: number): Crossing {
  const share = shareOf(crossed);
  if (share >= STRUCK_SHARE) return 'solid';
  return share >= DASHED_SHARE && shareOf(bridged(crossed, gap)) >= STRUCK_SHARE ? 'dashed' : 'open';
}

/** Dashes of a line leave no more between them, in ems, and take no less of it together. */
const GAP = 0.7;
const DASHED_SHARE = 0.25;

const shareOf = (crossed: readonly boolean[]): number =>
  crossed.filter(Boolean).length / Math.max(crossed.length, 1);

/** As if there were no gaps of so many pixels and less. */
function bridged(crossed: readonly boolean[], gap: number): boolean[] {
  let last = -Infinity;
  const next = crossed.map((_, at) => crossed.indexOf(true, at));
  return crossed.map((isCrossed, at) => {
    if (isCrossed) last = at;
    const after = next[at] as number;
    return isCrossed || (after >= 0 && after - last - 1 <= gap);
  });
}

/** For each pixel along a text whether a line or two cross it in the zone. */
function crossedIn({ isUpright, along, across, reach }: Zone, ground: Raster): boolean[] {
  const cut = cutsOf(reader(ground, isUpright), Math.max(2, Math.round(reach * ground.scale)));
  const [from, to] = along.map((at) => Math.round(at * ground.scale)) as [number, number];
  const [low, high] = across.map((at) => at * ground.scale) as [number, number];
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => {
    const lines = cut(from + index, low, high);
    return lines > 0 && lines <= MOST_LINES;
  });
}

/** Places of a text, where one colour alone may show that no line strikes it. */
interface UnstruckBoxes {
  /** Where a line would run: no line does if there is nothing else in it and behind the letters. */
  within: Box;
  /** Either with what is above or below a line, from both of which it stands out. */
  above: Box;
  below: Box;
}

/** Most of a text's width tells as well as all that no line strikes it. */
export function unstruckBoxes(text: TextObject, box: Box): UnstruckBoxes {
  const { isUpright, along, across, reach } = zoneOf(text, box);
  const own: [number, number] = isUpright ? [box[0], box[2]] : [box[1], box[3]];
  const isTelling = own[1] - own[0] > (along[1] - along[0] + 1) * (1 - STRUCK_SHARE);
  const ends = isTelling ? own : along;
  const far = Math.max(2, reach + 1);
  const over = (low: number, high: number): Box =>
    isUpright ? [ends[0], low, ends[1], high] : [low, ends[0], high, ends[1]];
  return {
    within: over(across[0], across[1]),
    above: over(across[0] - far, across[1]),
    below: over(across[0], across[1] + far),
  };
}

interface Zone {
  /** True where text runs along x. */
  isUpright: boolean;
  along: [number, number];
  across: [number, number];
  /** Points. */
  reach: number;
}

/** Where a line would run through the text. */
function zoneOf(text: TextObject, box: Box): Zone {
  const isUpright = text.turns % 2 === 0;
  return {
    isUpright,
    along: atLeast(isUpright ? [box[0], box[2]] : [box[1], box[3]], NARROWEST * text.fontSize),
    across: strikeZone(text),
    reach: THICKEST * text.fontSize,
  };
}

/** From where to where a line across the direction of reading strikes a text: heights of an upright one, in points. */
export const strikeZone = (text: TextObject): [number, number] => acrossText(text, [LOWEST, HIGHEST]);

/** As `strikeZone`, of a broad line: between these heights lies all of it. */
export const barZone = (text: TextObject): [number, number] => acrossText(text, BAR_WITHIN);

/** Heights above the baseline of a text, in ems, as places on the page. */
function acrossText(
  { baseline, turns, fontSize }: TextObject,
  heights: readonly [number, number],
): [number, number] {
  // Baselines grow downwards as the reader sees them; up is towards smaller y, or larger x where a line runs down.
  const up = turns === 0 || turns === 3 ? -1 : 1;
  const [low, high] = heights.map((height) => up * (height * fontSize - baseline)) as [number, number];
  return low < high ? [low, high] : [high, low];
}

function atLeast([from, to]: [number, number], length: number): [number, number] {
  const more = Math.max(0, length - (to - from)) / 2;
  return [from - more, to + more];
}

const around = ({ isUpright, along, across, reach }: Zone): Box => {
  const wide = [across[0] - reach, across[1] + reach] as const;
  return isUpright ? [along[0], wide[0], along[1], wide[1]] : [wide[0], along[0], wide[1], along[1]];
};

interface Reader {
  /** By its place along and across the text; undefined outside of the raster. */
  pixel: (along: number, across: number) => number | undefined;
  /** Across the text, from where to where the raster goes. */
  rows: readonly [number, number];
}

function reader({ left, top, width, height, pixels }: Raster, isUpright: boolean): Reader {
  const pixel = (along: number, across: number) => {
    const x = (isUpright ? along : across) - left;
    const y = (isUpright ? across : along) - top;
    return x < 0 || y < 0 || x >= width || y >= height ? undefined : pixels[y * width + x];
  };
  return { pixel, rows: isUpright ? [top, top + height] : [left, left + width] };
}

/** How many thin lines a cut across the text meets, at a place along it and between two heights, in pixels. */
function cutsOf({ pixel, rows }: Reader, step: number) {
  return (at: number, low: number, high: number): number => {
    const end = Math.min(Math.ceil(high), rows[1]);
    let lines = 0;
    let isLine = false;
    for (let row = Math.max(Math.floor(low), rows[0]); row < end; row++) {
      const wasLine = isLine;
      isLine = standsOut(pixel(at, row), pixel(at, row - step), pixel(at, row + step));
      if (isLine && !wasLine) lines++;
    }
    return lines;
  };
}

const standsOut = (line: number | undefined, above: number | undefined, below: number | undefined): boolean =>
  line !== undefined &&
  above !== undefined &&
  below !== undefined &&
  contrast(line, above) >= LINE_CONTRAST &&
  contrast(line, below) >= LINE_CONTRAST;
