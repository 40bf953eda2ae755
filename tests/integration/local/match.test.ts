import { glob, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { Matched, type MatchedProduct } from '#contracts/matched.ts';
import { AUDIT_TABLE, environmentOf } from '#local/host/environment.ts';
import { foldersOf } from '#local/host/folders.ts';
import { openTable } from '#local/host/table.ts';
import { sentenceOf } from '#messages/say.ts';
import { connectAudit } from '#shared/table/connect.ts';
import { feedwright, workingDirectory } from './feedwright.ts';
import { startWithSamples } from './with-samples.ts';

afterEach(() => vi.unstubAllEnvs());

const artefacts = (cwd: string) => join(cwd, '.feedwright/artefacts');

const byVersion = (one: string, other: string) => one.localeCompare(other, 'en', { numeric: true });

const newestFeed = async (cwd: string): Promise<string> => {
  const folder = join(artefacts(cwd), 'feeds/samples');
  const feeds = (await readdir(folder)).filter((name) => name.endsWith('.xml')).sort(byVersion);
  return readFile(join(folder, feeds.at(-1) ?? ''), 'utf8');
};

const adsOf = (feed: string): string[] => feed.match(/<Ad>.*?<\/Ad>/gs) ?? [];
const modelTag = (name: string) => `<Model>${name}</Model>`;

const matchedProducts = async (cwd: string): Promise<MatchedProduct[]> => {
  const files = await Array.fromAsync(glob('runs/samples/*/matched.json', { cwd: artefacts(cwd) }));
  const texts = await Promise.all(files.map((file) => readFile(join(artefacts(cwd), file), 'utf8')));
  return texts.flatMap((text) => Matched.parse(JSON.parse(text)).products);
};

/** A published machine for which a more general name would do as well. */
const correctable = async (cwd: string, feed: string) => {
  for (const { modelCode, avitoModel, candidates } of await matchedProducts(cwd)) {
    const other = candidates.find(
      ({ against }) => against.map(sentenceOf).join() === 'says less of the engine',
    );
    if (other && avitoModel && feed.includes(modelTag(avitoModel)))
      return { modelCode, from: avitoModel, to: other.name };
  }
  throw new Error('The samples have no such machine');
};

const auditSteps = async (cwd: string) => {
  const folders = foldersOf(join(cwd, '.feedwright'), cwd);
  const { url, close } = await openTable(folders.table);
  const environment = environmentOf(folders, { table: url, aws: url, web: url, accessKey: 'none' });
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const month = new Date().toISOString().slice(0, 7);
  const events = await connectAudit(AUDIT_TABLE).query({ scope: 'D#samples', month });
  await close();
  return events
    .map(({ action, step }) => `${action} ${step}`)
    .filter((words) => words.startsWith('match.'))
    .sort();
};

test('a match set by hand changes its ads alone, beside a running host and without, and goes when it is removed', async () => {
  await using folder = await workingDirectory();
  const match = (...words: string[]) => feedwright(folder.path, 'match', ...words);
  let before: string;
  let wish: Awaited<ReturnType<typeof correctable>>;
  {
    await using _ = await startWithSamples(folder.path);
    before = await newestFeed(folder.path);
    wish = await correctable(folder.path, before);

    const unknown = await match('set', 'samples', wish.modelCode, `${wish.to} Deluxe`);
    expect(unknown).toMatchObject({ code: 64, stderr: expect.stringContaining(`"${wish.to}"`) });
    expect((await match('set', 'samples', 'NONE', wish.to)).stderr).toContain('has the code "NONE"');
    expect((await match('list', 'nobody')).stderr).toContain('No dealer is called nobody');

    const set = await match('set', 'samples', wish.modelCode, wish.to);
    expect(set, set.stderr).toMatchObject({ code: 0, stdout: expect.stringContaining(wish.to) });
  }
  const [old, corrected] = [adsOf(before), adsOf(await newestFeed(folder.path))];
  const changed = corrected.filter((ad) => !old.includes(ad));
  expect(changed.length).toBeGreaterThan(0);
  expect(
    corrected.map((ad) => (changed.includes(ad) ? ad.replace(modelTag(wish.to), modelTag(wish.from)) : ad)),
  ).toEqual(old);
  expect((await match('list', 'samples')).stdout).toMatch(new RegExp(`${wish.modelCode} .*${wish.to}`));

  const removed = await match('remove', 'samples', wish.modelCode);
  expect(removed, removed.stderr).toMatchObject({ code: 0 });
  expect(await newestFeed(folder.path)).toBe(before);
  expect((await match('list', 'samples')).stdout).toContain('No match of samples was set by hand');
  expect((await match('remove', 'samples', wish.modelCode)).code).toBe(64);
  expect(await auditSteps(folder.path)).toEqual([
    'match.remove done',
    'match.remove intended',
    'match.set done',
    'match.set intended',
  ]);
});
