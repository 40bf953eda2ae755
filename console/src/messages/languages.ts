import type { Messages } from '#messages/message.ts';
import { keep, keptAt } from '../kept.ts';
import { saidHere } from './said-here.ts';
import type { Words } from './words.ts';

/** What the folder of a language gives: the console's own words, and those of the reasons that the API gives as data. */
interface Language {
  words: Words;
  reasons: Messages;
}

/** What a page says. */
export interface Spoken {
  words: Words;
  /** What a reason says, and what to do about it. */
  said: ReturnType<typeof saidHere>;
}

/** A folder here is a language, by its code: to add one is to add it (docs/extending.md). */
const FOLDERS = import.meta.glob<Language>('./*/index.ts');
const codeOf = (path: string): string => path.split('/')[1] as string;
const LOADERS: Readonly<Record<string, () => Promise<Language>>> = Object.fromEntries(
  Object.entries(FOLDERS).map(([path, load]) => [codeOf(path), load]),
);

/** As who speaks it calls it: "Русский". */
const ownName = (code: string): string => {
  const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  return name.replace(/^./u, (first) => first.toLocaleUpperCase(code));
};

/** Languages of the console by their codes, as each calls itself. */
export const LANGUAGES: readonly (readonly [code: string, name: string])[] = Object.keys(LOADERS).map(
  (code) => [code, ownName(code)],
);

/** Loads what the console says in one of its languages. */
export const loadLanguage = async (code: string): Promise<Spoken> => {
  const { words, reasons } = await (LOADERS[code] as () => Promise<Language>)();
  return { words, said: saidHere(reasons) };
};

const KEPT = 'feedwright-language';

const isKnown = (name: string | null): name is string => name !== null && Object.hasOwn(LOADERS, name);

/** A browser's wish, and the language of which that is one: "pt-BR", "pt". */
const meantBy = (tag: string): string[] => [tag, tag.split('-')[0] as string];

/** As it was chosen here, else the first of the browser's that the console speaks, else Russian. */
export const languageHere = (): string =>
  [keptAt(KEPT), ...navigator.languages.flatMap(meantBy)].find(isKnown) ?? 'ru';

export const keepLanguage = (language: string): void => keep(KEPT, language);
