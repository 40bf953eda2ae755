import { expect, test } from 'vitest';
import type { Offer } from '#shared/table/records.ts';
import { BOOK, feedwright, LIST, workingDirectory } from './feedwright.ts';
import { startWithSamples } from './with-samples.ts';

/** Commands that look, each at what a dealer has. */
const LOOKS = [
  ['offers', 'list', 'demo'],
  ['lists', 'show', 'demo'],
  ['audit', 'demo'],
  ['review', 'list', 'demo'],
];

test('every command works on the running host whatever process has made, and on a folder where it is told', async () => {
  await using folder = await workingDirectory();
  const say = (...words: string[]) => feedwright(folder.path, ...words);
  const json = async (...words: string[]) => JSON.parse((await say(...words, '--json')).stdout);
  await using _ = await startWithSamples(folder.path);
  const before = [];
  for (const words of LOOKS) before.push(await json(...words));

  await say('process', LIST, BOOK, '--out', 'out', '--no-deliver');
  const offered: Offer[] = await json('offers', 'list', 'demo', '--data', 'out');
  expect(offered.length).toBeGreaterThan(0);
  const { modelCode = '' } = offered.find(({ verdict }) => verdict === 'published') ?? {};
  const there = await say('review', 'reject', 'demo', modelCode, '--why', 'sold', '--data', 'out');
  expect(there, there.stderr).toMatchObject({ code: 0, stderr: '' });

  // What was answered there is there alone, and each command says which of both it means.
  for (const [at, words] of LOOKS.entries()) expect(await json(...words)).toEqual(before[at]);
  expect(await json('audit', 'demo', '--data', 'out')).toMatchObject([
    { action: 'review.reject', outcome: 'done' },
  ]);
  const here = await say('review', 'reject', 'demo', modelCode, '--why', 'sold');
  expect(here).toMatchObject({ code: 64, stderr: expect.stringContaining('is called') });
  expect(here.stderr).toContain('--data out is that of the last process --out');
});

test('without a host or its data a command takes what process has made, and says so', async () => {
  await using folder = await workingDirectory();
  const say = (...words: string[]) => feedwright(folder.path, ...words);
  const nothing = await say('offers', 'list', 'demo');
  expect(nothing).toMatchObject({ code: 64, stderr: expect.stringContaining('--data DIR') });
  const nowhere = await say('offers', 'list', 'demo', '--data', 'elsewhere');
  expect(nowhere).toMatchObject({ code: 64, stderr: expect.stringContaining('no data in elsewhere') });
  await say('process', LIST, '--out', 'out', '--no-deliver');
  const [offers, feeds] = [await say('offers', 'list', 'demo'), await say('lists', 'demo')];
  for (const { code, stderr } of [offers, feeds])
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'On the data of the last process --out: --data out.\n',
    });
});
