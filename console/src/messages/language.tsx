import { createContext, type ReactNode, useContext } from 'react';
import type { Spoken } from './languages.ts';
import type { Words } from './words.ts';

export type { Words } from './words.ts';

interface Speech extends Spoken {
  language: string;
  /** Throws `Problem` where that language cannot be had; the page then goes on in its own. */
  speak(language: string): Promise<void>;
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
