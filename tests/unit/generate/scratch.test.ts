import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Scratch } from '#functions/generate/compose-feed.ts';

const somewhere = () => join(tmpdir(), `scratch-${randomUUID()}`);

test('gives any texts back by key, of each key the one with the highest rank, and twice if asked', async () => {
  const entry = fc.tuple(
    fc.string({ unit: 'binary', maxLength: 3 }),
    fc.constantFrom('1', '2', '3'),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { maxLength: 40 }), (entries) =>
      Scratch.use(somewhere(), async (scratch) => {
        for (const [key, rank, text] of entries) await scratch.put(key, rank, text);
        const best = new Map(
          entries
            .toSorted(([, one], [, other]) => (one < other ? -1 : Number(one > other)))
            .map(([key, , text]) => [key, text]),
        );
        const expected = [...best.keys()].sort().map((key) => best.get(key));
        expect(await Array.fromAsync(scratch.sorted())).toEqual(expected);
        expect(await Array.fromAsync(scratch.sorted())).toEqual(expected);
      }),
    ),
    { numRuns: 50 },
  );
});

test('gives texts back that are longer than what is written at once', async () => {
  const texts = [300_000, 3, 700_000].map((length, at) => String(at).repeat(length));
  await Scratch.use(somewhere(), async (scratch) => {
    for (const text of texts) await scratch.put(text.slice(0, 1), '', text);
    expect(await Array.fromAsync(scratch.sorted())).toEqual(texts);
  });
});

test('leaves no file, not even after a failure', async () => {
  const path = somewhere();
  const failing = Scratch.use(path, async (scratch) => {
    await scratch.put('A', '', 'text');
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(existsSync(path)).toBe(false);
});
