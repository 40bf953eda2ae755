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
 * of 120 cm³. 136, 144, 151, 155, 159, 162, 163 and 174 are lengths of older chassis.
 */
export const BARE_LENGTHS: ReadonlySet<number> = new Set([
  129, 136, 137, 144, 146, 151, 154, 155, 159, 162, 163, 165, 174,
]);

/** Widths (in) that a name or a package may state without a unit: wide and super wide track. */
export const BARE_WIDTHS: ReadonlySet<number> = new Set([20, 24]);

/** From here on a number of inches is a length; the widest track is 24 in, the shortest 120 in long. */
export const SHORTEST_LENGTH_IN = 60;

/** From here on a number of millimetres is a length; 24 in = 610 mm. */
export const SHORTEST_LENGTH_MM = 1500;

/** 500 mm and 20 in (508 mm) are one track, and so are Avito's rounded figures. */
export const WIDTH_TOLERANCE_MM = 10;
