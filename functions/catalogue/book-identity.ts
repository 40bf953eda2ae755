import { FAMILIES } from '#reference/lexicon/families.ts';
import { brandInTitle, brandOfModel } from '#reference/naming/machine.ts';
import type { Segment } from './segments.ts';

/** "2026", "Modelljahr 2026 – Datenblätter": a year with nothing but words; sentences, dates and copyrights have more. */
const YEAR = /^[\p{L}\s’'&,:()|/·–—-]{0,60}(?<!\d)(20\d\d)(?!\d)[\p{L}\s’'&,:()|/·–—-]{0,60}$/u;

/** The brands whose families are listed. */
const LISTED: ReadonlySet<string> = new Set(FAMILIES.map(({ brand }) => brand));

/**
 * The brand that most of the model pages belong to; where no family is known, or the book names the brand of another maker
 * alone, the one that it names most: a Renegade is also an all-terrain vehicle of CAN-AM.
 */
export function brandOf(models: readonly string[], segments: readonly Segment[]): string | null {
  const byFamily = mostFrequent(models.flatMap((model) => brandOfModel(model) ?? []));
  const named = segments.flatMap(({ text }) => brandInTitle(text) ?? []);
  const isOfAnother = named.length > 0 && !named.some((brand) => LISTED.has(brand));
  return byFamily === null || isOfAnother ? mostFrequent(named) : byFamily;
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
