import type { Box } from '#contracts/box.ts';
import { area, intersection } from './box.ts';

interface Placed {
  box: Box;
}

/** Tells which of many things a box may touch. */
export interface Places<Thing extends Placed> {
  /** Each of those once that share more than an edge with the box. */
  touching(box: Box): Thing[];
  touches(box: Box, isMeant: (thing: Thing) => boolean): boolean;
}

/** So many bands that a text meets few things beside its own line, so few that what is tall stands in not too many. */
const BANDS = 64;

/** The things of a page `height` points high. */
export function placesOf<Thing extends Placed>(things: readonly Thing[], height: number): Places<Thing> {
  if (things.length === 0) return { touching: () => [], touches: () => false };
  const bands: Thing[][] = Array.from({ length: BANDS }, () => []);
  const bandAt = (y: number): number => Math.max(0, Math.min(BANDS - 1, Math.floor((y / height) * BANDS)));
  for (const thing of things)
    for (let band = bandAt(thing.box[1]); band <= bandAt(thing.box[3]); band++) bands[band]?.push(thing);
  const touches = (box: Box, isMeant: (thing: Thing) => boolean): boolean => {
    const last = bandAt(box[3]);
    for (let band = bandAt(box[1]); band <= last; band++)
      for (const one of bands[band] as Thing[]) if (touch(one.box, box) && isMeant(one)) return true;
    return false;
  };
  const touching = (box: Box): Thing[] => {
    const found: Thing[] = [];
    const [first, last] = [bandAt(box[1]), bandAt(box[3])];
    for (let band = first; band <= last; band++)
      for (const one of bands[band] as Thing[]) {
        if (touch(one.box, box) && band === Math.max(bandAt(one.box[1]), first)) found.push(one);
      }
    return found;
  };
  return { touching, touches };
}

const touch = (one: Box, other: Box): boolean =>
  one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];

/** The share of the smaller of two boxes that both have. */
export function sharedPart(one: Box, other: Box): number {
  return area(intersection(one, other)) / Math.max(Math.min(area(one), area(other)), Number.MIN_VALUE);
}

/** Numbers for things so that no two that meet have the same one: the lowest that is free, one after the other. */
export function numberApart<Thing>(meetings: ReadonlyMap<Thing, ReadonlySet<Thing>>): Map<Thing, number> {
  const numbers = new Map<Thing, number>();
  for (const [thing, others] of meetings) {
    const taken = new Set([...others].map((other) => numbers.get(other)));
    let free = 0;
    while (taken.has(free)) free++;
    numbers.set(thing, free);
  }
  return numbers;
}
