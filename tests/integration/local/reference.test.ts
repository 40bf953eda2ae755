import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import names from '#reference/models/brp-snowmobiles.json' with { type: 'json' };
import { builtFeed, feedwright, workingDirectory } from './feedwright.ts';
import { putSamples } from './with-samples.ts';

test('a new list of names changes nothing before it is accepted, then matches and judges the lists anew', async () => {
  await using folder = await workingDirectory();
  const reference = (...words: string[]) => feedwright(folder.path, 'reference', ...words);
  const write = (name: string, text: string) => writeFile(join(folder.path, name), text);
  await putSamples(folder.path);
  const used = /<Model>([^<]+)<\/Model>/.exec(await builtFeed(folder.path, '1'))?.[1] ?? '';
  const isUsed = (name: string) => name.trim() === used.trim();
  const renamed = names.map((name) => (isUsed(name) ? 'Ski-Doo Glacier 950 & Sons' : name));
  const models = renamed.map((name) => `<model name="${name.replace('&', '&amp;')}"/>`).join('');
  await write('snegohod.xml', `<catalog><mark name="BRP">${models}</mark></catalog>`);
  await write('busy.html', '<html><body>Доступ ограничен<br></body></html>');

  expect(await reference('refresh', 'busy.html')).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('is no reference data of Avito'),
  });
  expect((await reference('refresh', 'snegohod.xml')).stdout).toContain('nothing follows it yet');
  expect((await reference('refresh', 'snegohod.xml')).stdout).toContain('nothing was kept');

  const { stdout } = await reference('diff');
  expect(stdout).toContain('+ "Ski-Doo Glacier 950 & Sons"');
  expect(stdout).toMatch(/Model names removed: 1/);
  expect(stdout).toMatch(/published → rejected.*\n +\+ Model .* is not in the catalogue/);
  expect((await feedwright(folder.path, 'rules', 'list')).stdout).toMatch(/bundled-\S+ +the program +yes/);

  expect((await reference('accept')).stdout).toContain('Accepted: rules v1 follow it');
  expect((await reference('diff')).stdout).toContain('The newest snapshot is the one in force');
  const stored = await feedwright(folder.path, 'rules', 'show', 'model-catalogue', '--json');
  expect(JSON.parse(stored.stdout).layers['model-catalogue'][0].names).toEqual(renamed);
});
