import { channelsOf } from '#shared/in-channel.ts';
import { choosePart } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import { avito } from './avito.ts';
import type { Marketplace } from './marketplace.ts';

/** The marketplaces a configuration may name. */
export const MARKETPLACES: Record<string, Marketplace> = { avito };

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
  const named = (name: string) => choosePart('marketplace', MARKETPLACES, name);
  return [named(parts.marketplace), ...beside.map(named)];
};
