import { useSyncExternalStore } from 'react';
import { useWords } from '../messages/language.tsx';

const MINUTE_MS = 60_000;
const TICK_MS = 15_000;

const everyTick = (tell: () => void) => {
  const timer = setInterval(tell, TICK_MS);
  return () => clearInterval(timer);
};

/** The instant, to some seconds. */
const useNow = (): number =>
  useSyncExternalStore(everyTick, () => Math.floor(Date.now() / TICK_MS) * TICK_MS);

/** How long until an instant: "5 часов 32 минуты". */
export const useTimeUntil = (instant: string): string => {
  const { states } = useWords();
  const minutes = Math.max(0, Math.ceil((Date.parse(instant) - useNow()) / MINUTE_MS));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [
    ...(hours > 0 ? [states.hours(hours)] : []),
    ...(rest > 0 || hours === 0 ? [states.minutes(rest)] : []),
  ].join(' ');
};
