import { BRANDS } from './brands.ts';
import { FAMILIES, type Family } from './families.ts';
import { DISPLAYS, type Meaning, PACKAGES, STARTERS, TRACK_LENGTHS, TRACK_WIDTHS } from './specifications.ts';

/** A length in both units; the one not printed is filled from the trade's table where that knows it. */
export interface Length {
  millimetres: number | null;
  inches: number | null;
}

/** "850 E-TEC Turbo R with WIS": class, the letters behind it, technology, aspiration. */
const ENGINE = /\b(\d{3,4})\s?(HO|RS|RR|R|F)?\s?(E-?TEC|ACE|EFI|P-?TEK|SDI)?\b(?:\s?(Turbo)(?:\s?(R)\b)?)?/i;
/** The nameplate power that tells two EFI engines of one class apart: "- 85 HP", "– 55". */
const NAMEPLATE_POWER = /(?:[-–—]\s*|\s)(\d{2,3})\s*(?:hp|hv|hk|л\.?\s?с\.?)?\s*$/i;
/** Battery machines print power and energy instead of a displacement: "50/9". */
const ELECTRIC = /^\d{2,3}\s?\/\s?\d{1,2}$/;
const PASSENGER_KIT = /\s*(\+|with|ja)\s*passenger(\s*kit)?/i;
const WIDTH_IN_PACKAGE = /\s*\b(?:(20|24)\s*(?:"|”|''|in\b\.?)?|(\d{3})\s*mm\b)\s*/;

/** The engine without equipment and typography: "600 EFI - 85 HP" → "600 EFI 85"; null where none is named. */
export function canonicalEngine(text: string): string | null {
  const plain = singleSpaced(text);
  if (ELECTRIC.test(plain)) return plain.replace(/\s/g, '');
  const found = ENGINE.exec(plain);
  if (!found) return null;
  const [, size, letters = '', technology, turbo, turboR] = found;
  const name = `${size}${letters.toUpperCase()}`;
  const power = NAMEPLATE_POWER.exec(plain.slice(found.index + found[0].length))?.[1];
  const parts = [name, technology && technologyName(technology), turbo && 'Turbo', turboR && 'R', power];
  return parts.filter(Boolean).join(' ');
}

function technologyName(printed: string): string {
  const letters = printed.toUpperCase().replace('-', '');
  return letters === 'ETEC' ? 'E-TEC' : letters === 'PTEK' ? 'P-TEK' : letters;
}

/** The package without kit, width and the word "package": 'LE 20"' → "LE"; null where there is none ("Standard"). */
export function canonicalPackage(text: string): string | null {
  const named = singleSpaced(text).replace(PASSENGER_KIT, '').replace(WIDTH_IN_PACKAGE, ' ');
  const plain = singleSpaced(named.replace(/\b(pkg|package|paketti|paket|pakke|пакет)\b\.?/gi, ''));
  if (plain === '') return null;
  const known = PACKAGES.find(({ pattern }) => pattern.test(plain));
  return known ? known.canonical : plain;
}

/** True where the package text names the second seat: the same package, one person more. */
export function hasPassengerKit(text: string): boolean {
  return PASSENGER_KIT.test(text);
}

/** The family a model text begins with, in BRP's spelling; null for one that nobody has listed. */
export function canonicalFamily(text: string): string | null {
  return familyOf(text)?.name ?? null;
}

/** The brand that sells the family a model text begins with; null for an unknown family. */
export function brandOfModel(text: string): string | null {
  return familyOf(text)?.brand ?? null;
}

/** The brand a title names, spelled or letter-spaced in any way; null where it names none. */
export function brandInTitle(text: string): string | null {
  const letters = text.toUpperCase().replace(/[^A-Z]/g, '');
  return Object.entries(BRANDS).find(([name]) => letters.includes(name))?.[1] ?? null;
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

function completed(
  { inches, millimetres }: Length,
  table: readonly { inches: number; millimetres: number }[],
): Length {
  const row = table.find((known) => known.inches === inches || known.millimetres === millimetres);
  return { inches: inches ?? row?.inches ?? null, millimetres: millimetres ?? row?.millimetres ?? null };
}

function number(digits: string | undefined): number | null {
  return digits ? Number(digits) : null;
}

function meaning(text: string, meanings: readonly Meaning[]): string | null {
  return meanings.find(({ pattern }) => pattern.test(text))?.canonical ?? null;
}

function familyOf(text: string): Family | undefined {
  const letters = squeezed(text);
  const spellings = FAMILIES.flatMap((family) =>
    [family.name, ...(family.spellings ?? [])].map((spelling) => ({ family, spelling: squeezed(spelling) })),
  );
  const found = spellings.filter(({ spelling }) => letters.startsWith(spelling));
  return found.sort((one, other) => other.spelling.length - one.spelling.length)[0]?.family;
}

const squeezed = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const singleSpaced = (text: string): string => text.replace(/\s+/g, ' ').trim();
