import { type Subject, say as sayTerm } from '#reference/glossary/glossary.ts';
import { plainText } from './plain-text.ts';

/** Says printed terms in Russian and remembers those for which it lacks a reviewed word. */
export interface RussianWords {
  /** What has no reviewed word stands as it is printed: a cell of the list or the book is never dropped. */
  say(subject: Subject, printed: string | null | undefined): string | null;
  /** Of each term the Russian; those without are left out: no buyer misses half a sentence of praise. */
  sayKnown(subject: Subject, printed: readonly string[]): string[];
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
  const said = (subject: Subject, printed: string) => {
    const { russian, complete } = sayTerm(subject, plainText(printed));
    if (!complete) untranslated.push(`${subject}: ${asListed(printed)}`);
    return { russian, complete };
  };
  return {
    say: (subject, printed) => (printed ? said(subject, printed).russian : null),
    sayKnown: (subject, printed) =>
      printed.flatMap((term) => {
        const { russian, complete } = said(subject, term);
        return complete ? [russian] : [];
      }),
    untranslated,
  };
};
