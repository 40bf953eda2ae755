import { stripTypeScriptTypes } from 'node:module';
import { afterEach, expect, test, vi } from 'vitest';
import { mutantsOf, withMutants } from '../mutants/mutate.ts';

afterEach(() => vi.unstubAllGlobals());

const changesOf = (source: string): string[] =>
  mutantsOf('some.ts', source).map(({ was, text }) => `${was} → ${text}`);

test.each([
  ['x = a < 5;', ['a < 5 → a <= 5', 'a < 5 → a >= 5', '5 → 6', '5 → 4']],
  ['x = a && !b;', ['a && !b → a || !b', '!b → b']],
  ['x = xs.filter(f);', ['xs.filter(f) → xs']],
  ['x = xs.some((y) => y);', ['xs.some((y) => y) → xs.every((y) => y)', 'y → undefined']],
  ['if (a) save(b);', ['a → true', 'a → false', 'save(b) → undefined']],
  ['while (a) b = 1;', ['a → false', '1 → 2', '1 → 0']],
  ['function f() { return [a]; }', ['[a] → []']],
])('%s is changed in every way it can be', (source, changes) => {
  expect(changesOf(source)).toEqual(changes);
});

test.each([
  [
    'a name, a type, a path',
    "import { x } from './x.ts'; type Seven = 7; const a: Seven | true = b as 7; c = { 5: b };",
  ],
  ['a part of a chain that may end early', 'x = a?.b.filter(f).length;'],
  ['what is empty already', 'const f = () => undefined; function g() { return; }'],
])('%s stays', (_, source) => {
  expect(changesOf(source)).toEqual([]);
});

const SOURCE = `
  const price = (amount: number): number => (amount >= 10 && amount !== 13 ? amount * 2 : amount + 1);
  const result = [3, 10, 13].filter((amount: number) => amount > 2).map(price) as number[];
`;
const runOf = (code: string): string => {
  try {
    return JSON.stringify(new Function(`${stripTypeScriptTypes(code)}; return result;`)());
  } catch (error) {
    return String(error);
  }
};

test('all mutants stand in one source, and each does as if it stood there alone', () => {
  const mutants = mutantsOf('some.ts', SOURCE).map((mutant, id) => ({ ...mutant, id }));
  const together = withMutants(SOURCE, mutants);
  const switchedOn = [-1, ...mutants.keys()].map((chosen) => {
    vi.stubGlobal('isMutant', (id: number) => id === chosen);
    return runOf(together);
  });
  const alone = mutants.map(({ start, end, text }) =>
    runOf(`${SOURCE.slice(0, start)}(${text})${SOURCE.slice(end)}`),
  );
  expect(switchedOn).toEqual([runOf(SOURCE), ...alone]);
  expect(new Set(alone).size).toBeGreaterThan(10);
});
