/** A seat's places in the books' languages: "2-up", "2 hengen", "1–2 местное", "Zweisitzer" is not counted. */
export const SEATS =
  /(?<![\d.,])([1-3])\s{0,3}[-–]?\s{0,3}(?:up\b|seat(?:er|s)?\b|person|passenger|rider|hengen|henkil|hlö|pers|sits|sitz|sete|местн|мест[оа]?(?!\p{L})|чел)/giu;

/** The same with what may stand before it: "1–2 местное", "1 / 2 hengen". */
const COUNTED_SEATS = new RegExp(`(?:([1-3])\\s{0,2}[-–/]\\s{0,2})?${SEATS.source}`, SEATS.flags);

/** How many places a seat is said to have, every number that is named. */
export const seatsIn = (text: string): number[] =>
  [...text.matchAll(COUNTED_SEATS)].flatMap(([, one, other]) =>
    [one, other].flatMap((count) => (count === undefined ? [] : Number(count))),
  );

/** A seat said so may be for two, in words that do not count: who drives alone needs no such word. */
export const MAY_BE_FOR_TWO =
  /(?<![\p{L}\d.,])[23](?![\d.,])|\b(?:two|twin|double|dual|tandem)\b|passeng|passag|zwei|kahde|kaksi|två|tvenn|двух|двойн|пассажир/iu;

/** What displays are called; with a size in inches it is one for sure. */
export const DISPLAY_WORDS =
  /display|digital|lcd|gauge|touch|näyttö|digita|skärm|skjerm|anzeige|диспле|цифров|сенсор/iu;

/** What fuels are called. */
export const FUEL_WORDS =
  /unleaded|lead-free|lyijytön|lyijyttömä|blyfri|bleifrei|неэтилир|regular|premium|super\b|бензин|аи-\d\d/iu;

/** What tracks of the trade measure across and along; widths in inches are whole, lengths in classes. */
export const TRACK_WIDTHS_MM: readonly number[] = [254, 270, 279, 305, 356, 381, 406, 500, 508, 600, 610];
export const TRACK_WIDTHS_IN: readonly number[] = [10, 10.6, 11, 12, 14, 15, 16, 20, 24];
/** Engines of these technologies have so many strokes. */
export const STROKES_OF_TECHNOLOGY: readonly (readonly [RegExp, 2 | 4])[] = [
  [/e-?tec/i, 2],
  [/\bace\b/i, 4],
  [/\befi\b/i, 2],
];
