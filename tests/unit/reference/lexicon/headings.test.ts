import { expect, test } from 'vitest';
import { HEADINGS } from '#reference/lexicon/headings.ts';

test('no heading stands for two columns', () => {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}№]/gu, '');
  const owners = new Map<string, Set<string>>();
  for (const [heading, texts] of Object.entries(HEADINGS)) {
    for (const text of texts)
      owners.set(letters(text), (owners.get(letters(text)) ?? new Set()).add(heading));
  }
  expect([...owners].filter(([, headings]) => headings.size > 1)).toEqual([]);
});
