import { expect, test } from 'vitest';
import { BUNDLED_VERSION, bundledRules } from '#reference/rules/bundled-rules.ts';
import { sha256 } from '#shared/hash.ts';

test('the rules that come with the program are named by what they hold', () => {
  const hash = BUNDLED_VERSION.split('-').at(-1) ?? '';
  expect(sha256(JSON.stringify(bundledRules.layers)).slice(0, hash.length)).toBe(hash);
  expect(hash).toHaveLength(8);
});
