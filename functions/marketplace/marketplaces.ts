import { FIRST_CHANNEL } from '#contracts/channel.ts';
import { channelsOf } from '#shared/in-channel.ts';
import { choosePart } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import { avito } from './avito.ts';
import type { Marketplace } from './marketplace.ts';

/** The marketplaces a configuration may name. */
export const MARKETPLACES: Record<string, Marketplace> = { avito };

/** The marketplace of the table's channel. Throws `ConfigurationError` where there is none of its name. */
export const marketplaceOf = ({
  table: { channel },
  parts,
}: {
  table: Pick<Ports['table'], 'channel'>;
  parts: Pick<Ports['parts'], 'marketplace'>;
}): Marketplace =>
  choosePart('marketplace', MARKETPLACES, channel === FIRST_CHANNEL ? parts.marketplace : channel);

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
