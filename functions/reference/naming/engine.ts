import {
  BOOSTS,
  DISPLACEMENTS,
  ELECTRIC_ENGINE,
  ELECTRIC_NAME,
  MOST_POWER_HP,
  NEW_DISPLACEMENTS,
  SILENT_VARIANTS,
  TECHNOLOGIES,
  VARIANTS,
} from '#reference/lexicon/engines.ts';
import { keptReadings } from './kept-readings.ts';
import { normalise } from './normalise.ts';
import { FILLERS } from './spelling.ts';

/** What a text says of an engine; null = it says nothing of it. Words as `normalise` writes them. */
export interface Engine {
  readonly displacement: number | null;
  /** The R of 600R, the RS of 600RS, the F of 550F, the V of V-800. */
  readonly variant: string | null;
  readonly technology: string | null;
  readonly boost: string | null;
  readonly powerHp: number | null;
  readonly electric: boolean;
  /** Words nobody knows: this may be another engine altogether. */
  readonly other: readonly string[];
}

export const NO_ENGINE: Engine = {
  displacement: null,
  variant: null,
  technology: null,
  boost: null,
  powerHp: null,
  electric: false,
  other: [],
};

const CYLINDERS = new RegExp(`^(V?)(\\d{2,4})(${VARIANTS.join('|')})?$`);

function sizeOf(word: string): Pick<Engine, 'displacement' | 'variant'> | null {
  const [, v, digits, suffix] = CYLINDERS.exec(word) ?? [];
  if (!digits) return null;
  const variant = v || suffix || null;
  return {
    displacement: Number(digits),
    variant: variant === null || SILENT_VARIANTS.has(variant) ? null : variant,
  };
}

/** A size of the trade: another number of a name may be anything. */
function listedSize(word: string) {
  const size = sizeOf(word);
  return size && DISPLACEMENTS.has(size.displacement as number) ? size : null;
}

/** Whether no engine has had so many cm³, and one may. */
export const isNewSize = (cc: number): boolean =>
  !DISPLACEMENTS.has(cc) && cc >= NEW_DISPLACEMENTS.from && cc <= NEW_DISPLACEMENTS.to;

/** The word of a size that no engine has had: right before its technology it is nothing else ("640 EFI"). */
export const newSizeIn = (words: readonly string[]): string | null =>
  words.find(
    (word, at) => isNewSize(sizeOf(word)?.displacement ?? 0) && (words[at + 1] ?? '') in TECHNOLOGIES,
  ) ?? null;

/** Where a size of the trade stands right before its technology ("600 EFI"); -1 where none does. */
export const placeOfEngine = (words: readonly string[]): number =>
  words.findIndex((word, at) => listedSize(word) !== null && (words[at + 1] ?? '') in TECHNOLOGIES);

/** The engine with the size that a word is. */
export const withSize = (engine: Engine, word: string): Engine => ({ ...engine, ...sizeOf(word) });

const readDisplacement = (word: string, engine: Engine): Partial<Engine> | null =>
  engine.displacement === null ? listedSize(word) : null;

/** "600 EFI – 85": the second number is horsepower, with or without its unit. */
function readPower(word: string, engine: Engine): Partial<Engine> | null {
  const [, digits, unit] = /^(\d{2,3})(HP)?$/.exec(word) ?? [];
  if (!digits || Number(digits) > MOST_POWER_HP) return null;
  return unit || engine.displacement !== null ? { powerHp: Number(digits) } : null;
}

/** Said twice it stays; where two differ the second is a word that nobody can explain. */
const once = <Part extends 'technology' | 'boost'>(part: Part, word: string, engine: Engine) =>
  engine[part] === null || engine[part] === word ? { [part]: word } : null;

/** Every ACE is a 4-TEC, and lists that say so name no other engine. */
const isSilent = (word: string, { technology }: Engine): boolean =>
  SILENT_VARIANTS.has(word) || (word === '4TEC' && technology === 'ACE');

const READINGS: readonly ((word: string, engine: Engine) => Partial<Engine> | null)[] = [
  readDisplacement,
  (word, engine) => (isSilent(word, engine) ? {} : null),
  (word, engine) => (word in TECHNOLOGIES ? once('technology', word, engine) : null),
  (word, engine) => (word in BOOSTS ? once('boost', word, engine) : null),
  (word) => (ELECTRIC_ENGINE.test(word) || word === 'ELECTRIC' ? { electric: true } : null),
  readPower,
];

