import { expect, test } from 'vitest';
import { grid } from '#cli/say/grid.ts';
import { exitCodeOf } from '#cli/say/problems.ts';
import { duration, moscowTime } from '#cli/say/times.ts';
import { asTold } from '#messages/reason.ts';

const about = { file: 'a.pdf', stage: 'intake', reason: asTold('x.') };

test('aligns words to the left and numbers to the right', () => {
  expect(
    grid([
      ['Name', 'Count'],
      ['a', 7],
      ['long', 12],
    ]),
  ).toEqual(['Name  Count', 'a         7', 'long     12']);
});

test('says hours and minutes, and Moscow time', () => {
  expect([duration(135), duration(4)]).toEqual(['2 h 15 min', '4 min']);
  expect(moscowTime('2026-11-22T16:00:00Z')).toBe('19:00 MSK');
});

test('ends with the gravest problem: a bug before a rejection before what waits', () => {
  const codes = (['waiting', 'rejected', 'failed'] as const).map((severity) => ({ severity, ...about }));
  expect(exitCodeOf([])).toBe(0);
  expect(exitCodeOf(codes.slice(0, 1))).toBe(3);
  expect(exitCodeOf(codes.slice(0, 2))).toBe(2);
  expect(exitCodeOf(codes)).toBe(1);
});
