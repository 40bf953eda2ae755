/** Chance that a seed repeats. */
export interface Dice {
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  of<Thing>(things: readonly Thing[]): Thing;
  /** Several different ones, in their order by chance. */
  some<Thing>(things: readonly Thing[], count: number): Thing[];
}

/** The generator mulberry32. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const of = <Thing>(things: readonly Thing[]): Thing => things[between(0, things.length - 1)] as Thing;
  const some = <Thing>(things: readonly Thing[], count: number): Thing[] => {
    const left = [...things];
    return Array.from(
      { length: Math.min(count, left.length) },
      () => left.splice(between(0, left.length - 1), 1)[0] as Thing,
    );
  };
  return { between, of, some };
}
