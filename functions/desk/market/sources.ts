import * as z from 'zod';
import { reason } from '#messages/reason.ts';
import { sha256 } from '#shared/hash.ts';
import { maskText } from '#shared/masking.ts';
import type { Ports } from '#shared/ports.ts';
import type { MarketSource } from '#shared/table/market-records.ts';
import type { Actor } from '../acts.ts';
import { configuredDealers, refuseUnknownDealer } from '../dealers/known-dealer.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { type Fetched, fetchSources, isFeedSource, silentSince } from './fetch.ts';
import { forgetPrices } from './keep-gathering.ts';

/** Another shop's public feed, by its address. */
export const PutSource = z.strictObject({
  dealerId: z.string(),
  name: z.string().trim().min(1, 'write the name of the shop').max(80),
  url: z
    .url({ protocol: /^https?$/, error: 'write an address that begins with https:// or http://' })
    .max(1_000),
});

export const SourceNamed = z.strictObject({ dealerId: z.string(), source: z.string().min(1) });

/** All feeds of the dealer where none is named. */
export const FetchSources = z.strictObject({ dealerId: z.string(), source: z.string().min(1).optional() });

/** An address as all who may look at the dealer see it: what it is entered by is not theirs. */
const shownUrl = ({ url }: MarketSource): string | undefined => url && maskText(url);

/** A source with whether it is silent; a password in its address is masked. */
export type SourceShown = MarketSource & { silentSince: string | null };

/** Where a dealer's prices come from, feeds first. Throws `Refusal` for a dealer that nobody knows. */
export const listSources = async (
  dealerId: string,
  ports: Pick<Ports, 'table' | 'clock'>,
): Promise<SourceShown[]> => {
  await refuseUnknownDealer(dealerId, ports);
  const sources = await ports.table.marketSources.query({ dealerId });
  return sources
    .map((source) => ({
      ...source,
      ...{ url: shownUrl(source), silentSince: silentSince(source, ports.clock()) },
    }))
    .toSorted(
      (one, other) =>
        Number(isFeedSource(other)) - Number(isFeedSource(one)) || (one.name < other.name ? -1 : 1),
    );
};

const MOST_FEEDS = 20;

/** Its own ads would be compared with themselves. */
const refuseOwnFeed = async (dealerId: string, url: string, ports: DeskPorts): Promise<void> => {
  const [dealer] = await configuredDealers(dealerId, ports);
  const own = [
    dealer?.feed.publicUrl,
    ...Object.values(dealer?.channels ?? {}).map(({ feed }) => feed.publicUrl),
  ];
  if (own.some((address) => address && new URL(address).href === new URL(url).href))
    throw new Refusal(reason('market-own-feed'));
};

/** The same address is the same source, whatever it is called. */
const idOf = (url: string): string => sha256(new URL(url).href).slice(0, 16);

/** Has another shop's public feed asked every day from now on. Throws `Refusal`. */
export const putSource = async (
  actor: Actor,
  { dealerId, name, url }: z.infer<typeof PutSource>,
  ports: DeskPorts,
): Promise<{ sourceId: string }> => {
  await refuseUnknownDealer(dealerId, ports);
  await refuseOwnFeed(dealerId, url, ports);
  const sourceId = idOf(url);
  const deed = { dealerId, action: 'market.put', subject: name };
  return ports.acts.once(actor, deed, async () => {
    const feeds = (await ports.table.marketSources.query({ dealerId })).filter(isFeedSource);
    if (feeds.length >= MOST_FEEDS && !feeds.some((one) => one.sourceId === sourceId))
      throw new Refusal(reason('market-many-feeds', { most: MOST_FEEDS }));
    return {
      details: { url },
      effect: async ({ who: putBy, at: putAt }) => {
        const before = await ports.table.marketSources.get({ dealerId, sourceId });
        await ports.table.marketSources.put({ ...before, dealerId, sourceId, name, url, putBy, putAt });
        return { sourceId };
      },
    };
  });
};

/** By its id, its name whatever the case, or its address. Throws `Refusal` that names those there are. */
const sourceNamed = async (
  dealerId: string,
  named: string,
  { table }: Pick<Ports, 'table'>,
): Promise<MarketSource> => {
  const sources = await table.marketSources.query({ dealerId });
  const found = sources.find((source) => {
    const { sourceId, name, url } = source;
    return [sourceId, url, shownUrl(source)].includes(named) || name.toLowerCase() === named.toLowerCase();
  });
  if (found) return found;
  throw new Refusal(
    reason('market-source-unknown', { source: maskText(named), known: sources.map(({ name }) => name) }),
  );
};

/** Forgets a source and the prices it told; what it said stays in its artefacts. Throws `Refusal`. */
export const removeSource = async (
  actor: Actor,
  { dealerId, source }: z.infer<typeof SourceNamed>,
  ports: DeskPorts,
): Promise<{ prices: number }> => {
  await refuseUnknownDealer(dealerId, ports);
  const asked = { dealerId, action: 'market.remove', subject: maskText(source) };
  return ports.acts.once(actor, asked, async () => {
    const { sourceId, name, url } = await sourceNamed(dealerId, source, ports);
    return {
      details: { name, ...(url && { url }) },
      effect: async () => {
        const its = { dealerId, sourceId };
        const before = await forgetPrices(its, ports);
        await ports.table.marketSources.remove(its);
        // Whoever was asking it then may have written more before it was gone.
        return { prices: before + (await forgetPrices(its, ports)) };
      },
    };
  });
};

/** Asks a dealer's feeds now, or the one that is named; each tells what came of it. Throws `Refusal`. */
export const fetchNow = async (
  actor: Actor,
  { dealerId, source }: z.infer<typeof FetchSources>,
  ports: DeskPorts,
): Promise<Fetched[]> => {
  await refuseUnknownDealer(dealerId, ports);
  const named = source === undefined ? null : await sourceNamed(dealerId, source, ports);
  const wanted = named ? [named] : await ports.table.marketSources.query({ dealerId });
  const feeds = wanted.filter(isFeedSource);
  if (feeds.length === 0) throw new Refusal(reason('market-no-feed', { dealerId }));
  const deed = { dealerId, action: 'market.fetch', subject: named?.name ?? dealerId, details: {} };
  return ports.acts.perform(actor, deed, () => fetchSources(dealerId, feeds, ports));
};
