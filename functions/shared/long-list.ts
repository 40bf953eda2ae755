import { ScratchLines } from './scratch-lines.ts';

/** A list of a usual length: what is read of it again and again is the same objects. */
const MOST_HELD = 1_000;

/** How a value lies outside of memory. */
interface Outside<Value, Kept> {
  keep(value: Value): Kept;
  back(kept: Kept): Value;
}

/**
 * Values in the order in which they came, to be gone through as often as wanted. Memory holds them all where they are few, and
 * of more none: each time they come as new values.
 */
export class LongList<Value, Kept = Value> implements Iterable<Value>, Disposable {
  readonly #outside: Outside<Value, Kept> | null;
  readonly #mostHeld: number;
  #held: Value[] = [];
  #behind: ScratchLines<Kept> | null = null;

  /** Without a way to lie outside they are plain data. */
  constructor(outside: Outside<Value, Kept> | null = null, mostHeld = MOST_HELD) {
    this.#outside = outside;
    this.#mostHeld = mostHeld;
  }

  get length(): number {
    return this.#behind?.length ?? this.#held.length;
  }

  add(value: Value): void {
    if (this.#behind) this.#put(this.#behind, value);
    else this.#held.push(value);
    if (this.#held.length > this.#mostHeld) this.#leave();
  }

  *[Symbol.iterator](): Generator<Value> {
    if (!this.#behind) yield* this.#held;
    else for (const kept of this.#behind) yield this.#outside?.back(kept) ?? (kept as unknown as Value);
  }

  [Symbol.dispose](): void {
    this.#behind?.[Symbol.dispose]();
  }

  #leave(): void {
    this.#behind = new ScratchLines<Kept>();
    for (const value of this.#held) this.#put(this.#behind, value);
    this.#held = [];
  }

  #put(behind: ScratchLines<Kept>, value: Value): void {
    behind.add(this.#outside?.keep(value) ?? (value as unknown as Kept));
  }
}
