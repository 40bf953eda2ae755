/**
 * How far letters reach above and below the baseline, in ems: Textract draws its boxes round the ink, so a
 * word without tall letters looks small. Proportions of the common sans-serif fonts.
 */
const ABOVE: readonly (readonly [letters: RegExp, ems: number])[] = [
  [/[ÅÄÖÉÈÜØЙЁ]/u, 0.93],
  [/[\p{Lu}\p{Nd}bdfhklßåäöüéij€$£%()/'"”®№йё]/u, 0.73],
];
const ABOVE_SMALL = 0.53;
const BELOW = /[gjpqy,;()/€$Qрудцщф]/u;
const BELOW_EMS = 0.2;

/** The size of the type, in the unit of the height, by the height of the ink and the letters that made it. */
export function fontSize(text: string, inkHeight: number): number {
  const above = ABOVE.find(([letters]) => letters.test(text))?.[1] ?? ABOVE_SMALL;
  return inkHeight / (above + (BELOW.test(text) ? BELOW_EMS : 0));
}
