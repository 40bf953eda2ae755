import type { Spelling } from './spelled.ts';

/**
 * Package words after normalisation, and how BRP prints them. A package of two words ("X with Expert
 * Package") is the set of both, so that a name with fewer of them is the more general one. Words that
 * look alike are different packages: X and X-RS, LE and LT, Neo and Neo+, WT and SWT.
 */
export const PACKAGES: Readonly<Record<string, string>> = {
  // Trim levels, from plain to full.
  // Printed where a model has no package; Avito writes it as "STD".
  STANDARD: 'Standard',
  CORE: 'Core',
  SPORT: 'Sport',
  LX: 'LX',
  LE: 'LE',
  LT: 'LT',
  SE: 'SE',
  SLE: 'SLE',
  LIMITED: 'Limited',
  PLATINUM: 'Platinum',
  XTREME: 'Xtreme',
  PRO: 'PRO',
  GLS: 'GLS',
  // Sporting trims and what is added to them by "with … Package".
  X: 'X',
  XRS: 'X-RS',
  RS: 'RS',
  RE: 'RE',
  DS: 'DS',
  SC: 'SC',
  SP: 'SP',
  TNT: 'TNT',
  T3: 'T3',
  NEO: 'Neo',
  'NEO+': 'Neo+',
  ADRENALINE: 'Adrenaline',
  EXPERT: 'Expert',
  EDGE: 'Edge',
  COMPETITION: 'Competition',
  ENDURO: 'Enduro',
  IRONDOG: 'Iron Dog',
  HILLCLIMB: 'Hillclimb',
  BLIZZARD: 'Blizzard',
  XRACING: 'X-Racing',
  EVEREST: 'Everest',
  BURTON: 'Burton',
  '50TH': '50th Anniversary',
  // Touring and work; WT and SWT name the wide and super wide track but are sold as packages.
  GT: 'GT',
  GRANDTOURER: 'Grand Tourer',
  ST: 'ST',
  WT: 'WT',
  SWT: 'SWT',
  SUV: 'SUV',
  ALPINE: 'Alpine',
  ARMY: 'Army',
  SNOWKIDS: 'Snow Kids',
  KING: 'King',
  SNOWCRUISER: 'Snowcruiser',
  TOURATECH: 'Touratech',
  ELECTRIC: 'Electric',
  // Single editions in Avito's list only.
  VIP: 'VIP',
  LSD: 'LSD',
};

/** A package whose machine is described on the page of another where it has none of its own. */
export const PAGE_OF_PACKAGE: Readonly<Record<string, string>> = {
  // Spec books print the Neo+ as a second column of the Neo's page.
  'NEO+': 'NEO',
};

/** Packages that are sold on top of another: "X with Expert Package". */
export const ADDED_PACKAGES: ReadonlySet<string> = new Set(['EXPERT', 'EDGE', 'COMPETITION']);

/** The word "package", in Finnish, Swedish, Norwegian and Russian too. */
export const PACKAGE_WORDS: ReadonlySet<string> = new Set(['PACKAGE', 'PAKETTI', 'PAKET', 'PAKKE', 'ПАКЕТ']);

/** Words of a package's name that distinguish nothing. */
export const PACKAGE_FILLERS: readonly string[] = ['WITH', ...PACKAGE_WORDS];

/** The second seat is sold with a package and makes no other one of it. */
export const PASSENGER_KIT = /\s*(?:\+|\bwith\b|\bja\b)?\s*\bpassenger(?:[\s-]?kit)?\b/i;

/** How lists write the words of packages, in the order in which it is undone. */
export const PACKAGE_SPELLINGS: readonly Spelling[] = [
  [/\bPKG\b\.?/gi, 'PACKAGE'],
  [/\bW\/\s*/gi, 'WITH '],
  [/\bLTD\b\.?/gi, 'LIMITED'],
  [/\b(?:STD|BASE)\b\.?/gi, 'STANDARD'],
  // The package is Xtreme, but half the trade spells the word.
  [/\bEXTREME\b/gi, 'XTREME'],
  [/\bIRON[\s-]DOG\b/gi, 'IRONDOG'],
  [/\bSNOW[\s-]KIDS\b/gi, 'SNOWKIDS'],
  [/(?<!\p{L})(?:VAKIO|STANDAARD|СТАНДАРТ)(?!\p{L})/giu, 'STANDARD'],
  [/\bNEO\s*(?:\+|PLUS\b)/gi, 'NEO+'],
  [/\bX[\s-]?RS\b/gi, 'XRS'],
  [/\bX[\s-]RACING\b/gi, 'XRACING'],
  [/\bGRAND[\s-]TOURER\b/gi, 'GRANDTOURER'],
];
