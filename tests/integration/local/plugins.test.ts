import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { program, sample, workingDirectory } from './feedwright.ts';
import { putSamples } from './with-samples.ts';

/** One for each heading that the lexicon knows in English. */
const rows = ['TJTA', 'TJTB', 'TJTD'].map((code, at) => ({
  ...{ 'Model code': code, Model: 'Summit', Package: 'X Expert', Engine: '850 E-TEC' },
  'Suggested retail price EUR': `${18_750 + 100 * at},00`,
}));

const withPlugins = (file: string) => ({
  ...process.env,
  FEEDWRIGHT_PLUGINS: file,
  FEEDWRIGHT_PARTS: JSON.stringify({ listingScorer: 'category-and-value' }),
});

test('Plug-ins of all kinds are at work once they are configured, and one that does not fit keeps the host from starting', async () => {
  await using folder = await workingDirectory();
  const { path } = folder;
  await putSamples(path);
  const plugins = join(path, 'plugins.json');
  const named = ['value-scorer', 'json-list', 'price-report', 'notice-board'];
  await writeFile(plugins, JSON.stringify(named.map((name) => sample(`plugins/${name}.ts`))));
  const run = (...words: string[]) => program(path, words, withPlugins(plugins));

  const shown = await run('dealers', 'show', 'samples');
  const board = {
    feed: { publicUrl: 'https://samples-dealer.example/samples/board.xml', path: '/samples/board.xml' },
  };
  await writeFile(
    join(path, 'board.json'),
    JSON.stringify({ ...JSON.parse(shown.stdout), channels: { 'notice-board': board } }),
  );
  expect(await run('dealers', 'put', 'board.json')).toMatchObject({ code: 0 });
  const delivered = await run('deliver', '--dealer', 'samples', '--channel', 'notice-board');
  expect(delivered.stdout).toMatch(/delivered at https:\/\/samples-dealer\.example\/samples\/board\.xml/);
  const feed = await readFile(join(path, '.feedwright/dealer-host/samples/board.xml'), 'utf8');
  expect(feed.match(/<offer number="/g)?.length).toBeGreaterThan(5);

  const reported = await run('report', 'samples');
  expect(reported.code).toBe(0);
  expect(reported.stdout).toContain('price-quartiles.csv');

  await writeFile(join(path, 'list.json'), JSON.stringify({ sheets: { '2027': rows } }));
  const read = await run('extract', 'list.json');
  for (const { 'Model code': code } of rows) expect(read.stdout).toContain(`"${code}"`);

  await writeFile(plugins, JSON.stringify(['./missing.ts']));
  const refused = await run('health');
  expect(refused.code).toBe(64);
  expect(refused.stderr).toMatch(
    /plugins\.json names modules that do not fit:\s+\.\/missing\.ts cannot be loaded/,
  );
});
