/**
 * How long a large feed takes to be written, read back and checked, and how much memory:
 * `node tests/bench/feed.bench.ts [ADS]`. Wanted: 100,000 ads in ≤ 20 s and ≤ 300 MB.
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

const timed = async (name: string, work: () => Promise<string>): Promise<void> => {
  const start = performance.now();
  const before = process.cpuUsage();
  const result = await work();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const { user, system } = process.cpuUsage(before);
  const busy = ((user + system) / 1e6).toFixed(1);
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(`${name}: ${seconds} s (${busy} s of processor), peak ${megabytes} MB, ${result}`);
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
await timed('write', () => write(path));
await timed('read back and check', () => check(path));
await rm(folder, { recursive: true });
