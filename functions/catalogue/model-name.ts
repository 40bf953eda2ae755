import { PRINTED_CASE } from '#reference/catalogue/printed-case.ts';
import { familyOf, wordsOfFamily } from '#reference/naming/machine.ts';

/** A model's name and its parts; `package` is null for a base model. */
export interface ModelName {
  model: string;
  family: string;
  package: string | null;
}

/**
 * A title as a name: "MXZ X-RS WITH COMPETITION PACKAGE" is the MXZ, "X-RS with Competition Package"; of an unlisted
 * family the first word.
 */
export function modelNameOf(title: string): ModelName {
  const model = printedCase(title);
  const words = model.split(' ');
  const length = wordsOfFamily(words) || 1;
  const family = familyOf(model) ?? words.slice(0, length).join(' ');
  return { model, family, package: words.slice(length).join(' ') || null };
}

/** Capitals as the names are written elsewhere: "850 E-TEC TURBO R" is "850 E-TEC Turbo R". */
export const printedCase = (name: string): string => name.split(' ').map(wordCase).join(' ');

function wordCase(word: string): string {
  if (word !== word.toUpperCase()) return word;
  const asWord = (letters: string) => letters.charAt(0) + letters.slice(1).toLowerCase();
  return PRINTED_CASE[word] ?? word.replace(/\p{L}{4,}/gu, asWord);
}
