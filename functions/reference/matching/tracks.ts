/** BRP's metric length classes (mm) and the inches printed beside them; 4100 and 4200 are both 165 in. */
export const LENGTH_CLASSES: Readonly<Record<number, number>> = {
  3050: 120,
  3300: 129,
  3500: 137,
  3700: 146,
  3900: 154,
  4100: 165,
  4200: 165,
};

/**
 * Lengths (in) that a name may state without a unit. 120 is left out: "MXZ 120" is the children's machine
 * of 120 cm³. 136, 144, 151, 155, 159, 162, 163 and 174 are lengths of older chassis.
 */
export const BARE_LENGTHS: ReadonlySet<number> = new Set([
  129, 136, 137, 144, 146, 151, 154, 155, 159, 162, 163, 165, 174,
]);

/** Widths (in) that a name may state without a unit: wide and super wide track. */
export const BARE_WIDTHS: ReadonlySet<number> = new Set([20, 24]);

/** From here on a number of inches is a length; the widest track is 24 in, the shortest 120 in long. */
export const SHORTEST_LENGTH_IN = 60;

/** From here on a number of millimetres is a length; 24 in = 610 mm. */
export const SHORTEST_LENGTH_MM = 1500;

/** 500 mm and 20 in (508 mm) are one track, and so are Avito's rounded figures. */
export const WIDTH_TOLERANCE_MM = 10;
export const MM_PER_INCH = 25.4;
