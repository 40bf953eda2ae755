import { useMemo } from 'react';
import { figuresIn } from '../messages/figures.ts';
import { useSpeech } from '../messages/language.tsx';

/** Figures, money and Moscow times in the language of this page. */
export const useFigures = () => {
  const { language } = useSpeech();
  return useMemo(() => figuresIn(language), [language]);
};

/** An instant in Moscow time; the zone is said once, around the screens. */
export const Moment = ({ at }: { at: string }) => {
  const { minute } = useFigures();
  return <time dateTime={at}>{minute(at)}</time>;
};
