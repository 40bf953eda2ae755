import type { Ad } from '#contracts/validated.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import type { Ports } from '#shared/ports.ts';
import type { FeedVersion } from '#shared/table/records.ts';

/** What a version of the feed did to an ad. */
export interface AdChange {
  version: number;
  /** ISO, UTC. */
  builtAt: string;
  status: FeedVersion['status'];
  change: 'added' | 'changed' | 'removed';
  fields: { tag: string; before: string; after: string }[];
}

const adIn = async (
  { key }: FeedVersion,
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

const fieldChanges = (before: Ad, after: Ad): AdChange['fields'] => {
  const [was, is] = [textsOf(before), textsOf(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((tag) => was[tag] !== is[tag])
    .map((tag) => ({ tag, before: was[tag] ?? '', after: is[tag] ?? '' }));
};

const changeOf = (before: Ad | null, after: Ad | null): Pick<AdChange, 'change' | 'fields'> | null => {
  if (!before || !after) {
    if (!before && !after) return null;
    return { change: after ? 'added' : 'removed', fields: [] };
  }
  const fields = fieldChanges(before, after);
  return fields.length > 0 ? { change: 'changed', fields } : null;
};

/** The versions of the dealer's feed in which the ad came, changed or went, oldest first. */
export const historyOf = async (
  dealerId: string,
  adId: string,
  shape: FeedShape,
  ports: Ports,
): Promise<AdChange[]> => {
  const versions = (await ports.table.feeds.query({ dealerId })).sort(
    (one, other) => one.version - other.version,
  );
  const history: AdChange[] = [];
  let before: Ad | null = null;
  for (const feed of versions) {
    const after = await adIn(feed, adId, shape, ports);
    const change = changeOf(before, after);
    if (change)
      history.push({ version: feed.version, builtAt: feed.builtAt, status: feed.status, ...change });
    before = after;
  }
  return history;
};
