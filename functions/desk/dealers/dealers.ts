import type { Dealer } from '#contracts/dealer.ts';
import { allDealers, dealerVersion } from '#shared/dealers.ts';
import type { Ports } from '#shared/ports.ts';
import { refuseUnknownDealer } from './known-dealer.ts';

/** A dealer as it is configured now, and how many versions of that there have been. */
export interface ConfiguredDealer {
  configuration: Dealer;
  version: string;
  versions: number;
}

/** Every dealer. */
export const listDealers = async (ports: Pick<Ports, 'table'>): Promise<ConfiguredDealer[]> =>
  Promise.all(
    (await allDealers(ports)).map(async (configuration) => ({
      configuration,
      version: dealerVersion(configuration),
      versions: (await ports.table.dealerVersions.query({ dealerId: configuration.id })).length,
    })),
  );

/** A dealer's configuration. Throws `Refusal` for one that nobody knows. */
export const showDealer = async (dealerId: string, ports: Pick<Ports, 'table'>): Promise<Dealer | null> => {
  await refuseUnknownDealer(dealerId, ports);
  return (await ports.table.dealers.get({ dealerId }))?.configuration ?? null;
};
