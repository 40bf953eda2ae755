import { FAMILIES } from '#reference/lexicon/families.ts';
import { brandInTitle, brandOfModel } from '#reference/naming/machine.ts';
import type { Segment } from './segments.ts';

/** "2026", "Modelljahr 2026 – Datenblätter": a year with nothing but words; sentences, dates and copyrights have more. */
const YEAR = /^[\p{L}\s’'&,:()|/·–—-]{0,60}(?<!\d)(20\d\d)(?!\d)[\p{L}\s’'&,:()|/·–—-]{0,60}$/u;

/** The brands whose families are listed. */
const LISTED: ReadonlySet<string> = new Set(FAMILIES.map(({ brand }) => brand));

/**
 * The brand that most of the model pages belong to; where hardly any family is known and the book names another maker's
 * brand most, that one: a Renegade is also an all-terrain vehicle of CAN-AM, whose books may name SKI-DOO in small print.
 */
export function brandOf(models: readonly string[], segments: readonly Segment[]): string | null {
  const known = models.flatMap((model) => brandOfModel(model) ?? []);
  const named = mostFrequent(segments.flatMap(({ text }) => brandInTitle(text) ?? []));
  const isOfAnother = named !== null && !LISTED.has(named) && 2 * known.length <= models.length;
  return isOfAnother ? named : (mostFrequent(known) ?? named);
}

function mostFrequent(names: readonly string[]): string | null {
  const groups = [...Map.groupBy(names, (name) => name).values()];
  return groups.toSorted((one, other) => other.length - one.length)[0]?.[0] ?? null;
}

/** The year that the book prints largest, null where it prints none in a title. */
export function modelYearOf(segments: readonly Segment[]): number | null {
  const years = segments.filter(({ text }) => YEAR.test(text));
  const largest = years.toSorted((one, other) => other.fontSize - one.fontSize)[0];
  return largest ? Number(YEAR.exec(largest.text)?.[1]) : null;
}
