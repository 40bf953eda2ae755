import { expect, test } from 'vitest';
import type { Known } from '#desk/knowledge/knowledge.ts';
import { feedwright, workingDirectory } from './feedwright.ts';
import { putSamples } from './with-samples.ts';

test('what a label means is taught, listed and forgotten; a name that no field has is answered with those near it', async () => {
  await using folder = await workingDirectory();
  await putSamples(folder.path);
  const knowledge = (...words: string[]) => feedwright(folder.path, 'knowledge', ...words);
  expect((await knowledge('fields')).stdout).toMatch(/track width +406 mm/);
  expect(await knowledge('teach', 'samples', 'Seat=trak width')).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('Did you mean track width (such as "406 mm")'),
  });
  const taught = await knowledge('teach', 'samples', 'Ski stance=nothing', '--note', 'page 2');
  expect(taught, taught.stderr).toMatchObject({ code: 0 });
  expect(taught.stdout).toContain('"Ski stance" is nothing that is used from now on');
  const known: Known[] = JSON.parse((await knowledge('list', 'samples', '--json')).stdout);
  expect(known).toMatchObject([{ printed: 'Ski stance', means: null, note: 'page 2', by: 'dealer' }]);

  expect((await knowledge('forget', 'samples', 'ski stance')).stdout).toContain('is forgotten');
});
