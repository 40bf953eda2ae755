/** Displacement classes of Rotax snowmobile engines, old and new: the bare number in a model's name. */
export const DISPLACEMENTS: ReadonlySet<number> = new Set([
  50, 120, 200, 250, 300, 377, 380, 440, 500, 503, 550, 583, 600, 670, 700, 800, 850, 900, 1000, 1200, 1300,
]);

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

/** "50/9": the power and battery of an electric machine where others have a displacement. */
export const ELECTRIC_ENGINE = /^\d+\/\d+$/;
