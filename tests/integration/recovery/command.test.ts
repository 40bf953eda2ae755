import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { feedwright, LIST, problemsIn, startFeedwright, workingDirectory } from '../local/feedwright.ts';

test('a list that failed since its results could not be kept is redriven while the host runs, and audited', async () => {
  await using folder = await workingDirectory();
  // Nothing can be written below a file.
  const inTheWay = join(folder.path, '.feedwright/artefacts/runs/demo');
  await mkdir(join(inTheWay, '..'), { recursive: true });
  await writeFile(inTheWay, '');
  // As if the samples had been through: they are not what this is about.
  await writeFile(join(folder.path, '.feedwright/samples-dropped'), '');
  await using host = startFeedwright(folder.path);
  await host.says(/Feedwright runs/);
  await copyFile(LIST, join(folder.path, 'inbox/demo/list.pdf'));
  await host.says(/price-list \S+ FAILED/);

  const again = await feedwright(folder.path, 'redrive', 'list.pdf');
  expect(again.code).toBe(1);
  expect(problemsIn(again.stderr)).toMatchObject([
    { file: 'list.pdf', whatToDo: expect.stringContaining('It has stopped 2 times, now at extract') },
  ]);
  await rm(inTheWay);
  const mended = await feedwright(folder.path, 'redrive', '--failed', '--dealer', 'demo');
  expect(mended).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^demo: list\.pdf (published|review)/),
  });
  expect((await feedwright(folder.path, 'redrive', '--failed')).stdout).toContain('No document has failed.');
  const { stdout } = await feedwright(folder.path, 'audit', 'demo');
  expect(stdout).toContain('document.redrive');

  const wrong = await feedwright(folder.path, 'redrive', 'list.pdf');
  expect(wrong).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('No document that failed is called'),
  });
});
