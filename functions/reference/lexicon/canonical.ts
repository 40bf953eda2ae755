import { familyAtStart } from '../naming/family.ts';
import { normalise } from '../naming/normalise.ts';
import { FILLERS } from '../naming/spelling.ts';
import { BRANDS } from './brands.ts';
import {
  BOOSTS,
  ELECTRIC_ENGINE,
  ELECTRIC_NAME,
  ENGINE_SPELLINGS,
  TECHNOLOGIES,
  VARIANTS,
} from './engines.ts';
import type { Family } from './families.ts';
import { ADDED_PACKAGES, PACKAGE_FILLERS, PACKAGES, PASSENGER_KIT } from './packages.ts';
import { DISPLAYS, type Meaning, STARTERS } from './specifications.ts';
import { spelled } from './spelled.ts';
import { BARE_WIDTHS, type Size, TRACK_LENGTHS, TRACK_WIDTHS } from './tracks.ts';

/** A length in both units; the one not printed is filled from the trade's table where that knows it. */
export interface Length {
  millimetres: number | null;
  inches: number | null;
}

const oneOf = (words: Iterable<string>): string => [...words].join('|');

/** "850 ETEC TURBOR": class, the letters behind it, technology, aspiration. */
const ENGINE = new RegExp(
  `\\b(\\d{3,4})(${oneOf(VARIANTS)})?\\s?(${oneOf(Object.keys(TECHNOLOGIES))})?\\b(?:\\s?(TURBOR|TURBO))?`,
  'i',
);
/** The nameplate power that tells two EFI engines of one class apart: "- 85HP", "– 55". */
const NAMEPLATE_POWER = /(?:[-–—]\s*|\s)(\d{2,3})(?:HP)?\s*$/i;
const WIDTH_IN_PACKAGE = new RegExp(
  `\\s*\\b(?:(${oneOf([...BARE_WIDTHS].map(String))})(?:\\s*(?:"|”|''|in(?:ch)?\\b\\.?)|(?![\\p{L}\\d]))|(\\d{3})\\s*mm\\b)\\s*`,
  'u',
);

/** The engine without equipment and typography: "600 EFI - 85 HP" → "600 EFI 85"; null where none is named. */
export function canonicalEngine(text: string): string | null {
  const plain = spelled(singleSpaced(text), ENGINE_SPELLINGS);
  const unspaced = plain.replace(/\s/g, '');
  if (ELECTRIC_ENGINE.test(unspaced)) return unspaced.replace(...ELECTRIC_NAME);
  const found = ENGINE.exec(plain);
  if (!found) return null;
  const [engine, size, letters = '', technology = '', boost = ''] = found;
  const power = NAMEPLATE_POWER.exec(plain.slice(found.index + engine.length))?.[1];
  const named = [TECHNOLOGIES[technology.toUpperCase()], BOOSTS[boost.toUpperCase()]];
  return [`${size}${letters.toUpperCase()}`, ...named, power].filter(Boolean).join(' ');
}

/** The package without kit, width and the word "package": 'LE 20"' → "LE"; null where there is none ("Standard"). */
export function canonicalPackage(text: string): string | null {
  const named = singleSpaced(text).replace(PASSENGER_KIT, '').replace(WIDTH_IN_PACKAGE, ' ');
  const [, ...words] = normalise(`${BEHIND_A_FAMILY} ${named}`).split(' ').filter(isTelling);
  if (words.every((word) => word === 'STANDARD')) return null;
  if (words.every((word) => word in PACKAGES)) return words.map(packageWord).join(' ');
  return singleSpaced(named.replace(PACKAGE_WORD, ''));
}

/** An abbreviation is read by where it stands, and a package stands behind a family. */
const BEHIND_A_FAMILY = 'SUMMIT';
const PACKAGE_WORD = /(?<!\p{L})(?:pkg|package|paketti|paket|pakke|пакет)(?!\p{L})\.?/giu;
const isTelling = (word: string): boolean => word !== '' && !PACKAGE_FILLERS.includes(word);

function packageWord(word: string, index: number): string {
  const name = PACKAGES[word] as string;
  return index > 0 && ADDED_PACKAGES.has(word) ? `with ${name}` : name;
}

/** The family a model text begins with, in BRP's spelling; null for one that nobody has listed. */
export function canonicalFamily(text: string): string | null {
  return familyOf(text)?.name ?? null;
}

/** The brand that sells the family a model text begins with; null for an unknown family. */
export function brandOfModel(text: string): string | null {
  return familyOf(text)?.brand ?? null;
}

/** The brand a title names, spelled or letter-spaced in any way; null where it names none, or several. */
export function brandInTitle(text: string): string | null {
  const letters = text.toUpperCase().replace(/[^A-Z]/g, '');
  const named = Object.entries(BRANDS).filter(([name]) => letters.includes(name));
  return named.length === 1 ? (named[0]?.[1] ?? null) : null;
}

export const canonicalStarter = (text: string): string | null => meaning(text, STARTERS);
export const canonicalDisplay = (text: string): string | null => meaning(text, DISPLAYS);

/** Length of a track: "137in 3500mm", "3500 mm", "137\"". */
export function trackLength(text: string): Length {
  return completed(lengthIn(text), TRACK_LENGTHS);
}

/** Width of a track where a package prints it: 'LE 20"', "RE 500 mm". */
export function trackWidth(packageText: string): Length {
  const found = WIDTH_IN_PACKAGE.exec(packageText);
  const printed = { inches: number(found?.[1]), millimetres: number(found?.[2]) };
  return completed(printed, TRACK_WIDTHS);
}

function lengthIn(text: string): Length {
  const inches = number(/(?<!\d)(\d{2,3})\s*(?:in\b|inch|"|”|''|tuum|tum)/i.exec(text)?.[1]);
  const millimetres = number(/(?<!\d)(\d)[ {2}]?(\d{3})\s*mm\b/i.exec(text)?.slice(1).join(''));
  return { inches, millimetres };
}

function completed({ inches, millimetres }: Length, table: readonly Size[]): Length {
  const row = table.find((known) => known.inches === inches || known.millimetres === millimetres);
  return { inches: inches ?? row?.inches ?? null, millimetres: millimetres ?? row?.millimetres ?? null };
}

function number(digits: string | undefined): number | null {
  return digits ? Number(digits) : null;
}

function meaning(text: string, meanings: readonly Meaning[]): string | null {
  return meanings.find(({ pattern }) => pattern.test(text))?.canonical ?? null;
}

const namesNothing = (word: string): boolean => word === '' || FILLERS.has(word) || word in BRANDS;

/** A list says a model's name row after row, and each row asks for its family several times. */
const knownFamilies = new Map<string, Family | undefined>();
const MOST_KNOWN = 1_000;
const LONGEST_KNOWN = 200;

function familyOf(text: string): Family | undefined {
  if (knownFamilies.has(text)) return knownFamilies.get(text);
  const family = namedFamily(text);
  if (knownFamilies.size < MOST_KNOWN && text.length < LONGEST_KNOWN) knownFamilies.set(text, family);
  return family;
}

/** The family that a model's name begins with, behind the brand and what is said before it. */
function namedFamily(text: string): Family | undefined {
  const words = normalise(text).split(' ');
  const start = words.findIndex((word) => !namesNothing(word) && !/^20\d\d$/.test(word));
  return familyAtStart(words.slice(Math.max(start, 0)))?.family;
}

function singleSpaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
