import { minutesSinceOpening, nextWindow } from '#shared/windows.ts';

/** Minutes before an opening in which the live file may not be missing for even a moment. */
const BEFORE = 10;

/** Minutes from an opening in which Avito loads, nobody knows when. */
const SLOT = 60;

/** Whether the dealer's live file may be missing for a moment: never when Avito may soon ask for it. */
export const gapAllowed = (windows: string[], now: Date): boolean =>
  nextWindow(windows, now).minutesLeft > BEFORE && minutesSinceOpening(windows, now) >= SLOT;
