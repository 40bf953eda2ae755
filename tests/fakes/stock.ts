import { Readable } from 'node:stream';
import type { StockValues } from '#contracts/stock.ts';
import { SetStock, setStock } from '#desk/stock/stock.ts';
import { avito } from '#marketplace/avito.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import type { Ports } from '#shared/ports.ts';
import { deskOn } from './desk.ts';
import { aDealer } from './listings.ts';
import { build, bytesOf, dropList, goLive, withAd } from './lists.ts';
import { begin, goOn } from './pipeline.ts';
import { testPorts } from './ports.ts';

export const CODES = ['TJTH', 'TJTJ', 'FVTA', 'SUT6', 'UZT1', 'BMTB'];

/** A dealer of whom six ads are live. */
export const liveDealer = async (changes: Parameters<typeof aDealer>[0] = {}) => {
  const ports = await testPorts();
  const configuration = aDealer({ id: 'demo', ...changes });
  await ports.table.dealers.put({ dealerId: 'demo', version: '1', configuration });
  await dropList(
    ports,
    '2026-11-01#1',
    CODES.map((code) => withAd(code)),
  );
  await build(ports);
  await goLive(ports, 1);
  return ports;
};

/** The ads of the feed as it is built now, by Id. */
export const ads = async (ports: Ports) => {
  const version = (await build(ports)).feed?.version ?? 0;
  const bytes = Readable.from([Buffer.from(await bytesOf(ports, version))]);
  const all = await Array.fromAsync(readFeed(bytes, avito.feed));
  return new Map(all.map((ad) => [ad.id, ad]));
};

export const say = (
  ports: Ports,
  modelCode: string,
  values: Partial<StockValues>,
  more: { piece?: string; drop?: string[] } & { confirmed?: boolean; key?: string } = {},
) => {
  const { confirmed = false, key, ...row } = more;
  const wish = SetStock.parse({ dealerId: 'demo', rows: [{ modelCode, values, ...row }], confirmed });
  return setStock({ who: 'anna', ...(key && { key }) }, wish, deskOn(ports));
};

let drops = 0;

/** Drops a sheet and follows its run to the end; `bytes` of a text are its lines. */
export const dropSheet = async (ports: Ports, bytes: Uint8Array | readonly string[], name = 'stock.csv') => {
  const key = `inbox/demo/${name}`;
  const body = bytes instanceof Uint8Array ? bytes : bytes.join('\n');
  await ports.inbox.write(key, body, 'text/csv');
  drops += 1;
  return goOn(await begin({ key }, `sheet-${drops}`, ports), ports);
};
