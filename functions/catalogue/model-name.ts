import { PRINTED_CASE } from '#reference/catalogue/printed-case.ts';
import { canonicalFamily } from '#reference/lexicon/canonical.ts';

/** A model's name and its parts; `package` is null for a base model. */
export interface ModelName {
  model: string;
  family: string;
  package: string | null;
}

/** A title as a name: "MXZ X-RS WITH COMPETITION PACKAGE" is the MXZ, "X-RS with Competition Package". */
export function modelNameOf(title: string): ModelName {
  const model = printedCase(title);
  const words = model.split(' ');
  const length = familyLength(words);
  const family = canonicalFamily(model) ?? words.slice(0, length).join(' ');
  return { model, family, package: words.slice(length).join(' ') || null };
}

/** How many words of a title name its family; of an unlisted one, the first. */
function familyLength(words: readonly string[]): number {
  const family = canonicalFamily(words.join(' '));
  const shorter = words.findIndex((_, at) => canonicalFamily(words.slice(0, at + 1).join(' ')) === family);
  return family === null ? 1 : shorter + 1;
}

/** Capitals as the names are written elsewhere: "850 E-TEC TURBO R" is "850 E-TEC Turbo R". */
export const printedCase = (name: string): string => name.split(' ').map(wordCase).join(' ');

function wordCase(word: string): string {
  if (word !== word.toUpperCase()) return word;
  const asWord = (letters: string) => letters.charAt(0) + letters.slice(1).toLowerCase();
  return PRINTED_CASE[word] ?? word.replace(/\p{L}{4,}/gu, asWord);
}
