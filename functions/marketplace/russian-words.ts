import { type Subject, translate } from '#reference/glossary/glossary.ts';
import { plainText } from './plain-text.ts';

/** Says printed terms in Russian and remembers those it could not. */
export interface RussianWords {
  say(subject: Subject, printed: string | null | undefined): string | null;
  /** As `say`, term by term; those without a translation are left out. */
  sayAll(subject: Subject, printed: readonly string[]): string[];
  untranslated: string[];
}

/** Characters: a cell may hold thousands, and a person needs enough to know the term by. */
const LISTED_LENGTH = 80;

const asListed = (printed: string): string => {
  const characters = [...plainText(printed)];
  return characters.length <= LISTED_LENGTH
    ? characters.join('')
    : `${characters.slice(0, LISTED_LENGTH).join('')}…`;
};

/** A fresh translator, for one text. */
export const russianWords = (): RussianWords => {
  const untranslated: string[] = [];
  const say: RussianWords['say'] = (subject, printed) => {
    if (!printed) return null;
    const russian = translate(subject, plainText(printed));
    if (russian === null) untranslated.push(`${subject}: ${asListed(printed)}`);
    return russian;
  };
  const sayAll: RussianWords['sayAll'] = (subject, printed) =>
    printed.map((term) => say(subject, term)).filter((term) => term !== null);
  return { say, sayAll, untranslated };
};
