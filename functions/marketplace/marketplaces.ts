import { FIRST_CHANNEL } from '#contracts/channel.ts';
import type { Dealer } from '#contracts/dealer.ts';
import { channelsOf } from '#shared/in-channel.ts';
import { choosePart } from '#shared/parts.ts';
import { withPlugins } from '#shared/plugins.ts';
import type { Ports } from '#shared/ports.ts';
import { avito } from './avito.ts';
import type { Marketplace } from './marketplace.ts';
import { yandex } from './yandex.ts';

/** The marketplaces a configuration may name, plug-ins too. */
export const MARKETPLACES: Record<string, Marketplace> = withPlugins('marketplace', { avito, yandex });

/** The marketplace of the table's channel. Throws `ConfigurationError` where there is none of its name. */
export const marketplaceOf = ({
  table: { channel },
  parts,
}: {
  table: Pick<Ports['table'], 'channel'>;
  parts: Pick<Ports['parts'], 'marketplace'>;
}): Marketplace =>
  choosePart('marketplace', MARKETPLACES, channel === FIRST_CHANNEL ? parts.marketplace : channel);

/** What keeps a dealer from selling in the channels that it names, a sentence each. */
export const channelFaults = (dealer: Dealer): string[] =>
  Object.keys(dealer.channels ?? {}).flatMap((channel) => {
    const marketplace = MARKETPLACES[channel];
    if (marketplace) return marketplace.faults?.(dealer) ?? [];
    const known = Object.keys(MARKETPLACES).filter((name) => name !== FIRST_CHANNEL);
    return [`channels.${channel} is unknown: there are ${known.join(', ')}, and those of plugins.json`];
  });

/**
 * The marketplaces that a dealer sells in, that of the first channel first. Throws `ConfigurationError` where its
 * configuration names one that there is not.
 */
export const marketplacesOf = async (
  dealerId: string,
  { table, parts }: Pick<Ports, 'table' | 'parts'>,
): Promise<[Marketplace, ...Marketplace[]]> => {
  const dealer = (await table.dealers.get({ dealerId }))?.configuration;
  const [, ...beside] = dealer ? channelsOf(dealer) : [];
  const named = (channel: string) => marketplaceOf({ table: { channel }, parts });
  return [named(FIRST_CHANNEL), ...beside.map(named)];
};
