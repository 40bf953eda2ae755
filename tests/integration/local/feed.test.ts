import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Dealer } from '#contracts/dealer.ts';
import { feedwright, workingDirectory } from './feedwright.ts';
import { liveHost, published } from './live-host.ts';

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
});
