/**
 * How long a large feed takes to be written, read back and checked, and how much memory:
 * `npm run bench -- feed [ADS]`. Wanted: 100,000 ads in ≤ 20 s and ≤ 300 MB.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ad } from '#contracts/validated.ts';
import { writeFeed } from '#functions/generate/feed-writer.ts';
import { validateProducts } from '#functions/validate/validate-products.ts';
import { avito } from '#marketplace/avito.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { checkAd } from '#reference/rules/check-ad.ts';
import { aDealer, aListing } from '../fakes/listings.ts';
import { measured } from './measure.ts';

const count = Number(process.argv[2] ?? 100_000);
const standards = { marketplace: avito, rules: bundledRules, dealer: aDealer() };

const codeOf = (index: number): string => `A${index.toString(36).toUpperCase().padStart(5, '0')}`;

/** Ids in no order, as a table may give them; about as long as a real ad. */
function* ads(): Generator<Ad> {
  const [product] = validateProducts([aListing()], standards);
  if (!product?.ad) throw new Error('the sample listing gives no ad');
  const fields = {
    ...product.ad.fields,
    Description: `${product.ad.fields.Description}<p>${'текст '.repeat(150)}</p>`,
  };
  for (let index = 0; index < count; index++)
    yield { ...product.ad, fields, id: codeOf((index * 7919) % count) };
}

const report = async (name: string, work: () => Promise<string>): Promise<void> => {
  const { seconds, busySeconds, peakMegabytes, result } = await measured(work);
  const times = `${seconds.toFixed(1)} s (${busySeconds.toFixed(1)} s of processor)`;
  console.log(`${name}: ${times}, peak ${peakMegabytes} MB, ${result}`);
};

const write = async (path: string): Promise<string> => {
  const out = createWriteStream(path);
  const { bytes, ads: written } = await writeFeed(ads(), {
    shape: avito.feed,
    out,
    scratchPath: `${path}.scratch`,
  });
  return `${written} ads, ${Math.round(bytes / 1e6)} MB`;
};

const check = async (path: string): Promise<string> => {
  let found = 0;
  for await (const ad of readFeed(createReadStream(path), avito.feed))
    found += checkAd(ad, bundledRules).length;
  return `${found} findings`;
};

const folder = await mkdtemp(join(tmpdir(), 'feed-bench-'));
const path = join(folder, 'feed.xml');
await report('write', () => write(path));
await report('read back and check', () => check(path));
await rm(folder, { recursive: true });
