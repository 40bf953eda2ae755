import { ENGINE_SPELLINGS } from '#reference/lexicon/engines.ts';
import { EQUIPMENT, EQUIPMENT_SPELLINGS } from '#reference/lexicon/equipment.ts';
import { FAMILIES, type Family } from '#reference/lexicon/families.ts';
import { PACKAGE_FILLERS, PACKAGE_SPELLINGS, PASSENGER_KIT } from '#reference/lexicon/packages.ts';
import type { Spelling } from '#reference/lexicon/spelled.ts';
import { TRACK_SPELLINGS } from '#reference/lexicon/tracks.ts';

const familySpellings = ({ name, spellings = [] }: Family): Spelling[] =>
  spellings.map((text) => [new RegExp(`\\b${text.replaceAll(' ', '[\\s-]+')}\\b`, 'gi'), name.toUpperCase()]);

/** What may stand before a family's name. */
const BEFORE_A_NAME = `(?<=^\\s*(?:(?:SKIDOO|LYNX|20\\d\\d|SNOWMOBILE|СНЕГОХОД)\\s+)*)`;

const abbreviations = ({ name, atStart = [] }: Family): Spelling[] =>
  atStart.map((text) => [
    new RegExp(`${BEFORE_A_NAME}${text.replaceAll(' ', '[\\s-]+')}(?![\\p{L}\\d])\\.?`, 'iu'),
    name.toUpperCase(),
  ]);

/**
 * How price lists, spec books and Avito's list spell the same thing, in the order in which it is undone:
 * an earlier line makes the word that a later one needs. Case never matters.
 */
export const SPELLINGS: readonly Spelling[] = [
  // Make of the whole group; Avito's source file puts it before every name, its catalogue before none.
  [/\bBRP\b/gi, ' '],
  [/\bSKI[\s-]?DOO\b/gi, 'SKIDOO'],
  ...FAMILIES.flatMap(familySpellings),
  ...FAMILIES.flatMap(abbreviations),
  // "59Ranger".
  [/\b([456]9)(?=RANGER|YETI)/gi, '$1 '],
  // The 69 Alpine is the Alpine package of the 69 Ranger; only Avito leaves the family's word out.
  [/\b69\s+ALPINE\b/gi, '69 RANGER ALPINE'],
  [PASSENGER_KIT, ' PASSENGERKIT'],
  ...EQUIPMENT_SPELLINGS,
  ...PACKAGE_SPELLINGS,
  // A torn number: no engine is an 8, and no machine of 50 cm³ has an 8 before it.
  [/\b8 50\b/g, '850'],
  ...ENGINE_SPELLINGS,
  ...TRACK_SPELLINGS,
];

/** Slips of the pen in Avito's list of names; elsewhere they could mean what they say. */
export const LISTED_SLIPS: readonly Spelling[] = [
  // Rotax builds a 600R and an 800R, but its 850 has no R.
  [/\b850R\b/gi, '850'],
];

/** Words that distinguish nothing: joints, and marks of an engine that do not make it another one. */
export const FILLERS: ReadonlySet<string> = new Set([
  ...PACKAGE_FILLERS,
  ...EQUIPMENT,
  '+',
  'DISPLAY',
  'TOUCHSCREEN',
  'GAUGE',
  // Avito's "600 ACE TM" is a trade mark sign written out.
  'TM',
  // Water injection: the same Turbo R engine in trail models.
  'WIS',
  'WATER',
  'INJECTION',
  'SYSTEM',
  // Intelligent throttle control: every ACE engine has it, some books print it.
  'ITC',
  // "GTX FAN 550F": the F says fan-cooled already.
  'FAN',
  'ROTAX',
  'ENGINE',
  'MOTOR',
  // Direct injection: E-TEC is that.
  'DI',
]);
