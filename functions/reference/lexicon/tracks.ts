import type { Spelling } from './spelled.ts';

/** One length or width in both units. */
export interface Size {
  readonly inches: number;
  readonly millimetres: number;
}

/**
 * Track lengths by the inches a list prints, in the millimetres BRP sells them under.
 * The trade's millimetres are rounded by model line (165 in is 4100 on Lynx, 4200 on Ski-Doo):
 * a list that prints both wins over this table.
 */
export const TRACK_LENGTHS: readonly Size[] = [
  { inches: 120, millimetres: 3050 },
  { inches: 121, millimetres: 3070 },
  { inches: 129, millimetres: 3300 },
  { inches: 137, millimetres: 3500 },
  { inches: 146, millimetres: 3700 },
  { inches: 154, millimetres: 3900 },
  { inches: 165, millimetres: 4200 },
  { inches: 165, millimetres: 4100 },
];

export const MM_PER_INCH = 25.4;
export const inchesToMm = (inches: number): number => Math.round(inches * MM_PER_INCH);

/** Track widths, which lists print in inches. */
export const TRACK_WIDTHS: readonly Size[] = [14, 15, 16, 20, 24].map((inches) => ({
  inches,
  millimetres: inchesToMm(inches),
}));

/**
 * Lengths (in) that a name may state without a unit. 120 is left out: "MXZ 120" is the children's machine
 * of 120 cm³. 136, 141, 144, 151, 155, 159, 162, 163, 174 and 175 are lengths of older chassis.
 */
export const BARE_LENGTHS: ReadonlySet<number> = new Set([
  129, 136, 137, 141, 144, 146, 151, 154, 155, 159, 162, 163, 165, 174, 175,
]);

/** Widths (in) that a name or a package may state without a unit: wide and super wide track. */
export const BARE_WIDTHS: ReadonlySet<number> = new Set([20, 24]);

/** Lengths (in) that state themselves once the engine's class is told: "600 EFI 120". */
export const LENGTHS_BEHIND_AN_ENGINE: ReadonlySet<number> = new Set([120, 121]);

/** What the figures of a track mean by their size: the deepest lug is 3.25 in, the widest track 24 in, the shortest 67 in long. */
export const LENGTH_FROM = { IN: 60, MM: 1500 } as const;
export const WIDTH_FROM = { IN: 10, MM: 200 } as const;

const WIDTH_OR_LENGTH_IN = '1[4-6]|20|24|1[1-7]\\d';

/** How lists write sizes, in the order in which it is undone: "16x154x2.5", "154 x 2.5", "3900x406x64", "154 inch". */
export const TRACK_SPELLINGS: readonly Spelling[] = [
  [/(?<!\d)(\d{1,2}),(\d{1,2})(?!\d)/g, '$1.$2'],
  [
    new RegExp(
      `(?<!\\d)(${WIDTH_OR_LENGTH_IN})\\s*[x×х]\\s*(?=(?:\\d\\.\\d|(?:${WIDTH_OR_LENGTH_IN})(?![.\\d])))`,
      'gi',
    ),
    '$1IN ',
  ],
  [new RegExp(`(?<=\\dIN )(${WIDTH_OR_LENGTH_IN})(?![.\\w])`, 'gi'), '$1IN'],
  [/\b([1-4]\d{3})[x×х](\d{3})(?:[x×х]\d{2})?\b/gi, '$1MM $2MM'],
  // "3 900 mm", "3,900 mm"; behind a letter the figure is a name's ("T3 500 mm").
  [/(?<![\p{L}\d.,])([1-4])[ .,](\d{3})(?=\s?(?:MM|ММ)(?!\p{L}))/giu, '$1$2'],
  [/\b(\d+(?:\.\d+)?)\s*(?:MM|ММ)(?!\p{L})/giu, '$1MM'],
  // In Finnish, Swedish and Russian lists too.
  [
    /\b(\d+(?:\.\d+)?)\s*(?:"|”|“|''|′′|(?:IN(?:CH|CHES)?|TUUMA{0,2}|TUM|ДЮЙМ\p{L}{0,4})(?!\p{L})\.?)/giu,
    '$1IN',
  ],
];

/** Lists and books round a length to their own inch ("162", "163" and "165" are one class). */
export const LENGTH_TOLERANCE_IN = 3;

/** "1.75 in" and "44 mm" are one profile. */
export const PROFILE_TOLERANCE_IN = 0.06;

/** 500 mm and 20 in (508 mm) are one track, and so are Avito's rounded figures. */
export const WIDTH_TOLERANCE_MM = 10;
