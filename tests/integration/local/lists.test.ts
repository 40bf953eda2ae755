import { expect, test } from 'vitest';
import type { StandingList } from '#desk/lists/lists-of.ts';
import type { Offer } from '#shared/table/records.ts';
import { feedwright, workingDirectory } from './feedwright.ts';
import { startWithSamples } from './with-samples.ts';

const LYNX = 'lynx-2027-en.pdf';
const MINUTE = /\d{4}-\d\d-\d\d \d\d:\d\d MSK/;

const USAGE = 64;

test('a list is looked at, taken out of force and put back beside a running host; the guard keeps its ads meanwhile, the trail knows why', async () => {
  await using folder = await workingDirectory();
  const say = (...words: string[]) => feedwright(folder.path, ...words);
  const json = async <Answer>(...words: string[]): Promise<Answer> =>
    JSON.parse((await say(...words, '--json')).stdout);
  const standing = async () => {
    const all = await json<StandingList[]>('lists', 'show', 'samples');
    return Object.fromEntries(all.map(({ document, status }) => [document, status]));
  };
  await using host = await startWithSamples(folder.path);
  const served = () => fetch(host.url).then((response) => response.text());
  const before = await served();
  const offers = await json<Offer[]>('offers', 'list', 'samples');
  const lynx = offers.filter(({ brand, verdict }) => brand === 'LYNX' && verdict === 'published');
  const all = { 'ski-doo-2026-fi.csv': 'in force', 'ski-doo-2027-fi.pdf': 'in force' };

  expect(await standing()).toEqual({ ...all, [LYNX]: 'in force' });
  const shown = (await say('lists', 'samples')).stdout;
  expect(shown).toMatch(new RegExp(`LYNX +2027 +FI +${LYNX} .* 2026-09-01 +${MINUTE.source} +in force`));
  expect(shown).toMatch(/SKI-DOO +2026 +FI +ski-doo-2026-fi\.csv .* no date/);

  const retired = await say('lists', 'retire', 'samples', LYNX, '--why', 'it was the draft');
  expect(retired, retired.stderr).toMatchObject({ code: 0 });
  expect(retired.stdout).toContain(`is held back: ${lynx.length} of `);
  expect(await standing()).toEqual({ ...all, [LYNX]: 'retired' });
  expect((await say('lists', 'samples')).stdout).toMatch(new RegExp(`retired +\\S+, ${MINUTE.source}`));
  expect(await served()).toBe(before);
  expect(await say('lists', 'retire', 'samples', LYNX)).toMatchObject({
    code: USAGE,
    stderr: expect.stringContaining('is not in force'),
  });

  const [{ documentId = '' } = {}] = (await json<StandingList[]>('lists', 'show', 'samples')).filter(
    ({ document }) => document === LYNX,
  );
  const restored = await say('lists', 'restore', 'samples', documentId.slice(0, 8), '--why', 'no draft');
  expect(restored, restored.stderr).toMatchObject({ code: 0 });
  expect(await standing()).toEqual({ ...all, [LYNX]: 'in force' });
  const back = await json<Offer[]>('offers', 'list', 'samples');
  expect(back.filter(({ verdict }) => verdict === 'published')).toHaveLength(
    offers.filter(({ verdict }) => verdict === 'published').length,
  );
  expect(await say('lists', 'restore', 'samples', LYNX)).toMatchObject({
    code: USAGE,
    stderr: expect.stringContaining('in force already'),
  });
  expect(await say('lists', 'restore', 'samples', 'nothing.pdf')).toMatchObject({
    code: USAGE,
    stderr: expect.stringContaining('No list is called nothing.pdf'),
  });

  const { stdout: trail } = await say('audit', 'samples');
  expect(trail).toMatch(/list\.retire +\S+ +done +it was the draft/);
  expect(trail).toMatch(/list\.restore +\S+ +done +no draft/);
  expect(trail).toMatch(/list\.retire +\S+ +failed +This list is not in force/);
});
