import type { Box } from '#contracts/box.ts';
import { area, grown, holdsBox, intersection, union } from '../box.ts';
import {
  areaOf,
  brightness,
  contrast,
  type Ink,
  leastContrast,
  NO_CONTRAST,
  onlyColor,
  pixelOf,
  type Raster,
} from '../ink.ts';
import type { Doubt } from '../page.ts';
import { unstruckBoxes } from '../strikes.ts';
import { FAINT, type Look, UNSEEN } from '../visibility.ts';
import type { Candidate } from './rivals.ts';
import type { Placed, View } from './view.ts';

/** At a glance thin letters are grey, and run into each other: what stands out so much is clear, the rest gets a second look. */
export const CLEAR = 64;
/** Points: so near beside a word its outline may lie upon what stands there. */
const NEAR = 0.25;
const PAPER = 0xffffff;

export const CLEARLY: Look = { visible: true, doubts: [] };

export function lookOf({ contrast: found, whole }: Ink): Look {
  if (found <= NO_CONTRAST) return UNSEEN;
  const doubts: Doubt[] = [
    ...(found < FAINT ? ['faint' as const] : []),
    ...(whole ? [] : ['covered' as const]),
  ];
  return doubts.length === 0 ? CLEARLY : { visible: true, doubts };
}

/** Whether a word shows in its own colour with nothing drawn upon it, so that its ground alone decides how it looks. */
export const showsPlainly = (view: View, candidate: Candidate): boolean =>
  candidate.objects.every(view.isPlain) && liesOpen(view, candidate);

/** True where nothing is drawn upon a word, and nothing cuts it. */
export function liesOpen({ others, notes }: View, { text, objects, box, rivals }: Candidate): boolean {
  const first = firstOrder(objects);
  const mayCover = ({ object }: Placed) => object.kind === 'text' || object.order > first;
  return (
    rivals.length === 0 &&
    holdsBox(text.clip, box) &&
    !others.touches(box, mayCover) &&
    !notes.some((note) => area(intersection(note.box, box)) > 0)
  );
}

const firstOrder = (objects: Candidate['objects']): number =>
  objects.reduce((first, { order }) => Math.min(first, order), Infinity);

/** How a word looks that shows plainly, by the picture of its ground; null where it must be drawn itself. */
export function lookOnGround(view: View, { text, box }: Candidate, ground: Raster): Look | null {
  const [pixels, color] = [areaOf(ground, box), pixelOf(text.color)];
  const only = onlyColor(ground, pixels);
  if (only !== null) return lookAgainst(view, only, color);
  return isSure(view, color) && leastContrast(ground, pixels, color) >= CLEAR ? CLEARLY : null;
}

const lookAgainst = (view: View, ground: number, color: number): Look | null =>
  ground === color || isSure(view, color) ? lookOf({ contrast: contrast(ground, color), whole: true }) : null;

/** White may be no colour at all. */
const isSure = ({ hasPlainWhite }: View, color: number): boolean => hasPlainWhite || color !== PAPER;

/**
 * How a word looks that shows plainly, by what stands in its place: bare paper and boxes of one colour, of which those
 * above or below show that no line strikes it. Null where only a picture can tell.
 */
export function lookByPlace(view: View, { text, box }: Candidate): Look | null {
  const color = pixelOf(text.color);
  const { within, above, below } = unstruckBoxes(text, box);
  const around = onlyColorIn(view, union(box, within));
  if (around !== null) return lookAgainst(view, around, color);
  const [ground, ...others] = colorsIn(view, box) ?? [];
  const isUnstruck = [above, below].some((place) => onlyColorIn(view, place) !== null);
  if (ground === undefined || !isUnstruck) return null;
  if (others.length === 0) return lookAgainst(view, ground, color);
  return isSure(view, color) && standsOut(color, [ground, ...others]) ? CLEARLY : null;
}

/** Clear on each of the grounds, and all of them are darker or all lighter: so is what a pixel has of several. */
function standsOut(color: number, grounds: readonly number[]): boolean {
  const isLighter = brightness(color) > brightness(grounds[0] as number);
  return grounds.every(
    (ground) => contrast(ground, color) >= CLEAR && brightness(color) > brightness(ground) === isLighter,
  );
}

function onlyColorIn(view: View, place: Box): number | null {
  const colors = colorsIn(view, place);
  return colors?.length === 1 ? (colors[0] as number) : null;
}

const ONLY_PAPER: readonly number[] = [PAPER];

/** The colours that may show in a place where no text is; null where one of what is drawn there has several. */
function colorsIn(view: View, place: Box): readonly number[] | null {
  const box = grown(place, NEAR);
  if (view.notes.some((note) => area(intersection(note.box, box)) > 0)) return null;
  const behind = view.others.touching(box);
  if (behind.length === 0) return ONLY_PAPER;
  if (behind.length > 1) behind.sort((one, other) => other.object.order - one.object.order);
  const colors: number[] = [];
  for (const { object } of behind) {
    const solid = view.solidOf(object);
    if (!solid) return null;
    const color = pixelOf(solid.color);
    if (!colors.includes(color)) colors.push(color);
    if (isSure(view, color) && holdsBox(solid.box, box)) return colors;
  }
  if (!colors.includes(PAPER)) colors.push(PAPER);
  return colors;
}
