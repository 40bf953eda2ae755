import { FeedDiff } from '#contracts/feed-diff.ts';
import { marketplaceOf } from '#marketplace/marketplaces.ts';
import { readJson } from '#shared/json.ts';
import { isGone, listFinder } from '#shared/kept-out.ts';
import type { Ports } from '#shared/ports.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import { NOTHING, type Worth } from './task.ts';

/** Prices of ads are whole roubles; one that is none counts as nothing. */
const roublesOf = (price: string | undefined): number => Number.parseInt(price ?? '', 10) || 0;

const more = ({ ads, roubles }: Worth, price: string | undefined): Worth => ({
  ads: ads + 1,
  roubles: roubles + roublesOf(price),
});

/** What a dealer's lists in force have that may be live; each offer is looked at, and none kept in memory. */
export const worthOfOffers = async (
  dealerId: string,
  ports: Pick<Ports, 'table' | 'parts'>,
): Promise<Worth> => {
  const { feed } = marketplaceOf(ports);
  const listOf = await listFinder(dealerId, ports);
  let worth = NOTHING;
  for await (const offer of ports.table.offers.stream({ dealerId })) {
    const { verdict, ad } = offer;
    if (verdict === 'published' && !isGone(offer, listOf(offer))) worth = more(worth, ad?.fields[feed.price]);
  }
  return worth;
};

/** What a version would bring that is not live yet: the ads that it adds. */
export const worthOfFeed = async (
  { changes }: FeedVersion,
  { artefacts }: Pick<Ports, 'artefacts'>,
): Promise<Worth> => {
  if (!changes || changes.added === 0) return NOTHING;
  const difference = await readJson(artefacts, changes.json, FeedDiff);
  return difference.changes
    .filter(({ change }) => change === 'added')
    .reduce((worth, { price }) => more(worth, price), NOTHING);
};
