import type { Box } from '#contracts/box.ts';
import { numberApart, placesOf, sharedPart } from '../overlaps.ts';
import type { TextObject, Token } from '../text-runs.ts';
import { type Look, lieUpon } from '../visibility.ts';
import type { DrawnObject } from './objects.ts';

/** Words that share this part of the smaller one are taken out one by one: one may lie under the other. */
const OVERLAP = 0.1;
/** And this near, in ems, the same text twice is one that looks bold. */
const SHADOW = 0.15;
/** Of another colour a shadow may fall farther. */
const CAST_SHADOW = 0.35;
/** Words that lie over one another more often are no table's. */
const MOST_LAYERS = 8;

/** A token that may be seen, and where it would be. */
export interface Candidate {
  token: Token;
  text: TextObject;
  /** Producers that draw glyph by glyph have one for each. */
  objects: readonly DrawnObject[];
  /** Of its outlines. */
  box: Box;
  /** What shares a part of its place. */
  rivals: readonly Candidate[];
  /** The same text in the same place, once or more, from the undermost. */
  copies: readonly (readonly DrawnObject[])[];
  /** Tokens that are the same text in the same place. */
  shadows: readonly Candidate[];
  /** How it looks; null as long as nothing has told it. */
  look: Look | null;
  isStruck: boolean;
}

/** Tells each candidate on a page so high which others share its place. */
export function findRivals(candidates: readonly Candidate[], height: number): void {
  const places = placesOf(candidates, height);
  for (const one of candidates) {
    if (!places.touches(one.box, (other) => other !== one)) continue;
    const others = places.touching(one.box);
    const apart = others.filter((other) => !one.objects.some((object) => other.objects.includes(object)));
    const { shadows = [], rivals = [] } = Object.groupBy(apart, (other) =>
      isShadow(one, other) ? 'shadows' : 'rivals',
    );
    one.rivals = rivals.filter((other) => sharedPart(one.box, other.box) > OVERLAP);
    one.shadows = shadows;
    one.copies = fromBelow([...one.copies, ...shadows.map(({ objects }) => objects)]);
  }
}

/** Copies of a text in painting order. */
export const fromBelow = (copies: Candidate['copies']): Candidate['copies'] =>
  copies.length < 2 ? copies : copies.toSorted((one, other) => (one[0]?.order ?? 0) - (other[0]?.order ?? 0));

const textOf = ({ token }: Candidate): string => token.map(({ character }) => character).join('');

function isShadow(one: Candidate, other: Candidate): boolean {
  const isCast = one.text.color.join() !== other.text.color.join();
  const most = (isCast ? CAST_SHADOW : SHADOW) * one.text.fontSize;
  return (
    [0, 1].every((side) => Math.abs((one.box[side] ?? 0) - (other.box[side] ?? 0)) < most) &&
    textOf(one) === textOf(other)
  );
}

export const objectsOf = (candidates: Iterable<Candidate>): DrawnObject[] =>
  [...candidates].flatMap(({ objects }) => objects);

/** Those that share their place, parted so that none lies over another one of its layer. */
export function layersOf(candidates: readonly Candidate[]): Candidate[][] {
  const sharing = candidates.filter(({ rivals }) => rivals.length > 0);
  const layers = numberApart(meetingsOf(sharing));
  const layerOf = ({ objects }: Candidate) => Math.max(...objects.map((object) => layers.get(object) ?? 0));
  const parted = Map.groupBy(sharing, layerOf);
  return [...parted].filter(([layer]) => layer < MOST_LAYERS).map(([, layer]) => layer);
}

/** An object that draws several words meets what any of them meets. */
function meetingsOf(candidates: readonly Candidate[]): Map<DrawnObject, Set<DrawnObject>> {
  const meetings = new Map<DrawnObject, Set<DrawnObject>>();
  for (const { objects, rivals } of candidates)
    for (const object of objects) {
      const met = meetings.get(object) ?? new Set();
      for (const rival of objectsOf(rivals)) met.add(rival);
      meetings.set(object, met);
    }
  return meetings;
}

/** True for a text that is seen as one with the same text drawn later. */
export const isCopy = ({ look, text, shadows }: Candidate): boolean =>
  look?.visible === true &&
  shadows.some((other) => other.look?.visible === true && other.text.order > text.order);

/** True where another word that is seen stands in the same place. */
export const isOverprinted = (one: Candidate): boolean =>
  one.rivals.some(
    (other) => other.look?.visible === true && textOf(one) !== textOf(other) && lieUpon(one, other),
  );
