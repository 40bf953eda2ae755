import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PRICE_LISTS } from '#samples/generate.ts';
import { generateTextList } from '#samples/generate-text-list.ts';
import type { Offer } from '#shared/table/records.ts';
import { feedwright, workingDirectory } from './feedwright.ts';
import { liveHost, published } from './live-host.ts';

/** Prices stand as "18 225,00 €". */
const withPriceTimes = (factor: number, row: string): string =>
  row.replace(/[\d\s]+(?=,00\s€)/, (euros) =>
    String(Math.round(Number(euros.replaceAll(/\s/g, '')) * factor)),
  );

/** A list is as new as the date it prints, which cannot lie far ahead. */
const DATE_OF_TODAY = new Date().toLocaleDateString('fi-FI');

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
