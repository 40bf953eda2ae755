import type { Spelling } from './spelled.ts';

/** Displacement classes of Rotax snowmobile engines, old and new: the bare number in a model's name. */
export const DISPLACEMENTS: ReadonlySet<number> = new Set([
  50, 120, 200, 250, 300, 377, 380, 440, 500, 503, 550, 583, 600, 670, 700, 800, 850, 900, 1000, 1200, 1300,
]);

/** Cubic centimetres that a new engine may have: no track is so long in inches, nor so short in mm. */
export const NEW_DISPLACEMENTS = { from: 200, to: 1400 };

/** Injection and cylinder families, with their printed form. */
export const TECHNOLOGIES: Readonly<Record<string, string>> = {
  ETEC: 'E-TEC',
  EFI: 'EFI',
  ACE: 'ACE',
  PTEK: 'P-TEK',
  SDI: 'SDI',
  '4TEC': '4-TEC',
};

/** Turbo and Turbo R are two engines, not two spellings. */
export const BOOSTS: Readonly<Record<string, string>> = { TURBO: 'Turbo', TURBOR: 'Turbo R' };

/**
 * Marks of the engine's variant that say nothing of their own: every 600 and 800 E-TEC before the
 * 600R and 800R was an H.O., and lists leave it out.
 */
export const SILENT_VARIANTS: ReadonlySet<string> = new Set(['HO']);

/** Letters behind the displacement that make it another engine, or are silent. */
export const VARIANTS: readonly string[] = ['HO', 'RS', 'RR', 'R', 'F'];

/** No snowmobile of the trade has more horsepower: a higher number is no power. */
export const MOST_POWER_HP = 250;

/** How lists and books write the words of engines, in the order in which it is undone. */
export const ENGINE_SPELLINGS: readonly Spelling[] = [
  // "850ETEC", "900ACE".
  [/\b(\d{3,4})(?=E[\s-]?TEC|ACE\b|EFI\b)/gi, '$1 '],
  [/\bE[\s-]?TECH?\b/gi, 'ETEC'],
  [/(?<!\p{L})ТУРБО(?!\p{L})/giu, 'TURBO'],
  // BRP's name of its electric motors.
  [/\b(?:ROTAX\s+)?E[\s-]?POWER\b/gi, 'EPOWER'],
  [/\b(?:P[\s-]?TE[CK]|POWER[\s-]?TE[CK])\b/gi, 'PTEK'],
  [/\b4[\s-]TEC\b/gi, '4TEC'],
  [/\bTURBO[\s-]R\b/gi, 'TURBOR'],
  [/\bH\.\s?O\b\.?/gi, 'HO'],
  [new RegExp(`\\b(\\d{3,4})[\\s-](${VARIANTS.join('|')})\\b`, 'gi'), '$1$2'],
  // "550 FAN" is the fan-cooled 550F.
  [/\b(\d{3})\s+FAN\b/gi, '$1F'],
  [/\bV[\s-](\d{3,4})\b/gi, 'V$1'],
  [/\b(\d{3,4})\s*(?:CC|CCM|CM3|СМ3)(?!\p{L})/giu, '$1'],
  // What every engine of the name is, in the languages of lists.
  [
    /(?<![\p{L}\d])(?:[24]|TWO|FOUR|ЧЕТЫРЁХ|ДВУХ)[\s-]?(?:STROKE|TAHTI(?:NEN)?|TAKTS?|TAKTER|ТАКТН\p{L}*)(?!\p{L})/giu,
    ' ',
  ],
  [
    /(?<!\p{L})(?:LIQUID|NESTE|VÄTSKE|VÆSKE|FLÜSSIG)[\s-]?(?:COOLED|JÄÄHDYT\p{L}*|KYLD|KJØLT|GEKÜHLT)(?!\p{L})/giu,
    ' ',
  ],
  // Horsepower in English, Finnish, Swedish, German and Russian lists.
  [/\b(\d{2,3})\s*(?:HP|HV|HK|PS|Л\.?\s?С\.?)(?!\p{L})/giu, '$1HP'],
];

/** What stands for an electric machine where others have a displacement: "50/9", its power and battery, or the motor's name. */
export const ELECTRIC_ENGINE = /^(?:\d+\/\d+|EPOWER)$/;
export const ELECTRIC_NAME: Spelling = [/EPOWER/, 'E-Power'];
