import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastOpening, minutesSinceOpening, nextWindow, nextWindows } from '#shared/windows.ts';

const DEFAULT = ['03:00', '11:00', '19:00'];
const moscow = (local: string) => new Date(`${local}+03:00`);
const opening = (local: string) => moscow(local).toISOString();

const EXAMPLES = [
  { what: 'in the morning', now: '2026-11-22T08:30:00', next: '2026-11-22T11:00:00', minutes: 150 },
  { what: 'a second before one opens', now: '2026-11-22T10:59:59', next: '2026-11-22T11:00:00', minutes: 0 },
  { what: 'exactly at a window', now: '2026-11-22T11:00:00', next: '2026-11-22T19:00:00', minutes: 480 },
  {
    what: 'after the last of the day',
    now: '2026-11-22T19:00:01',
    next: '2026-11-23T03:00:00',
    minutes: 479,
  },
  {
    what: 'on the last evening of a month',
    now: '2026-11-30T23:59:00',
    next: '2026-12-01T03:00:00',
    minutes: 181,
  },
  {
    what: 'on the last evening of a year',
    now: '2026-12-31T20:00:00',
    next: '2027-01-01T03:00:00',
    minutes: 420,
  },
  { what: 'before the leap day', now: '2028-02-28T21:00:00', next: '2028-02-29T03:00:00', minutes: 360 },
];

describe('The next window', () => {
  test.each(EXAMPLES)('$what', ({ now, next, minutes }) => {
    expect(nextWindow(DEFAULT, moscow(now))).toEqual({ opensAt: opening(next), minutesLeft: minutes });
  });

  test("is the dealer's own, in any order and named twice or not", () => {
    const { opensAt } = nextWindow(['21:30', '06:15', '21:30'], moscow('2026-11-22T07:00:00'));
    expect(opensAt).toBe(opening('2026-11-22T21:30:00'));
  });

  test('as many as asked for, over midnight', () => {
    expect(nextWindows(DEFAULT, moscow('2026-11-22T12:00:00'), 4).map(({ opensAt }) => opensAt)).toEqual([
      opening('2026-11-22T19:00:00'),
      opening('2026-11-23T03:00:00'),
      opening('2026-11-23T11:00:00'),
      opening('2026-11-23T19:00:00'),
    ]);
  });
});

describe('Whatever the moment and the windows', () => {
  const two = (number: number) => String(number).padStart(2, '0');
  const window = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${two(hour)}:${two(minute)}`);
  const windows = fc.array(window, { minLength: 1, maxLength: 6 });
  /** Since 2014-10-26 Moscow has had one offset. */
  const moment = fc.date({ min: new Date('2015-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });

  const localTime = (opensAt: string) =>
    new Date(Date.parse(opensAt) + 3 * 3_600_000).toISOString().slice(11, 16);

  test('the next one is ahead, within a day, and one of those configured', () => {
    fc.assert(
      fc.property(windows, moment, (configured, now) => {
        const ahead = Date.parse(nextWindow(configured, now).opensAt) - now.getTime();
        expect(ahead).toBeGreaterThan(0);
        expect(ahead).toBeLessThanOrEqual(86_400_000);
        expect(configured).toContain(localTime(nextWindow(configured, now).opensAt));
      }),
    );
  });

  test('none is skipped: from just before an opening, that opening is the next', () => {
    fc.assert(
      fc.property(windows, moment, (configured, now) => {
        const { opensAt } = nextWindow(configured, now);
        expect(nextWindow(configured, new Date(Date.parse(opensAt) - 1)).opensAt).toBe(opensAt);
      }),
    );
  });

  test('counted from the latest one, the minutes begin at 0 and end at the next', () => {
    fc.assert(
      fc.property(windows, moment, (configured, now) => {
        const opening = Date.parse(nextWindow(configured, now).opensAt);
        expect(minutesSinceOpening(configured, new Date(opening))).toBe(0);
        const before = minutesSinceOpening(configured, new Date(opening - 1));
        expect(localTime(new Date(opening - (before + 1) * 60_000).toISOString())).toBeOneOf(configured);
      }),
    );
  });

  test('the latest one is behind, within a day, and none opens between it and now', () => {
    fc.assert(
      fc.property(windows, moment, (configured, now) => {
        const last = lastOpening(configured, now);
        const behind = now.getTime() - Date.parse(last);
        expect(behind).toBeGreaterThanOrEqual(0);
        expect(behind).toBeLessThan(86_400_000);
        expect(nextWindow(configured, new Date(last)).opensAt).toBe(nextWindow(configured, now).opensAt);
      }),
    );
  });

  test('they come in order, each once', () => {
    fc.assert(
      fc.property(windows, moment, fc.integer({ min: 1, max: 20 }), (configured, now, count) => {
        const openings = nextWindows(configured, now, count).map(({ opensAt }) => opensAt);
        expect(openings).toHaveLength(count);
        expect(openings).toEqual([...new Set(openings)].sort());
      }),
    );
  });
});
