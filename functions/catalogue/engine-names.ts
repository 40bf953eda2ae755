import { DISPLACEMENTS } from '#reference/lexicon/engines.ts';
import { isNewSize, readEngine } from '#reference/naming/engine.ts';
import { keptReadings } from '#reference/naming/kept-readings.ts';

/** What may stand behind an engine's displacement in its name; all but the first kind tell an engine alone. */
const MARKS =
  /^(?:r|rr|rs|f|ho|h\.?o\.?|with|itc|wis|and|[-–—/|]|\d{2,3}|hp|hv|hk|ps|л\.?с\.?|kw|\d\.\d|\(.*\))$/i;
const TECHNOLOGY = /^(?:e-?tec|etec|efi|ace|sdi|p-?tek|power-?tek|4-?tec|turbo|fan|carb|tec|e)$/i;
/** Injection and cylinder families that nothing but engines is called by, whatever their size. */
const ENGINES_ALONE = /^(?:e-?tec|etec|efi|ace|sdi|p-?tek|power-?tek|4-?tec)$/i;
const ELECTRIC_NAME = /^(?:rotax\s*)?(?:e-?\s?power|electric(?: motor| powertrain)?)$/i;

/**
 * How surely a text is an engine's name and nothing else: 2 with its technology ("850 E-TEC Turbo R", and "640 EFI", though
 * no engine of today has that size), 1 for a bare displacement of the trade ("600", "Rotax 900"), 0 for any other text.
 */
export const engineNameSurety = keptReadings((text): 0 | 1 | 2 => {
  const name = text.replace(/[™®]/g, '').trim();
  if (ELECTRIC_NAME.test(name)) return /power|motor/i.test(name) ? 2 : 1;
  const [first = '', ...rest] = name
    .replace(/^rotax\s+/i, '')
    .replace(/[,()]/g, ' ')
    .split(/\s+/)
    .filter(Boolean);
  const [, number = '', letters = ''] = /^(\d{2,4})([a-z]{0,2})$/i.exec(first) ?? [];
  const isSize = DISPLACEMENTS.has(Number(number)) || isOfFamily(Number(number), rest);
  if (!isSize || !(letters === '' || MARKS.test(letters))) return 0;
  if (!rest.every((word) => MARKS.test(word) || TECHNOLOGY.test(word))) return 0;
  return rest.some((word) => TECHNOLOGY.test(word)) ? 2 : 1;
});

const isOfFamily = (cc: number, rest: readonly string[]): boolean =>
  isNewSize(cc) &&
  rest.some((word) => ENGINES_ALONE.test(word)) &&
  !rest.some((word) => DISPLACEMENTS.has(Number(word)));

/** The displacement class in an engine's name, in cm³; null for an electric motor and a name without one. */
export const displacementClass = (name: string): number | null =>
  /\p{N}/u.test(name) ? readEngine(name).displacement : null;

/** An 850 has 849 cm³, a 600 has 599.4. */
const OF_CLASS = 0.035;

/** Whether an engine so named can have so many cm³. */
export function isOfClass(cc: number | null, name = ''): boolean {
  const named = displacementClass(name);
  return cc !== null && named !== null && Math.abs(cc - named) <= OF_CLASS * named;
}
