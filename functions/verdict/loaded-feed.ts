import type { FeedReference } from '#contracts/delivered.ts';
import { servedFeed, wholeFeed } from '#shared/live-feed.ts';
import type { Ports } from '#shared/ports.ts';
import type { DeliveryReceipt } from '#shared/table/feed-records.ts';

type FeedPorts = Pick<Ports, 'table' | 'artefacts'>;

const PROVEN: DeliveryReceipt['outcome'][] = ['delivered', 'unchanged'];

const lastProven = async (dealerId: string, at: string, { table }: FeedPorts) =>
  (await table.deliveries.query({ dealerId }))
    .filter((receipt) => PROVEN.includes(receipt.outcome) && receipt.at <= at)
    .toSorted((one, other) => one.at.localeCompare(other.at))
    .at(-1);

/**
 * The feed that the public URL was last seen to serve before then: what a load that began then has fetched, as far as we
 * know; null where nothing was proven by then.
 */
export const feedAt = async (
  dealerId: string,
  at: string,
  ports: FeedPorts,
): Promise<FeedReference | null> => {
  const receipt = await lastProven(dealerId, at, ports);
  const version = receipt && (await ports.table.feeds.get({ dealerId, version: receipt.feedVersion }));
  if (!receipt || !version) return null;
  const { sha256, bytes } = receipt;
  const served = [servedFeed(version), wholeFeed(version)].find((feed) => feed.sha256 === sha256);
  if (served) return served;
  // The body that was served meanwhile: its key bears the beginning of its hash.
  const key = version.key.replace(/(?:-interim-[0-9a-f]+)?\.xml$/, `-interim-${sha256.slice(0, 12)}.xml`);
  return (await ports.artefacts.head(key))
    ? { version: version.version, key, sha256, bytes }
    : wholeFeed(version);
};
