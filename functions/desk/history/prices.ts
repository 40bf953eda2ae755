import * as z from 'zod';
import type { FeedPrice, ListedPrice, PriceHistory } from '#contracts/history.ts';
import { Validated, type ValidatedProduct } from '#contracts/validated.ts';
import { marketplaceOf } from '#marketplace/marketplaces.ts';
import { reason } from '#messages/reason.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { printedDateIn } from '#shared/run.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { adIn } from '../ads/ad-history.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { moscowDay } from '../market/keep-gathering.ts';
import { MODEL_TAG } from '../market/match-observations.ts';
import { Refusal } from '../refusal.ts';

export const ShowPrices = z.strictObject({ dealerId: z.string(), modelCode: z.string().min(1).max(40) });

/** Each is a file of some megabytes. */
const MOST_LISTS = 40;
const MOST_VERSIONS = 60;

/** The lists whose verdicts are kept, oldest first, and when each holds from. */
const listsOf = async (dealerId: string, { table }: Ports) => {
  const documents = (await table.documents.query({ dealerId })).filter(
    ({ kind, artefacts }) => kind === 'price-list' && artefacts?.validated,
  );
  const dated = documents.map((document) => ({ document, day: dayOf(document) }));
  return dated.toSorted((one, other) => (one.day < other.day ? -1 : 1));
};

const dayOf = ({ order, receivedAt }: DocumentRecord): string =>
  (order && printedDateIn(order)) || moscowDay(receivedAt);

const isSame = (product: ValidatedProduct, modelCode: string, model: string | null): boolean =>
  product.modelCode === modelCode || (model !== null && product.ad?.fields[MODEL_TAG] === model);

const roublesIn = (text: string | undefined): string | null =>
  /^\d+$/.test(text ?? '') ? (text ?? '') : null;

const pricesIn = async (
  { document, day }: Awaited<ReturnType<typeof listsOf>>[number],
  wanted: { modelCode: string; model: string | null; priceTag: string },
  { artefacts }: Ports,
): Promise<{ listed: ListedPrice[]; unpriced: number }> => {
  const key = document.artefacts?.validated ?? '';
  if (!(await artefacts.head(key))) return { listed: [], unpriced: 0 };
  const { products } = await readJson(artefacts, key, Validated);
  const same = products.filter((product) => isSame(product, wanted.modelCode, wanted.model));
  const listed = same.flatMap(({ modelCode, modelYear, derivation, ad }) =>
    derivation?.from
      ? [
          {
            ...{ day, document: document.name, modelCode, modelYear, price: derivation.from },
            roubles: roublesIn(ad?.fields[wanted.priceTag]),
          },
        ]
      : [],
  );
  return { listed, unpriced: same.length - listed.length };
};

/** One point for each change: most versions leave a price as it was. */
const feedPrices = async (
  dealerId: string,
  adId: string,
  ports: Ports,
): Promise<{ prices: FeedPrice[]; older: number }> => {
  const { feed: shape } = marketplaceOf(ports);
  const versions = (await ports.table.feeds.query({ dealerId })).toSorted(
    (one, other) => one.version - other.version,
  );
  const prices: FeedPrice[] = [];
  for (const { version, key, builtAt } of versions.slice(-MOST_VERSIONS)) {
    const roubles = roublesIn((await adIn(key, adId, shape, ports))?.fields[shape.price]);
    if (roubles !== null && roubles !== prices.at(-1)?.roubles)
      prices.push({ version, roubles, day: moscowDay(builtAt) });
  }
  return { prices, older: Math.max(0, versions.length - MOST_VERSIONS) };
};

/**
 * What a machine cost in the dealer's lists, over the years by its name at the marketplace, and what its ad has asked.
 * Throws `Refusal` where nobody offers the code.
 */
export const showPrices = async (
  { dealerId, modelCode }: z.infer<typeof ShowPrices>,
  ports: Ports,
): Promise<PriceHistory> => {
  await refuseUnknownDealer(dealerId, ports);
  const offers = (await ports.table.offers.query({ dealerId })).filter((one) => one.modelCode === modelCode);
  const newest = offers.toSorted((one, other) => one.modelYear - other.modelYear).at(-1);
  if (!newest) throw new Refusal(reason('stock-codes-unknown', { dealerId, codes: [modelCode], near: [] }));
  const model = newest.ad?.fields[MODEL_TAG] ?? null;
  const wanted = { modelCode, model, priceTag: marketplaceOf(ports).feed.price };
  const lists = await listsOf(dealerId, ports);
  const listed: ListedPrice[] = [];
  let unpriced = 0;
  for (const list of lists.slice(-MOST_LISTS)) {
    const own = await pricesIn(list, wanted, ports);
    listed.push(...own.listed);
    unpriced += own.unpriced;
  }
  const feed = newest.adId ? await feedPrices(dealerId, newest.adId, ports) : { prices: [], older: 0 };
  return {
    ...{ dealerId, modelCode, model, listed, unpriced, feed: feed.prices },
    older: { lists: Math.max(0, lists.length - MOST_LISTS), versions: feed.older },
  };
};
