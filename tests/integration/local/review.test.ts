import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sentenceOf } from '#messages/say.ts';
import type { ReviewItem } from '#shared/table/records.ts';
import { feedwright, workingDirectory } from './feedwright.ts';
import { startWithSamples } from './with-samples.ts';

const byVersion = (one: string, other: string) => one.localeCompare(other, 'en', { numeric: true });

/** The ads of the newest feed by Id. */
const newestAds = async (cwd: string): Promise<Map<string, string>> => {
  const folder = join(cwd, '.feedwright/artefacts/feeds/samples');
  const feeds = (await readdir(folder)).filter((name) => name.endsWith('.xml')).sort(byVersion);
  const feed = await readFile(join(folder, feeds.at(-1) ?? ''), 'utf8');
  const ads = feed.match(/<Ad>.*?<\/Ad>/gs) ?? [];
  return new Map(ads.map((ad) => [/<Id>(.*?)<\/Id>/.exec(ad)?.[1] ?? '', ad]));
};

const waitingFor = (items: ReviewItem[], ...reasons: RegExp[]): ReviewItem => {
  const item = items.find(
    (each) =>
      each.reasons.length === reasons.length &&
      reasons.every((reason) => each.reasons.some((told) => reason.test(sentenceOf(told)))),
  );
  if (!item) throw new Error(`nothing waits for ${reasons.join(' and ')} alone`);
  return item;
};

test('what waits is listed, edited, accepted, kept out and reopened beside a running host; each answer changes its own ad alone', async () => {
  await using folder = await workingDirectory();
  const review = (...words: string[]) => feedwright(folder.path, 'review', ...words);
  const queue = async (): Promise<ReviewItem[]> =>
    JSON.parse((await review('list', 'samples', '--json')).stdout);
  await using _ = await startWithSamples(folder.path);
  const before = await newestAds(folder.path);
  const items = await queue();
  const priceless = waitingFor(items, /words stand where the price/, /no price can be told/);
  const twin = waitingFor(items, /read alike/);
  const ofPriceless = priceless.adId ?? '';

  expect((await review('list', 'samples')).stdout).toContain(priceless.modelCode);
  expect((await review('show', 'samples', priceless.modelCode)).stdout).toMatch(
    /needs.*\n +Price is missing/,
  );
  const refused = await review('accept', 'samples', twin.modelCode, priceless.modelCode);
  expect(refused).toMatchObject({ code: 64, stderr: expect.stringContaining('Price is missing') });
  expect(await newestAds(folder.path)).toEqual(before);

  const edited = await review('edit', 'samples', priceless.modelCode, 'Price=18750 EUR');
  expect(edited, edited.stderr).toMatchObject({ code: 0 });
  const withPrice = await newestAds(folder.path);
  expect(withPrice.get(ofPriceless)).toMatch(/<Price>\d+<\/Price>/);
  expect(new Map([...withPrice].filter(([id]) => id !== ofPriceless))).toEqual(before);

  const unasked = await review('accept', 'samples', twin.subject);
  expect(unasked).toMatchObject({ code: 64, stderr: expect.stringContaining('read alike') });
  const accepted = await review('accept', 'samples', twin.subject, '--json', '--yes');
  expect(JSON.parse(accepted.stdout)).toMatchObject({ action: 'accept', answered: [twin.subject] });
  expect((await newestAds(folder.path)).has(twin.adId ?? '')).toBe(true);
  expect((await queue()).map(({ subject }) => subject)).not.toContain(twin.subject);

  await review('reopen', 'samples', twin.subject);
  expect((await queue()).map(({ subject }) => subject)).toContain(twin.subject);
  await review('reject', 'samples', twin.subject, '--why', 'sold out');
  expect((await queue()).map(({ subject }) => subject)).not.toContain(twin.subject);
  expect((await review('show', 'samples', twin.subject)).stdout).toContain('sold out');
});
