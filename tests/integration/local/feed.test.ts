import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Dealer } from '#contracts/dealer.ts';
import samples from '#samples/dealers/samples.json' with { type: 'json' };
import { PRICE_LISTS } from '#samples/generate.ts';
import { generateTextList } from '#samples/generate-text-list.ts';
import type { FeedVersion, Offer, ReviewItem } from '#shared/table/records.ts';
import { feedwright, workingDirectory } from './feedwright.ts';
import { startWithSamples } from './with-samples.ts';

/** A feed that is built shortly before a window goes by itself: here people decide when, at any time of day. */
const farFromItsWindows = async (cwd: string) => {
  const inTenHours = new Date(Date.now() + 13 * 60 * 60_000).toISOString().slice('2026-11-22T'.length, -8);
  await mkdir(join(cwd, 'dealers'));
  await writeFile(join(cwd, 'dealers/samples.json'), JSON.stringify({ ...samples, windows: [inTenHours] }));
};

/** A host whose sample dealer is live, and the commands of a second terminal beside it. */
const liveHost = async (cwd: string) => {
  await farFromItsWindows(cwd);
  const { url, ...host } = await startWithSamples(cwd);
  const json = async <Answer>(...words: string[]): Promise<Answer> =>
    JSON.parse((await feedwright(cwd, ...words, '--json')).stdout);
  return {
    host,
    served: () => fetch(url).then((response) => response.text()),
    feeds: () => json<FeedVersion[]>('feed', 'list', 'samples'),
    offered: () => json<Offer[]>('offers', 'list', 'samples'),
    waiting: () => json<ReviewItem[]>('review', 'list', 'samples'),
    json,
    [Symbol.asyncDispose]: () => host[Symbol.asyncDispose](),
  };
};

const published = (offers: Offer[]): Offer[] => offers.filter(({ verdict }) => verdict === 'published');

/** Prices stand as "18 225,00 €". */
const withPriceTimes = (factor: number, row: string): string =>
  row.replace(/[\d\s]+(?=,00\s€)/, (euros) =>
    String(Math.round(Number(euros.replaceAll(/\s/g, '')) * factor)),
  );

/** A list is as new as the date it prints, which cannot lie far ahead. */
const DATE_OF_TODAY = new Date().toLocaleDateString('fi-FI');

const WHY = ['--why', 'sold at the fair'] as const;

