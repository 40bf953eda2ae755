import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gapAllowed } from '../../../functions/deliver/upload.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const DEFAULT = ['03:00', '11:00', '19:00'];
const moscow = (time: string) => new Date(`2026-11-22T${time}+03:00`);

describe('The live file may be missing for a moment', () => {
  test.each(['10:48:59', '12:00:00', '15:00:00'])('at %s', (time) => {
    expect(gapAllowed(DEFAULT, moscow(time))).toBe(true);
  });

  test.each(['10:50:00', '10:59:59', '11:00:00', '11:30:00', '11:59:59'])('but not at %s', (time) => {
    expect(gapAllowed(DEFAULT, moscow(time))).toBe(false);
  });

  test('but not in the slot that began before midnight', () => {
    expect(gapAllowed(['23:30'], moscow('00:29:59'))).toBe(false);
    expect(gapAllowed(['23:30'], moscow('00:30:00'))).toBe(true);
  });
});

describe('Whatever the moment and the windows', () => {
  const minuteOfDay = fc.integer({ min: 0, max: 24 * 60 - 1 });
  const openings = fc.array(minuteOfDay, { minLength: 1, maxLength: 6 });
  const moment = fc.date({ min: new Date('2015-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });

  const two = (number: number) => String(number).padStart(2, '0');
  const windowAt = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

  /** Since 2014-10-26 Moscow has had one offset. */
  const sinceOpening = (minute: number, now: Date) =>
    (now.getTime() + 3 * 60 * MINUTE - minute * MINUTE + DAY) % DAY;

  /** Half the moments lie near an opening. */
  const scenes = fc
    .tuple(openings, moment, fc.option(fc.integer({ min: -15 * MINUTE, max: 65 * MINUTE })))
    .map(([minutes, now, offset]) => {
      if (offset === null) return { minutes, now };
      const opening = now.getTime() - sinceOpening(minutes[0] as number, now);
      return { minutes, now: new Date(opening + offset) };
    });

  test('there is no gap from ten minutes before an opening until an hour after', () => {
    fc.assert(
      fc.property(scenes, ({ minutes, now }) => {
        const since = minutes.map((minute) => sinceOpening(minute, now));
        const near = since.some((ago) => ago < 60 * MINUTE || ago >= DAY - 10 * MINUTE);
        const far = since.every((ago) => ago >= 60 * MINUTE && ago <= DAY - 11 * MINUTE);
        const allowed = gapAllowed(minutes.map(windowAt), now);
        if (near) expect(allowed).toBe(false);
        if (far) expect(allowed).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
