import { expect, test } from 'vitest';
import { ScratchLines } from '#shared/scratch-lines.ts';

const LONG = 'ä€😀\u2028\n"'.repeat(700);

/** More than are held at once: some lie in the file, some do not. */
const MANY = 600;

/** Rows of three lengths, so that pieces of the file end anywhere: in a line, in a letter. */
const values = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ at, text: LONG.slice(0, (at * 37) % LONG.length) }));

test.each([0, 1, 20, MANY])('%i values come back in their order, as often as they are asked for', (count) => {
  using lines = new ScratchLines();
  for (const value of values(count)) lines.add(value);
  expect(lines.length).toBe(count);
  expect([...lines]).toEqual(values(count));
  const [one, other] = [lines[Symbol.iterator](), lines[Symbol.iterator]()];
  for (const value of values(count)) expect([one.next().value, other.next().value]).toEqual([value, value]);
});

test('what comes behind a reading is part of the next one', () => {
  using lines = new ScratchLines<number>();
  lines.add(1);
  expect([...lines]).toEqual([1]);
  lines.add(2);
  expect([...lines]).toEqual([1, 2]);
});

const DISPOSED = 'the lines were disposed of';

test.each([0, 1, 20, MANY])('%i values that were disposed of are never read as fewer', (count) => {
  const lines = new ScratchLines();
  for (const value of values(count)) lines.add(value);
  lines[Symbol.dispose]();
  expect(() => [...lines]).toThrow(DISPOSED);
});

test('values that are disposed of while they are read are never read as fewer', () => {
  const lines = new ScratchLines();
  for (const value of values(MANY)) lines.add(value);
  const begun = lines[Symbol.iterator]();
  expect(begun.next().value).toEqual(values(1)[0]);
  lines[Symbol.dispose]();
  expect(() => [...begun]).toThrow(DISPOSED);
});
