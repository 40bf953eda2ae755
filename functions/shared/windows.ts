import { DateTime } from 'luxon';

const MOSCOW = 'Europe/Moscow';

/** One opening of a window: its first second, ISO, UTC, and the whole minutes left until then. */
interface WindowOpening {
  opensAt: string;
  minutesLeft: number;
}

const openingOn = (day: DateTime) => (window: string) => {
  const [hour, minute] = window.split(':').map(Number) as [number, number];
  return day.set({ hour, minute });
};

const describe = (opening: DateTime, now: DateTime): WindowOpening => ({
  opensAt: opening.toJSDate().toISOString(),
  minutesLeft: Math.floor(opening.diff(now).as('minutes')),
});

/**
 * The next `count` openings of windows such as "03:00", Moscow time, after `now`. A window that opens at
 * this very moment has passed: the next one is given (C13).
 */
export const nextWindows = (windows: string[], now: Date, count: number): WindowOpening[] => {
  const moment = DateTime.fromJSDate(now, { zone: MOSCOW });
  const daily = [...new Set(windows)].sort();
  const days = Math.ceil(count / daily.length) + 1;
  return Array.from({ length: days }, (_, offset) => moment.startOf('day').plus({ days: offset }))
    .flatMap((day) => daily.map(openingOn(day)))
    .filter((opening) => opening > moment)
    .slice(0, count)
    .map((opening) => describe(opening, moment));
};

/** Minutes before an opening in which the last hourly sweep may have passed, and the start before the window too. */
const LATE = 60;

/** Whether a feed that is ready now has to be brought by itself to reach the next window. */
export const isLate = (windows: string[], now: Date): boolean => nextWindow(windows, now).minutesLeft < LATE;

/** The latest opening at or before `now`: its first second, ISO, UTC. */
export const lastOpening = (windows: string[], now: Date): string => {
  const moment = DateTime.fromJSDate(now, { zone: MOSCOW });
  const today = moment.startOf('day');
  const openings = [today.minus({ days: 1 }), today].flatMap((day) => windows.map(openingOn(day)));
  const passed = openings.filter((opening) => opening <= moment);
  return (DateTime.max(...passed) as DateTime).toJSDate().toISOString();
};

/** Whole minutes since the latest opening, 0 in the minute of the opening itself. */
export const minutesSinceOpening = (windows: string[], now: Date): number =>
  Math.floor((now.getTime() - Date.parse(lastOpening(windows, now))) / 60_000);

/** The next opening after `now`; see `nextWindows`. */
export const nextWindow = (windows: string[], now: Date): WindowOpening =>
  nextWindows(windows, now, 1)[0] as WindowOpening;
