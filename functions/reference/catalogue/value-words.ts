/** What displays are called; with a size in inches it is one for sure. */
export const DISPLAY_WORDS =
  /display|digital|lcd|[eé]cran|screen|gauge|touch|näyttö|digita|skärm|skjerm|anzeige|диспле|цифров|сенсор/iu;

/** What fuels are called. */
export const FUEL_WORDS =
  /unleaded|lead-free|sans plomb|lyijytön|lyijyttömä|blyfri|bleifrei|неэтилир|regular|premium|super\b|бензин|аи-\d\d/iu;

/** Octane numbers of whatever fuels engines of snowmobiles may need. */
export const OCTANES = { from: 80, to: 110 };

/** What tracks of the trade measure across and along; widths in inches are whole, lengths in classes. */
export const TRACK_WIDTHS_MM: readonly number[] = [254, 270, 279, 305, 356, 381, 406, 500, 508, 600, 610];
export const TRACK_WIDTHS_IN: readonly number[] = [10, 10.6, 11, 12, 14, 15, 16, 20, 24];
/** Millimetres that the lugs of the trade's tracks are high, from 0.9 in to 3.25 in: belts of drives are as wide as some of them. */
export const LUGS_MM: readonly number[] = [23, 25, 32, 34, 38, 41, 44, 46, 51, 57, 60, 64, 66, 70, 76, 83];

/** Engines of these technologies have so many strokes. */
export const STROKES_OF_TECHNOLOGY: readonly (readonly [RegExp, 2 | 4])[] = [
  [/e-?tec/i, 2],
  [/\bace\b/i, 4],
  [/\befi\b/i, 2],
];
