import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { feedwright, workingDirectory } from './feedwright.ts';
import { startWithSamples } from './with-samples.ts';

const SHOP = { name: 'Образцы', company: 'ООО «Образцы»', url: 'https://samples-dealer.example/' };
const FEED = {
  publicUrl: 'https://samples-dealer.example/samples/yandex.xml',
  path: '/samples/yandex.xml',
};
/** A host of its own that nobody can log in to: its secret is not there. */
const ELSEWHERE = {
  feed: { publicUrl: 'https://elsewhere.example/yandex.xml', path: '/yandex.xml' },
  ftp: { secretName: 'feedwright/samples/elsewhere' },
  pictures: { baseUrl: 'https://elsewhere.example/pictures/', path: '/pictures' },
  shop: SHOP,
};

const attributes = (xml: string, tag: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${tag} [^>]*?${name}="([^"]*)"`, 'g'))].map(([, value = '']) => value);
const texts = (xml: string, tag: string): string[] =>
  [...xml.matchAll(new RegExp(`<${tag}>(?:<!\\[CDATA\\[)?([^<]*)`, 'g'))].map(([, value = '']) => value);

test('One list becomes two feeds at two addresses, each with a guard and versions of its own; what fails in one leaves the other alone', async () => {
  await using folder = await workingDirectory();
  await using host = await startWithSamples(folder.path);
  const { path } = folder;
  const dealer = JSON.parse((await feedwright(path, 'dealers', 'show', 'samples')).stdout);
  const sellIn = async (channels: object) => {
    await writeFile(join(path, 'both.json'), JSON.stringify({ ...dealer, channels }));
    return feedwright(path, 'dealers', 'put', 'both.json');
  };

  const unknown = await sellIn({ ebay: { feed: FEED } });
  expect(unknown).toMatchObject({ code: 64, stderr: expect.stringContaining('channels.ebay is unknown') });
  const shopless = await sellIn({ yandex: { feed: FEED } });
  expect(shopless).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('channels.yandex.shop is missing'),
  });

  expect(await sellIn({ yandex: { feed: FEED, shop: SHOP } })).toMatchObject({ code: 0 });
  const avitoBefore = await fetch(host.url).then((answer) => answer.text());
  const delivered = await feedwright(path, 'deliver', '--dealer', 'samples', '--channel', 'yandex');
  // In the last hour before a window it has gone by itself.
  expect(delivered.stdout).toMatch(
    /samples: feed version \d+ (?:delivered|unchanged) at \S+\/samples\/yandex\.xml/,
  );
  const yandexUrl = host.url.replace('feed.xml', 'yandex.xml');
  const xml = await fetch(yandexUrl).then((answer) => answer.text());
  expect(xml).toMatch(
    /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<yml_catalog date="[^"]{16}\+03:00">\n<shop>/,
  );
  const ids = attributes(xml, 'offer', 'id');
  expect(ids.length).toBeGreaterThan(5);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[0-9A-Za-z]{1,20}$/.test(id))).toEqual([]);
  const avitoIds = texts(avitoBefore, 'Id').map((id) => id.replaceAll('-', ''));
  expect(ids.toSorted()).toEqual(expect.arrayContaining(avitoIds.toSorted()));
  expect(texts(xml, 'price').toSorted()).toEqual(
    expect.arrayContaining(texts(avitoBefore, 'Price').toSorted()),
  );
  expect(await fetch(host.url).then((answer) => answer.text())).toBe(avitoBefore);

  const rules = await feedwright(path, 'rules', 'show', 'field-rules', '--channel', 'yandex');
  expect(rules.stdout).toContain('categoryId');
  const [id = ''] = ids;
  const traced = await feedwright(path, 'trace', id, '--dealer', 'samples', '--channel', 'yandex');
  expect(traced).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/yandex\.xml serves version \d+, with /),
  });

  expect(await sellIn({ yandex: ELSEWHERE })).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('feedwright/samples/elsewhere'),
  });
  const failed = await feedwright(path, 'deliver', '--dealer', 'samples', '--channel', 'yandex');
  expect(failed.code).not.toBe(0);
  expect(await feedwright(path, 'deliver', '--dealer', 'samples')).toMatchObject({ code: 0 });
  expect(
    await readFile(join(path, '.feedwright/dealer-host/samples/yandex.xml'), 'utf8').catch(() => xml),
  ).toBe(xml);
});
