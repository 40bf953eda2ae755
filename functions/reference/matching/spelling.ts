/**
 * How price lists, spec books and Avito's list spell the same thing, in the order in which it is undone:
 * an earlier line makes the word that a later one needs. Case never matters.
 */
export const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  // Make of the whole group; Avito's source file puts it before every name, its catalogue before none.
  [/\bBRP\b/gi, ' '],
  [/\bSKI[\s-]?DOO\b/gi, 'SKIDOO'],
  [/\bMX[\s-]Z\b/gi, 'MXZ'],
  [/\bX[\s-]TERRAIN\b/gi, 'XTERRAIN'],
  [/\bBOON[\s-]DOCKER\b/gi, 'BOONDOCKER'],
  // The 69 Alpine is the Alpine package of the 69 Ranger; only Avito leaves the family's word out.
  [/\b69\s+ALPINE\b/gi, '69 RANGER ALPINE'],
  // The second Tundra ("Tundra II LT").
  [/\bTUNDRA\s+2\b/gi, 'TUNDRA II'],

  [/\bPKG\b\.?/gi, 'PACKAGE'],
  [/\bLTD\b\.?/gi, 'LIMITED'],
  [/\bSTD\b\.?/gi, 'STANDARD'],
  [/\+?\s*\bPASSENGER[\s-]KIT\b/gi, ' PASSENGERKIT'],
  [/\bNEO\s*(?:\+|PLUS\b)/gi, 'NEO+'],
  [/\bX[\s-]?RS\b/gi, 'XRS'],
  [/\bX[\s-]RACING\b/gi, 'XRACING'],
  [/\bGRAND[\s-]TOURER\b/gi, 'GRANDTOURER'],

  [/\bE[\s-]?TEC\b/gi, 'ETEC'],
  [/\b(?:P[\s-]?TE[CK]|POWER[\s-]?TE[CK])\b/gi, 'PTEK'],
  [/\b4[\s-]TEC\b/gi, '4TEC'],
  [/\bTURBO[\s-]R\b/gi, 'TURBOR'],
  [/\bH\.\s?O\b\.?/gi, 'HO'],
  [/\b(\d{3,4})[\s-](R|RR|RS|HO|F)\b/gi, '$1$2'],
  [/\bV[\s-](\d{3,4})\b/gi, 'V$1'],

  // Horsepower in English, Finnish, Swedish, German and Russian lists.
  [/\b(\d{2,3})\s*(?:HP|HV|HK|PS|Л\.?\s?С\.?)(?!\p{L})/giu, '$1HP'],
  [/\b(\d+)\s*MM\b/gi, '$1MM'],
  [/\b(\d+)\s*(?:"|”|“|''|′′|IN(?:CH|CHES)?\b\.?)/gi, '$1IN'],
];

/** Slips of the pen in Avito's list of names; nobody else writes them. */
export const LISTED_SLIPS: readonly (readonly [RegExp, string])[] = [
  [/\b8 50\b/g, '850'],
  // Rotax builds a 600R and an 800R, but its 850 has no R.
  [/\b850R\b/gi, '850'],
];

/** Words that distinguish nothing: joints, and marks of an engine that do not make it another one. */
export const FILLERS: ReadonlySet<string> = new Set([
  'WITH',
  'AND',
  'PACKAGE',
  // The same in Finnish, Swedish, Norwegian and Russian lists.
  'PAKETTI',
  'PAKET',
  'PAKKE',
  'ПАКЕТ',
  '+',
  // Avito's "600 ACE TM" is a trade mark sign written out.
  'TM',
  // Water injection: the same Turbo R engine in trail models.
  'WIS',
  'WATER',
  'INJECTION',
  'SYSTEM',
  // Intelligent throttle control: every ACE engine has it, some books print it.
  'ITC',
  // "FAN 550F": the F says fan-cooled already.
  'FAN',
  'ROTAX',
]);
