import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineOf } from '#desk/rules/put-in-force.ts';

const TEXT = `{
  "layers": {
    "business-rules": [
      { "id": "one, \\"two\\": [3]", "table": {} },
      {
        "id": "two",
        "table": { "A": ["1",
          "2"] }
      }
    ]
  }
}`;

test.each([
  [['layers'], 2],
  [['layers', 'business-rules', 0, 'table'], 4],
  [['layers', 'business-rules', 1], 5],
  [['layers', 'business-rules', 1, 'id'], 6],
  [['layers', 'business-rules', 1, 'table', 'A', 1], 8],
])('the value at %j stands on line %i', (path, line) => {
  expect(lineOf(TEXT, path)).toBe(line);
});

test('what is not there is shown where it should stand', () => {
  expect(lineOf(TEXT, ['layers', 'business-rules', 1, 'severity'])).toBe(5);
  expect(lineOf(TEXT, ['rules'])).toBe(1);
});

const pathsOf = (value: unknown, path: (string | number)[] = []): [(string | number)[], unknown][] => [
  [path, value],
  ...(Array.isArray(value) ? value.flatMap((each, at) => pathsOf(each, [...path, at])) : []),
  ...(typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([name, each]) => pathsOf(each, [...path, name]))
    : []),
];

test('the line of any value in any JSON begins, after its name, with the value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      const text = JSON.stringify(json, null, 1);
      const lines = text.split('\n');
      for (const [path, value] of pathsOf(JSON.parse(text))) {
        const line = lines[lineOf(text, path) - 1]?.trim().replace(/,$/, '') ?? '';
        const name = path.at(-1);
        const before = typeof name === 'string' ? `${JSON.stringify(name)}: ` : '';
        const [first = ''] = JSON.stringify(value, null, 1).split('\n');
        expect(line).toBe(before + first);
      }
    }),
  );
});
