import { generate } from '#functions/generate/generate.ts';
import { avito } from '#marketplace/avito.ts';
import type { Ports } from '#shared/ports.ts';
import type { Offer } from '#shared/table/records.ts';
import { validAd } from './ads.ts';
import { offer, runState } from './records.ts';

/** A publishable offer with its ad; the price in roubles where a test is about it. */
export const withAd = (code: string, changes: Partial<Offer> & { price?: string } = {}): Offer => {
  const { price, ...rest } = changes;
  const ad = validAd(code);
  return offer(code, { ad: { ...ad, fields: { ...ad.fields, ...(price && { Price: price }) } }, ...rest });
};

/** Puts a list in force as validate does, whatever its offers. */
export const dropList = async (
  ports: Pick<Ports, 'table'>,
  order: string,
  offers: Offer[],
  market = 'FI',
): Promise<void> => {
  await ports.table.offers.putAll(offers.map((item) => ({ ...item, order })));
  const list = { dealerId: 'demo', brand: 'SKI-DOO', modelYear: 2026, market };
  await ports.table.lists.put({ ...list, sha256: order, documentId: order, runId: order, order });
  await ports.table.states.add({ dealerId: 'demo' }, { offersRevision: 1 });
};

export const build = (ports: Ports, runId = 'run-1') => generate(runState({ runId }), ports, avito);

/** As after a delivery: the URL serves this version. */
export const goLive = ({ table }: Pick<Ports, 'table'>, version: number) =>
  table.channelStates.patchIf({ dealerId: 'demo' }, { verifiedFeed: version });

export const bytesOf = async ({ table, artefacts }: Ports, version: number): Promise<string> => {
  const feed = await table.feeds.get({ dealerId: 'demo', version });
  return feed ? Buffer.from(await artefacts.read(feed.key)).toString() : '';
};

const inAds = async (ports: Ports, version: number, tag: string): Promise<string[]> =>
  [...(await bytesOf(ports, version)).matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'g'))].map(
    ([, text = '']) => text,
  );

export const idsOf = (ports: Ports, version: number) => inAds(ports, version, 'Id');
export const pricesOf = (ports: Ports, version: number) => inAds(ports, version, 'Price');
