import { BRANDS } from '#reference/lexicon/brands.ts';
import {
  ADDED_PACKAGES,
  PACKAGE_FILLERS,
  PACKAGE_WORDS,
  PACKAGES,
  PASSENGER_KIT,
} from '#reference/lexicon/packages.ts';
import { LENGTHS_BEHIND_AN_ENGINE } from '#reference/lexicon/tracks.ts';
import { FAMILIES, type Family } from '../lexicon/families.ts';
import { type Engine, NO_ENGINE, newSizeIn, placeOfEngine, readEngineWord, withSize } from './engine.ts';
import { keptReadings } from './kept-readings.ts';
import { normalise } from './normalise.ts';
import { FILLERS } from './spelling.ts';
import { readTrackWord } from './track.ts';

const squeezed = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

const SPELLED_FAMILIES = FAMILIES.flatMap((family) =>
  [family.name, ...(family.spellings ?? [])].map((spelling) => ({ family, letters: squeezed(spelling) })),
).sort((one, other) => other.letters.length - one.letters.length);

/** Letter-spaced titles ("G R A N D T O U R I N G") are the longest way to write a family. */
const MOST_WORDS = 16;

/**
 * The longest family that the words begin with, and how many of them name it: "Xterrain Brutal" before
 * "Xterrain". Words only: a "Storm" is no ST. Null where they begin with none.
 */
function familyAtStart(words: readonly string[]): { family: Family; words: number } | null {
  const beginnings = words.slice(0, MOST_WORDS).map((_, at) => squeezed(words.slice(0, at + 1).join('')));
  const known = SPELLED_FAMILIES.find(({ letters }) => beginnings.includes(letters));
  return known ? { family: known.family, words: beginnings.indexOf(known.letters) + 1 } : null;
}

/** What a text says of a snowmobile; null or empty = it says nothing of it. */
export interface Machine {
  readonly brand: string | null;
  readonly family: Family | null;
  readonly packages: readonly string[];
  /** Words of no lexicon; they count as a package nobody knows. */
  readonly unexplained: readonly string[];
  /** Those of the packages that no lexicon has and that only stand in "with … Package". */
  readonly added: readonly string[];
  readonly engine: Engine;
  readonly lengthIn: number | null;
  readonly widthMm: number | null;
  readonly year: number | null;
  readonly passengerKit: boolean;
  /** The SHOT starter, which one of Avito's names states. */
  readonly shot: boolean;
}

const NOTHING: Machine = {
  brand: null,
  family: null,
  packages: [],
  unexplained: [],
  added: [],
  engine: NO_ENGINE,
  lengthIn: null,
  widthMm: null,
  year: null,
  passengerKit: false,
  shot: false,
};

/** The brand as this project writes it; another maker's name stays as it is and fits nothing. */
export const brandOf = (text: string): string => BRANDS[normalise(text)] ?? text;

/** The brand a title names, spelled or letter-spaced in any way; null where it names none, or several. */
export function brandInTitle(text: string): string | null {
  const letters = text.toUpperCase().replace(/[^A-Z]/g, '');
  const [[, brand] = [], ...others] = Object.entries(BRANDS).filter(([name]) => letters.includes(name));
  return others.length === 0 ? (brand ?? null) : null;
}

const wordsOf = ({ name }: Family): string[] => normalise(name).split(' ');

const YEAR = /^20[1-3]\d$/;

const READINGS: readonly ((word: string, machine: Machine) => Partial<Machine> | null)[] = [
  (word) => (word === 'PASSENGERKIT' ? { passengerKit: true } : null),
  (word) => (word === 'SHOT' ? { shot: true } : null),
  (word) => (YEAR.test(word) ? { year: Number(word) } : null),
  (word, machine) => readTrackWord(word, machine),
  (word, { engine }) =>
    engine.displacement !== null && LENGTHS_BEHIND_AN_ENGINE.has(Number(word))
      ? { lengthIn: Number(word) }
      : null,
  (word, { packages }) => (word in PACKAGES ? { packages: [...packages, word] } : null),
  (word, machine) => {
    const engine = readEngineWord(word, machine.engine);
    return engine && { engine };
  },
  // A row may say its family twice: once in the column of the model, once before the package.
  (word, { family }) => (family && wordsOf(family).includes(word) ? {} : null),
];

function readWord(machine: Machine, word: string): Machine {
  for (const read of READINGS) {
    const part = read(word, machine);
    if (part) return { ...machine, ...part };
  }
  return { ...machine, unexplained: [...machine.unexplained, word] };
}

/** "Neo 120 600 EFI": a length that would be an engine alone stands before one, whose size is to be read first. */
function engineBeforeLength(words: readonly string[]): readonly string[] {
  const at = placeOfEngine(words);
  const before = words.slice(0, Math.max(at, 0));
  return before.some((word) => LENGTHS_BEHIND_AN_ENGINE.has(Number(word)))
    ? [...words.slice(at, at + 1), ...before, ...words.slice(at + 1)]
    : words;
}

