import type { Dealer } from '#contracts/dealer.ts';
import { ConfigurationError } from '#shared/errors.ts';
import type { Ports } from '#shared/ports.ts';

/** The dealer's configuration. Throws `ConfigurationError` for one nobody knows. */
export const dealerOf = async (dealerId: string, { table }: Pick<Ports, 'table'>): Promise<Dealer> => {
  const record = await table.dealers.get({ dealerId });
  if (record) return record.configuration;
  throw new ConfigurationError(`There is no dealer ${dealerId}: add it first`, { stage: 'deliver' });
};
