import { createContext, type ReactNode, useContext } from 'react';
import { sayIn } from '#messages/message.ts';
import type { RU } from './ru/index.ts';

export type Words = typeof RU;

interface Spoken {
  words: Words;
  /** What a reason says, and what to do about it. */
  said: ReturnType<typeof sayIn>;
}

/** Languages of the console: its own words, and those of the reasons that the API gives as data. */
export const LANGUAGES = {
  ru: {
    name: 'Русский',
    load: async (): Promise<Spoken> => {
      const [words, reasons] = await Promise.all([import('./ru/index.ts'), import('#messages/ru/index.ts')]);
      return { words: words.RU, said: sayIn(reasons.RU) };
    },
  },
  en: {
    name: 'English',
    load: async (): Promise<Spoken> => {
      const [words, reasons] = await Promise.all([import('./en/index.ts'), import('#messages/en/index.ts')]);
      return { words: words.EN, said: sayIn(reasons.EN) };
    },
  },
} as const;
export type Language = keyof typeof LANGUAGES;

const KEPT = 'feedwright-language';

const isKnown = (name: string | null | undefined): name is Language =>
  !!name && Object.hasOwn(LANGUAGES, name);

/** As it was chosen here, else the first of the browser's that the console speaks, else Russian. */
export const languageHere = (): Language =>
  [localStorage.getItem(KEPT), ...navigator.languages.map((tag) => tag.slice(0, 2))].find(isKnown) ?? 'ru';

export const keepLanguage = (language: Language): void => localStorage.setItem(KEPT, language);

interface Speech extends Spoken {
  language: Language;
  speak(language: Language): void;
}

const Context = createContext<Speech | null>(null);

export const SpeechProvider = ({ speech, children }: { speech: Speech; children: ReactNode }) => (
  <Context value={speech}>{children}</Context>
);

/** The console's language. Throws outside of its provider. */
export const useSpeech = (): Speech => {
  const speech = useContext(Context);
  if (!speech) throw new Error('No language around this');
  return speech;
};

/** The console's words in the language of this page. */
export const useWords = (): Words => useSpeech().words;