describe('beside a running host', () => {
  test('what is withdrawn leaves the URL within a minute though the next feed is held, and no rollback brings it back', async () => {
    await using folder = await workingDirectory();
    const say = (...words: string[]) => feedwright(folder.path, ...words);
    await using live = await liveHost(folder.path);
    const before = await live.served();
    const first = (await live.feeds()).at(-1)?.version ?? 0;
    const sold = published(await live.offered()).slice(0, 8);
    const codes = sold.map(({ modelCode }) => modelCode);
    const withoutSold = (feed: string): string =>
      sold.reduce(
        (rest, { adId }) => rest.replace(new RegExp(`<Ad><Id>${adId}</Id>.*?</Ad>\\n?`, 's'), ''),
        feed,
      );

    const refused = await say('offers', 'withdraw', 'samples', codes[0] ?? '', 'XXXX', ...WHY);
    expect(refused).toMatchObject({ code: 64, stderr: expect.stringContaining('no offer of XXXX') });
    const all = published(await live.offered()).map(({ modelCode }) => modelCode);
    expect(await say('offers', 'withdraw', 'samples', ...all, ...WHY)).toMatchObject({
      code: 64,
      stderr: expect.stringMatching(/No ad of samples would be left.*--yes/s),
    });
    expect(await live.feeds()).toHaveLength(first);

    const dealer = JSON.parse((await say('dealers', 'show', 'samples')).stdout) as Dealer;
    for (const conversion of Object.values(dealer.conversion))
      conversion.rate = String(Number(conversion.rate) * 1.2);
    await writeFile(join(folder.path, 'dearer.json'), JSON.stringify(dealer));
    expect((await say('dealers', 'put', 'dearer.json')).stdout).toMatch(/is held back: the \w+ rate/);

    const withdrawing = say('offers', 'withdraw', 'samples', ...codes, ...WHY);
    await expect.poll(() => live.served(), { timeout: 60_000 }).toBe(withoutSold(before));
    expect((await withdrawing).stdout).toMatch(/serves no ad of it any more.*is held back: the \w+ rate/s);
    const held = (await live.feeds()).at(-1)?.version ?? 0;

    const words = ['feed', 'approve', 'samples'];
    expect(await say(...words, String(held))).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('--why'),
    });
    expect((await say(...words, String(first), ...WHY)).stderr).toContain('superseded');
    expect((await say(...words, 'nine', ...WHY)).stderr).toContain('is no version');
    expect((await say('deliver', '--dealer', 'samples')).stdout).not.toContain('delivered at');
    expect(await live.served()).toBe(withoutSold(before));

    expect(await say(...words, String(held), ...WHY)).toMatchObject({ code: 0 });
    await say('deliver', '--dealer', 'samples');
    const after = await live.served();
    expect(after).not.toBe(withoutSold(before));
    for (const { adId } of sold) expect(after).not.toContain(`<Id>${adId}</Id>`);

    expect((await say('feed', 'rollback', 'samples', String(first), ...WHY)).code).toBe(0);
    await say('deliver', '--dealer', 'samples');
    expect(await live.served()).toBe(withoutSold(before));
    expect((await say('offers', 'back', 'samples', ...codes, ...WHY)).stdout).toContain('for sale again');

    const acts = await live.json<object[]>('audit', 'samples');
    expect(acts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ action: 'offers.withdraw', outcome: 'failed' }),
        expect.objectContaining({ action: 'offers.withdraw', outcome: 'done' }),
        expect.objectContaining({ action: 'offers.back', outcome: 'done' }),
        expect.objectContaining({
          ...{ action: 'feed.approve', subject: `version ${held}`, outcome: 'done' },
          details: { why: 'sold at the fair' },
        }),
        expect.objectContaining({ action: 'feed.rollback', outcome: 'done' }),
      ]),
    );
  });

  test('a price that jumps and a machine that vanishes stay as they are live until a person answers for each', async () => {
    await using folder = await workingDirectory();
    const say = (...words: string[]) => feedwright(folder.path, ...words);
    await using live = await liveHost(folder.path);
    const [dearer, gone, kept] = published(await live.offered()).filter(({ brand }) => brand === 'SKI-DOO');
    const [list] = PRICE_LISTS;
    if (!list || !dearer || !gone || !kept) throw new Error('the samples have too little');
    const rows = new TextDecoder().decode(generateTextList(list).bytes).split('\r\n');
    const next = rows
      .filter((row) => ![gone, kept].some(({ modelCode }) => row.startsWith(`${modelCode};`)))
      .map((row) => (row.startsWith(`${dearer.modelCode};`) ? withPriceTimes(1.4, row) : row))
      .map((row) => row.replace(/^(\S+ 2027 \/ .*)$/, `$1 ${DATE_OF_TODAY}`));
    await writeFile(join(folder.path, 'inbox/samples/next.csv'), next.join('\r\n'));
    await live.host.says(/next\.csv +close/);

    const before = await live.served();
    const asked = (await live.waiting()).filter(({ kind }) => kind !== 'product');
    expect(asked.map(({ kind, adId }) => [kind, adId]).sort()).toEqual(
      [
        ['price-jump', dearer.adId],
        ['vanished', gone.adId],
        ['vanished', kept.adId],
      ].sort(),
    );
    expect(asked.find(({ kind }) => kind === 'price-jump')).toMatchObject({
      document: 'next.csv',
      page: 1,
    });
    const subjectOf = ({ adId }: Offer) => asked.find((item) => item.adId === adId)?.subject ?? '';

    const accepted = await say('review', 'accept', 'samples', subjectOf(dearer), subjectOf(gone));
    expect(accepted.stdout).toMatch(/Feed version \d+ goes out before the next window/);
    await say('review', 'reject', 'samples', subjectOf(kept), '--why', 'one is left');
    expect((await live.waiting()).filter(({ kind }) => kind !== 'product')).toEqual([]);
    expect(await live.served()).toBe(before);
    await say('deliver', '--dealer', 'samples');
    const after = await live.served();
    expect(after).not.toContain(`<Id>${gone.adId}</Id>`);
    expect(after).toContain(`<Id>${kept.adId}</Id>`);
    const diff = await live.json<{ changes: object[] }>('feed', 'diff', 'samples');
    expect(diff.changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: dearer.adId, change: 'changed' }),
        expect.objectContaining({ id: gone.adId, change: 'removed' }),
      ]),
    );
    expect(diff.changes).toHaveLength(2);
  });
});
