import type { Box } from '#contracts/box.ts';
import { area, grown, intersection, union } from '../box.ts';
import {
  areaOf,
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
import type { Look } from '../visibility.ts';
import type { Candidate } from './rivals.ts';
import type { Placed, View } from './view.ts';

/** At a glance thin letters are grey, and run into each other: what stands out so much is clear, the rest gets a second look. */
export const CLEAR = 64;
/** What stands out less is hard to read. */
const FAINT = 28;
/** Points: what lies nearer beside a word may share a pixel with it. */
const SOFT_EDGE = 1.01;
const PAPER = 0xffffff;

export const UNSEEN: Look = { visible: false, doubts: [] };
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

const holdsBox = (outer: Box, box: Box): boolean =>
  outer[0] <= box[0] && outer[1] <= box[1] && outer[2] >= box[2] && outer[3] >= box[3];

/** How a word looks that shows plainly, by the picture of its ground; null where it must be drawn itself. */
export function lookOnGround({ text, box }: Candidate, ground: Raster): Look | null {
  const [pixels, color] = [areaOf(ground, box), pixelOf(text.color)];
  const only = onlyColor(ground, pixels);
  if (only !== null) return lookAgainst(only, color);
  return color !== PAPER && leastContrast(ground, pixels, color) >= CLEAR ? CLEARLY : null;
}

/** Null for white on another colour: PDFium calls white what it fills with no colour at all, such as an ink for no plate. */
const lookAgainst = (ground: number, color: number): Look | null =>
  color === PAPER && ground !== PAPER ? null : lookOf({ contrast: contrast(ground, color), whole: true });

/**
 * How a word looks that shows plainly on one colour, bare paper or what fills an upright box far around it, so that no
 * line can strike it. Null where only a picture can tell: a white box may be none, so that all behind it must be white.
 */
export function lookByPlace(view: View, { text, box }: Candidate): Look | null {
  for (const unstruck of unstruckBoxes(text, box)) {
    const ground = onlyGround(view, grown(union(box, unstruck), SOFT_EDGE));
    if (ground !== null) return lookAgainst(ground, pixelOf(text.color));
  }
  return null;
}

/** The pixel that shows all over a box where no text is; null where it may be several. */
function onlyGround(view: View, box: Box): number | null {
  if (view.notes.some((note) => area(intersection(note.box, box)) > 0)) return null;
  const behind = view.others.touching(box).sort((one, other) => other.object.order - one.object.order);
  for (const [at, { object }] of behind.entries()) {
    const solid = view.solidOf(object);
    const color = solid && pixelOf(solid.color);
    if (color !== PAPER) return solid && at === 0 && holdsBox(solid.box, box) ? color : null;
  }
  return PAPER;
}
