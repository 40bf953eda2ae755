import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { feedwright, linesOf, workingDirectory } from '../integration/local/feedwright.ts';
import { ofTheDay } from '../of-the-day.ts';

test('every rehearsal shows its trouble and what mends it, and leaves nothing', async () => {
  await using folder = await workingDirectory();
  const names = linesOf((await feedwright(folder.path, 'drill')).stdout)
    .slice(1)
    .map((line) => line.split(' ')[0] ?? '');
  expect(names).toHaveLength(5);
  for (const name of ofTheDay(names, 5)) {
    const { code, stdout } = await feedwright(folder.path, 'drill', name);
    expect(stdout, name).toMatch(/What you would see.*npx feedwright .*What mends it.*nothing of it waits/s);
    expect(code, name).toBe(0);
  }
  expect(await readdir(folder.path)).toEqual([]);
  expect((await feedwright(folder.path, 'drill', 'earthquake')).stderr).toContain(names.join(', '));
});