/** The engine with what this word adds to it; null when the word is none of an engine's. */
export function readEngineWord(word: string, engine: Engine): Engine | null {
  for (const read of READINGS) {
    const part = read(word, engine);
    if (part) return { ...engine, ...part };
  }
  return null;
}

/** "50 / 9" is one word: normalised it would be an engine of 50 cm³ with 9 hp. */
function tellingWords(text: string): string[] {
  const unspaced = text.replace(/\s/g, '');
  const words = ELECTRIC_ENGINE.test(unspaced) ? [unspaced] : normalise(text).split(' ');
  return words.filter((word) => word !== '' && !FILLERS.has(word));
}

/** The word of the displacement; no other number is so long, so in an engine's own text it needs no list. */
function sizeAt(words: readonly string[]): number {
  const listed = words.findIndex((word) => listedSize(word) !== null);
  return listed >= 0 ? listed : words.findIndex((word) => /\d{3}/.test(word) && sizeOf(word) !== null);
}

const withWord = (engine: Engine, word: string): Engine =>
  readEngineWord(word, engine) ?? { ...engine, other: [...engine.other, word] };

/** Reads an engine's own cell or column heading ("850 E-TEC Turbo R with WIS"). */
export function readEngine(text: string): Engine {
  const words = tellingWords(text);
  const at = sizeAt(words);
  const rest = words.filter((_, index) => index !== at);
  return rest.reduce(withWord, { ...NO_ENGINE, ...sizeOf(words[at] ?? '') });
}

const PARTS = ['displacement', 'variant', 'technology', 'boost'] as const;

/** How many parts of an engine a name states: the more, the more it says. */
export const partsStated = (engine: Engine): number => PARTS.filter((part) => engine[part] !== null).length;

const statedAgree = (claimed: Engine, actual: Engine): boolean =>
  PARTS.every((part) => claimed[part] === null || claimed[part] === actual[part]);

/**
 * Without an injection system a name gives a class: "850" is every 850, "Turbo" every turbo. "900 Turbo" names
 * an engine before its Turbo, so it is no Turbo R.
 */
const classFits = (claimed: Engine, actual: Engine): boolean => {
  const everyTurbo = claimed.boost === 'TURBO' && claimed.displacement === null && actual.boost !== null;
  return statedAgree(everyTurbo ? { ...claimed, boost: null } : claimed, actual);
};

/** With one it gives an engine: what it leaves out the engine must not have either. */
const fullFits = (claimed: Engine, actual: Engine): boolean =>
  statedAgree(claimed, actual) &&
  claimed.boost === actual.boost &&
  (claimed.displacement === null || claimed.variant === actual.variant) &&
  claimed.other.join() === actual.other.join();

/** Whether an engine, as a name or a list states it, can be the `actual` one. */
export const engineFits = (claimed: Engine, actual: Engine): boolean =>
  claimed.technology === null ? classFits(claimed, actual) : fullFits(claimed, actual);

/** Two engines of the same kind rate the same power, unless one of them prints none. */
export const powerFits = (one: number | null, other: number | null): boolean =>
  one === null || other === null || one === other;

/** The engine as BRP prints it: "850 E-TEC Turbo R". */
export function engineName({ displacement, variant, technology, boost }: Engine): string {
  const size = variant === 'V' ? `V-${displacement}` : `${displacement ?? ''}${variant ?? ''}`;
  return [size, TECHNOLOGIES[technology ?? ''], BOOSTS[boost ?? '']].filter(Boolean).join(' ');
}

/** The engine with the power that tells two of one name apart ("600 EFI 85"); null where nothing is said of it. */
export const ratedName = (engine: Engine): string | null =>
  [engineName(engine), engine.powerHp].filter(Boolean).join(' ') || null;

/** The engine that its own cell names, without equipment and typography: "600 EFI – 85 HP" is the "600 EFI 85"; null where none is. */
export const engineIn: (text: string) => string | null = keptReadings((text) => {
  const engine = readEngine(text);
  if (engine.displacement !== null) return ratedName(engine);
  const motor = tellingWords(text).find((word) => ELECTRIC_ENGINE.test(word));
  return motor?.replace(...ELECTRIC_NAME) ?? null;
});

/** Whether a text tells by itself that it is an engine's: figures alone may be a weight, a year or a track's size. */
export function saysEngine(text: string): boolean {
  const { displacement, variant, technology, boost, electric } = readEngine(text);
  return electric || (displacement !== null && (variant ?? technology ?? boost) !== null);
}