/** An electric machine says so in its package; the engine's cell may hold a figure only. */
const withElectricEngine = (machine: Machine): Machine =>
  machine.packages.includes('ELECTRIC')
    ? { ...machine, engine: { ...machine.engine, electric: true } }
    : machine;

/** An engine of a size that nobody has listed is told by its technology, where none that is listed stands beside it. */
function withNewSize(machine: Machine, words: readonly string[]): Machine {
  const size = newSizeIn(words);
  if (size === null || machine.engine.displacement !== null) return machine;
  return {
    ...machine,
    engine: withSize(machine.engine, size),
    unexplained: machine.unexplained.filter((word) => word !== size),
  };
}

/** "LE with Luxury Package" is an LE, whatever the addition is: its words need no lexicon. */
function withAddedPackage(machine: Machine, words: readonly string[]): Machine {
  const [from, to] = [words.indexOf('WITH'), words.findLastIndex((word) => PACKAGE_WORDS.has(word))];
  const standing = from < 0 ? [] : words.slice(from, Math.max(from, to));
  const added = machine.unexplained.filter((word) => standing.includes(word));
  return {
    ...machine,
    added,
    packages: [...machine.packages, ...added],
    unexplained: machine.unexplained.filter((word) => !added.includes(word)),
  };
}

/** A family that bears its engine's name states it: the "V800 Army". */
const engineOfFamily = (family: Family | null): Engine =>
  (family ? wordsOf(family) : []).reduce((engine, word) => readEngineWord(word, engine) ?? engine, NO_ENGINE);

/** Reads normalised text: brand, then family, then the rest word by word; a year may stand before them. */
export function readMachine(text: string): Machine {
  const all = text.split(' ').filter((word) => word !== '');
  const words = all.filter((word) => !FILLERS.has(word));
  const brand = words.map((word) => BRANDS[word]).find((known) => known) ?? null;
  const unbranded = words.filter((word) => !(word in BRANDS));
  const from = unbranded.findIndex((word) => !YEAR.test(word));
  const start = familyAtStart(unbranded.slice(Math.max(from, 0)));
  const rest = start ? [...unbranded.slice(0, from), ...unbranded.slice(from + start.words)] : unbranded;
  const family = start?.family ?? null;
  const engine = engineOfFamily(family);
  const read = engineBeforeLength(rest).reduce(readWord, {
    ...NOTHING,
    brand: brand ?? family?.brand ?? null,
    family,
    engine,
  });
  return withElectricEngine(withAddedPackage(withNewSize(read, rest), all));
}

/** What a printed model name says of its machine, in whatever way it is spelt. */
export const readModel: (printed: string) => Machine = keptReadings((printed) =>
  readMachine(normalise(printed)),
);

/** The family a printed name begins with, in BRP's spelling; null for one that nobody has listed. */
export const familyOf = (printed: string): string | null => readModel(printed).family?.name ?? null;

/** The brand that sells the family a printed name begins with; null for an unknown family. */
export const brandOfModel = (printed: string): string | null => readModel(printed).family?.brand ?? null;

/** How many of a name's words, parted by blanks, name its family; 0 where it begins with none. */
export function wordsOfFamily(words: readonly string[]): number {
  const family = familyOf(words.join(' '));
  if (family === null) return 0;
  return words.findIndex((_, at) => familyOf(words.slice(0, at + 1).join(' ')) === family) + 1;
}

/** The words of the package, known or not; a machine without any is the standard one. */
export function packageWords({ packages, unexplained }: Machine): readonly string[] {
  const words = [...packages, ...unexplained];
  return words.length > 0 ? words : ['STANDARD'];
}

/** A package as BRP prints it. */
export const packageName = (words: readonly string[]): string =>
  words.map((word) => PACKAGES[word] ?? word).join(' ');

/** An abbreviation is read by where it stands, and a package stands behind a family. */
const BEHIND_A_FAMILY = 'SUMMIT';
const isTelling = (word: string): boolean => word !== '' && !PACKAGE_FILLERS.includes(word);

const packageWord = (word: string, index: number): string =>
  index > 0 && ADDED_PACKAGES.has(word) ? `with ${PACKAGES[word]}` : (PACKAGES[word] as string);

/**
 * The package that its own cell names, without kit, size and the word "package": 'LE 20"' is the "LE". One with a
 * word that is no package's stays as printed; null where there is none ("Standard").
 */
export const packageIn: (text: string) => string | null = keptReadings((text) => {
  const [, ...words] = normalise(`${BEHIND_A_FAMILY} ${text}`).split(' ').filter(isTelling);
  const named = words.filter((word) => word !== 'PASSENGERKIT' && readTrackWord(word, NOTHING) === null);
  if (named.every((word) => word === 'STANDARD')) return null;
  return named.every((word) => word in PACKAGES)
    ? named.map(packageWord).join(' ')
    : text.replace(PASSENGER_KIT, '').replace(/\s+/g, ' ').trim();
});
