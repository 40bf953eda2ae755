/** One canonical value and the patterns of the texts that mean it. */
export interface Meaning {
  canonical: string;
  pattern: RegExp;
}

/**
 * Starters, first match wins. "Electric with manual rewind" is its own equipment (a rope beside the starter motor);
 * SHOT is BRP's capacitor start that needs no battery.
 */
export const STARTERS: readonly Meaning[] = [
  { canonical: 'SHOT', pattern: /\bshot\b/i },
  {
    canonical: 'Electric with manual rewind',
    pattern:
      /(electric|sähkö|elektr|elstart|el-start|электр).*(manual|rewind|manuaali|vetonaru|manuell|snör|snor|ручн)/i,
  },
  { canonical: 'Electric', pattern: /electric|sähkö|elektr|elstart|el-start|электр/i },
  { canonical: 'Manual', pattern: /manual|rewind|manuaali|vetonaru|käsi|manuell|snör|snorstart|ручн/i },
];

/** Displays by the size of their screen in inches; lists print it as "7.2 in.", "7,2\"" or "7.2 tuumaa". */
export const DISPLAYS: readonly Meaning[] = [
  { canonical: '10.25 in touchscreen', pattern: /10[.,]25/ },
  { canonical: '7.8 in LCD', pattern: /7[.,]8/ },
  { canonical: '7.2 in digital', pattern: /7[.,]2/ },
  { canonical: '4.5 in digital', pattern: /4[.,]5/ },
  { canonical: 'Compact digital', pattern: /compact|kompakt|компакт/i },
];

/**
 * Packages that are written in several ways, first match wins. STD / Standard is the machine without a package,
 * so it has no canonical name.
 */
export const PACKAGES: readonly { canonical: string | null; pattern: RegExp }[] = [
  { canonical: null, pattern: /^(std|standard|vakio|standaard|стандарт)$/i },
  { canonical: 'Limited', pattern: /^(ltd|limited)$/i },
  { canonical: 'Neo+', pattern: /^neo ?\+$/i },
  { canonical: 'Neo', pattern: /^neo$/i },
  { canonical: 'X-RS', pattern: /^x-?rs$/i },
  { canonical: 'X-RS with Competition', pattern: /^x-?rs (with )?competition$/i },
  { canonical: 'X with Expert', pattern: /^x (with )?expert$/i },
  { canonical: 'Adrenaline with Edge', pattern: /^adrenaline (with )?edge$/i },
];

/**
 * Track lengths by the inches a list prints, in the millimetres BRP sells them under.
 * The trade's millimetres are rounded by model line (165 in is 4100 on Lynx, 4200 on Ski-Doo):
 * a list that prints both wins over this table.
 */
export const TRACK_LENGTHS: readonly { inches: number; millimetres: number }[] = [
  { inches: 120, millimetres: 3050 },
  { inches: 121, millimetres: 3070 },
  { inches: 129, millimetres: 3300 },
  { inches: 137, millimetres: 3500 },
  { inches: 146, millimetres: 3700 },
  { inches: 154, millimetres: 3900 },
  { inches: 165, millimetres: 4200 },
  { inches: 165, millimetres: 4100 },
];

/** Track widths by inches in whole millimetres (inches × 25.4, rounded); LE packages print 20 or 24. */
export const TRACK_WIDTHS: readonly { inches: number; millimetres: number }[] = [
  { inches: 14, millimetres: 356 },
  { inches: 15, millimetres: 381 },
  { inches: 16, millimetres: 406 },
  { inches: 20, millimetres: 508 },
  { inches: 24, millimetres: 610 },
];
