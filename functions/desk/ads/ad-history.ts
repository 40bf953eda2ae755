import type { AdHistory, TracedDelivery } from '#contracts/shown-ad.ts';
import type { Ad } from '#contracts/validated.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { marketplaceOf } from '#marketplace/marketplaces.ts';
import type { Ports } from '#shared/ports.ts';
import type { DeliveryReceipt } from '#shared/table/feed-records.ts';
import { listDeliveries } from '../feeds/deliver.ts';

/** The ad as a feed in the store has it; null where it has none of that Id, or is not there. */
export const adIn = async (
  key: string,
  adId: string,
  shape: FeedShape,
  { artefacts }: Ports,
): Promise<Ad | null> => {
  if (!(await artefacts.head(key))) return null;
  for await (const ad of readFeed(await artefacts.readStream(key), shape)) if (ad.id === adId) return ad;
  return null;
};

const textsOf = ({ fields, images }: Ad): Record<string, string> => ({
  ...fields,
  Images: images.join('\n'),
});

const fieldChanges = (before: Ad, after: Ad): AdHistory['fields'] => {
  const [was, is] = [textsOf(before), textsOf(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((tag) => was[tag] !== is[tag])
    .map((tag) => ({ tag, before: was[tag] ?? '', after: is[tag] ?? '' }));
};

const changeOf = (before: Ad | null, after: Ad | null): Pick<AdHistory, 'change' | 'fields'> | null => {
  if (!before || !after) {
    if (!before && !after) return null;
    return { change: after ? 'added' : 'removed', fields: [] };
  }
  const fields = fieldChanges(before, after);
  return fields.length > 0 ? { change: 'changed', fields } : null;
};

const PROVEN = ['delivered', 'unchanged'];

const deliveryIn = ({
  feedVersion: version,
  sequence,
  at,
  outcome,
  url,
  sha256,
  reason: why,
}: DeliveryReceipt): TracedDelivery => ({ version, sequence, at, outcome, url, sha256, reason: why ?? null });

/** What came of the versions from one on, up to the one that changed the ad next. */
const deliveryOf = (
  receipts: readonly DeliveryReceipt[],
  from: number,
  next: number,
): TracedDelivery | null => {
  const own = receipts.filter(({ feedVersion }) => from <= feedVersion && feedVersion < next);
  const receipt = own.find(({ outcome }) => PROVEN.includes(outcome)) ?? own.at(-1);
  return receipt ? deliveryIn(receipt) : null;
};

/** The versions of the dealer's feed in which the ad came, changed or went, oldest first. */
export const historyOf = async (
  dealerId: string,
  adId: string,
  shape: FeedShape,
  ports: Ports,
): Promise<AdHistory[]> => {
  const versions = (await ports.table.feeds.query({ dealerId })).sort(
    (one, other) => one.version - other.version,
  );
  const receipts = (await listDeliveries(dealerId, ports)).toReversed();
  const history: Omit<AdHistory, 'delivery'>[] = [];
  let before: Ad | null = null;
  for (const { version, key, builtAt, status } of versions) {
    const after = await adIn(key, adId, shape, ports);
    const change = changeOf(before, after);
    if (change) history.push({ version, builtAt, status, ...change });
    before = after;
  }
  return history.map((each, at) => ({
    ...each,
    delivery: deliveryOf(receipts, each.version, history[at + 1]?.version ?? Number.POSITIVE_INFINITY),
  }));
};

/** What happened to an ad in the versions of the dealer's feed, oldest first; each version is read for it. */
export const historyOfAd = (adId: string, dealerId: string, ports: Ports): Promise<AdHistory[]> =>
  historyOf(dealerId, adId, marketplaceOf(ports).feed, ports);
