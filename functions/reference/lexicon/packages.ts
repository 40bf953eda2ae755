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

/** The word "package" once its spellings in other languages are undone. */
export const PACKAGE_WORDS: ReadonlySet<string> = new Set(['PACKAGE']);

/** Words of a package's name that distinguish nothing: joints in the languages of lists, and "edition" alone. */
export const PACKAGE_FILLERS: readonly string[] = [
  ...['WITH', ...PACKAGE_WORDS, 'KIT', 'AND', 'JA', 'OCH', 'OG', 'UND', 'И', 'THE', 'FOR', 'ДЛЯ'],
];

const words = (...spellings: readonly string[]): string =>
  `(?<![\\p{L}\\d])(?:${spellings.join('|')})(?![\\p{L}\\d])`;

/** A second seat, by whoever sits on it. */
const PASSENGER = words(
  'passenger(?:[\\s-]?(?:kit|seat|package|set))?',
  'matkustajan?(?:[\\s-]?(?:paketti|paketilla|sarja|istuin|varustus|kit|setti))?',
  'passagerar?e?(?:[\\s-]?(?:paket|kit|sats|säte|sits|utrustning))?',
  'passasjer(?:[\\s-]?(?:sett|kit|pakke|sete))?',
  '(?:sozius|beifahrer|mitfahrer|passagier)(?:[\\s-]?(?:kit|paket|set|satz|sitz))?',
  'пассажирск\\p{L}*(?:\\s(?:комплект|пакет|сидень)\\p{L}*)?',
  '(?:комплект|пакет)\\p{L}*(?:\\sдля)?\\sпассажир\\p{L}*',
  '2[\\s-]?up(?:[\\s-]?(?:kit|seat|package))?',
);

/** "w/", "w.", "m/", and the word itself: what is added to the machine comes behind it. */
const WITH =
  '(?<![\\p{L}\\d])(?:w[/.]|m/|(?:with|med|mit|sis\\.?|inkl\\.?|incl\\.?|(?<!л\\.?\\s?)со?)(?!\\p{L}))';

/** The second seat is sold with a package and makes no other one of it. */
export const PASSENGER_KIT = new RegExp(
  `\\s?(?:\\+|&|${WITH}|${words('and', 'ja', 'och', 'og', 'und', 'и')})?\\s?${PASSENGER}`,
  'giu',
);

/** How lists write the words of packages, in the order in which it is undone. */
export const PACKAGE_SPELLINGS: readonly Spelling[] = [
  // "Expertpaket", "Edge-paketilla", "с пакетом Expert", "Competition Pkg."
  [/(?<=\p{L}{2})-?(?:paket(?:ti|illa|in|et)?|pakken?|pakete)(?!\p{L})/giu, ' PACKAGE'],
  [/(?<!\p{L})(?:pkg|pack|paket(?:ti|illa|in|et)?|pakken?|пакет\p{L}*)(?!\p{L})\.?/giu, 'PACKAGE'],
  [new RegExp(`${WITH}\\s?`, 'giu'), 'WITH '],
  [/(?<!\p{L})(?:LTD|LIM)(?!\p{L})\.?/giu, 'LIMITED'],
  [/(?<!\p{L})(?:STD|BASE|VAKIO|PERUS|STANDAARD|СТАНДАРТ\p{L}*|БАЗОВ\p{L}*)(?!\p{L})\.?/giu, 'STANDARD'],
  // Abbreviations behind a family: at its beginning a name says "Exp." for another word.
  [/(?<=\s)EXP\.?(?![\p{L}\d])/giu, 'EXPERT'],
  [/(?<=\s)COMP\.?(?![\p{L}\d])/giu, 'COMPETITION'],
  [/(?<=\s)ADR\.?(?![\p{L}\d])/giu, 'ADRENALINE'],
  // The package is Xtreme, but half the trade spells the word.
  [/\bE?XTREME?\b/gi, 'XTREME'],
  [/\bIRON[\s-]DOG\b/gi, 'IRONDOG'],
  [/\bSNOW[\s-]KIDS\b/gi, 'SNOWKIDS'],
  [/\bNEO\s*(?:\+|PLUS\b)/gi, 'NEO+'],
  [/\bX[\s-]?RS\b/gi, 'XRS'],
  [/\bX[\s-]RACING\b/gi, 'XRACING'],
  [/\bGRAND[\s-]TOURER\b/gi, 'GRANDTOURER'],
  [
    /(?<!\p{L})(?:ELEKTRO|ELEKTRISK|ELEKTRISCH|SÄHKÖ(?:INEN)?|ЭЛЕКТРО|ЭЛЕКТРИЧЕСК\p{L}*)(?!\p{L})/giu,
    'ELECTRIC',
  ],
  [/(?<!\p{L})(?:EDITION|EDITIE|UTGAVE|UTGÅVA|VERSIO|VERSION|ВЕРСИЯ|ИСПОЛНЕНИЕ)(?!\p{L})/giu, ' '],
];
