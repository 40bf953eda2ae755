import { BRANDS } from '#reference/lexicon/brands.ts';
import { FAMILIES, type Family } from '#reference/lexicon/families.ts';
import { PACKAGES } from '#reference/lexicon/packages.ts';
import { FILLERS } from '#reference/matching/spelling.ts';
import { type Engine, NO_ENGINE, readEngineWord } from './engine.ts';
import { normalise } from './normalise.ts';
import { readTrackWord } from './track.ts';

/** What a text says of a snowmobile; null or empty = it says nothing of it. */
export interface Machine {
  readonly brand: string | null;
  readonly family: Family | null;
  readonly packages: readonly string[];
  /** Words of no lexicon; they count as a package nobody knows. */
  readonly unexplained: readonly string[];
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
  engine: NO_ENGINE,
  lengthIn: null,
  widthMm: null,
  year: null,
  passengerKit: false,
  shot: false,
};

/** The brand as this project writes it; another maker's name stays as it is and fits nothing. */
export const brandOf = (text: string): string => BRANDS[normalise(text)] ?? text;

const FAMILY_WORDS = FAMILIES.map((family) => ({ family, words: normalise(family.name).split(' ') })).sort(
  (one, other) => other.words.length - one.words.length,
);

/** The longest family that the words begin with: "Xterrain Brutal" before "Xterrain". */
const familyAtStart = (words: readonly string[]) =>
  FAMILY_WORDS.find((known) => known.words.every((word, at) => words[at] === word));

const READINGS: readonly ((word: string, machine: Machine) => Partial<Machine> | null)[] = [
  (word) => (FILLERS.has(word) ? {} : null),
  (word) => (word === 'PASSENGERKIT' ? { passengerKit: true } : null),
  (word) => (word === 'SHOT' ? { shot: true } : null),
  (word) => (/^20[1-3]\d$/.test(word) ? { year: Number(word) } : null),
  readTrackWord,
  (word, { packages }) => (word in PACKAGES ? { packages: [...packages, word] } : null),
  (word, machine) => {
    const engine = readEngineWord(word, machine.engine);
    return engine && { engine };
  },
];

function readWord(machine: Machine, word: string): Machine {
  for (const read of READINGS) {
    const part = read(word, machine);
    if (part) return { ...machine, ...part };
  }
  return { ...machine, unexplained: [...machine.unexplained, word] };
}

/** An electric machine says so in its package; the engine's cell may hold a figure only. */
const withElectricEngine = (machine: Machine): Machine =>
  machine.packages.includes('ELECTRIC')
    ? { ...machine, engine: { ...machine.engine, electric: true } }
    : machine;

/** Reads normalised text: brand, then family, then the rest word by word. */
export function readMachine(text: string): Machine {
  const words = text.split(' ').filter((word) => word !== '');
  const brand = words.map((word) => BRANDS[word]).find((known) => known) ?? null;
  const unbranded = words.filter((word) => !(word in BRANDS));
  const start = familyAtStart(unbranded);
  const rest = unbranded.slice(start?.words.length ?? 0);
  const family = start?.family ?? null;
  return withElectricEngine(
    rest.reduce(readWord, { ...NOTHING, brand: brand ?? family?.brand ?? null, family }),
  );
}

/** The words of the package, known or not; a machine without any is the standard one. */
export function packageWords({ packages, unexplained }: Machine): readonly string[] {
  const words = [...packages, ...unexplained];
  return words.length > 0 ? words : ['STANDARD'];
}

/** A package as BRP prints it. */
export const packageName = (words: readonly string[]): string =>
  words.map((word) => PACKAGES[word] ?? word).join(' ');
