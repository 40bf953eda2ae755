import type { Family } from '#reference/lexicon/families.ts';
import { type Machine, readMachine } from '#reference/naming/machine.ts';
import { normalise } from '#reference/naming/normalise.ts';
import { LISTED_SLIPS } from '#reference/naming/spelling.ts';

/** One of the marketplace's model names, to the letter, and what it says. */
export interface ListedName {
  readonly name: string;
  readonly text: string;
  /** The same with its slips of the pen. */
  readonly printed: string;
  readonly machine: Machine;
}

export interface NameIndex {
  readonly all: readonly ListedName[];
  readonly byFamily: ReadonlyMap<Family | null, readonly ListedName[]>;
}

/** Reads one listed name. */
export function readName(name: string): ListedName {
  const text = normalise(name, LISTED_SLIPS);
  return { name, text, printed: normalise(name), machine: readMachine(text) };
}

const indexes = new WeakMap<readonly string[], NameIndex>();

function build(names: readonly string[]): NameIndex {
  const all = [...new Set(names)].sort().map(readName);
  return { all, byFamily: Map.groupBy(all, ({ machine }) => machine.family) };
}

/** The names read and sorted; the same array is read once. */
export function indexNames(names: readonly string[]): NameIndex {
  const known = indexes.get(names) ?? build(names);
  indexes.set(names, known);
  return known;
}
