import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BOOK, builtFeed, feedwright, LIST, workingDirectory } from './feedwright.ts';
import { startWithSamples } from './with-samples.ts';

/** The demo dealer's configuration under another name, changed, as a file. */
const dealerFile = async (cwd: string, changes: object): Promise<string> => {
  const { stdout } = await feedwright(cwd, 'dealers', 'show', 'demo');
  await writeFile(
    join(cwd, 'north.json'),
    JSON.stringify({ ...JSON.parse(stdout), id: 'north', ...changes }),
  );
  return 'north.json';
};

test('a dealer is put, shown and listed without a running host, and processes his lists', async () => {
  await using folder = await workingDirectory();
  const file = await dealerFile(folder.path, { ftp: { secretName: 'north/ftp' }, adPer: 'variant' });
  const put = await feedwright(folder.path, 'dealers', 'put', file);
  expect(put).toMatchObject({ code: 0, stdout: expect.stringContaining('north is a new dealer') });
  expect(put.stdout).toContain('Missing API key for north/ftp');
  expect((await feedwright(folder.path, 'dealers', 'put', file)).stdout).toContain('like this already');
  const shown = await feedwright(folder.path, 'dealers', 'show', 'north');
  expect(JSON.parse(shown.stdout)).toMatchObject({ id: 'north', adPer: 'variant' });
  expect((await feedwright(folder.path, 'dealers', 'list')).stdout).toMatch(/north .* 1 .*EUR 98\.50/);

  const tested = await feedwright(folder.path, 'dealers', 'test', 'north');
  expect(tested).toMatchObject({ code: 3, stdout: expect.stringMatching(/^NO /m) });
  expect((await feedwright(folder.path, 'dealers', 'test', 'samples', '--json')).code).toBe(0);

  const out = ['--out', 'out', '--dealer', 'north', '--no-deliver'];
  const { stdout } = await feedwright(folder.path, 'process', LIST, BOOK, ...out);
  expect(stdout).toMatch(/[1-9]\d* published/);
  expect(await readFile(join(folder.path, 'out/feed.xml'), 'utf8')).toContain('Варианты исполнения');
});

test('what is wrong in a file is named, and the dealer stays as he was', async () => {
  await using folder = await workingDirectory();
  const file = await dealerFile(folder.path, { adress: 'Мурманск', availability: 'да' });
  const { code, stderr } = await feedwright(folder.path, 'dealers', 'put', file);
  expect(code).toBe(64);
  expect(stderr).toContain('adress is unknown: use one of');
  expect(stderr).toContain('availability is wrong: write one of');
  expect((await feedwright(folder.path, 'dealers', 'show', 'north')).stderr).toContain(
    'No dealer is called north',
  );
});

test('beside a running host a new rate changes the prices of the next feed, which is held for it', async () => {
  await using folder = await workingDirectory();
  await using _ = await startWithSamples(folder.path);
  const { stdout } = await feedwright(folder.path, 'dealers', 'show', 'samples');
  const dealer = JSON.parse(stdout);
  dealer.conversion.EUR = { ...dealer.conversion.EUR, rate: '200.00', rateDate: '2026-11-20' };
  await writeFile(join(folder.path, 'samples.json'), JSON.stringify(dealer));
  const put = await feedwright(folder.path, 'dealers', 'put', 'samples.json');
  expect(put).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/replaces .*judged again.*Feed version \d+ is held back: the EUR rate/s),
  });
  const version = /Feed version (\d+)/.exec(put.stdout)?.[1] ?? '';
  const firstPrice = async (of: string) => Number(/<Price>(\d+)/.exec(await builtFeed(folder.path, of))?.[1]);
  expect(await firstPrice(version)).toBeGreaterThan(1.5 * (await firstPrice('1')));
});
