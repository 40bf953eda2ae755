import type { Dealer } from '#contracts/dealer.ts';
import { allDealers, dealerVersion } from '#shared/dealers.ts';
import type { Ports } from '#shared/ports.ts';
import { atEachDealer, refuseUnknownDealer } from './known-dealer.ts';

/** A dealer as it is configured now, and how many versions of that there have been. */
export interface ConfiguredDealer {
  configuration: Dealer;
  version: string;
  versions: number;
}

type DealerPorts = Pick<Ports, 'table'>;

const standing = async (configuration: Dealer, { table }: DealerPorts): Promise<ConfiguredDealer> => ({
  configuration,
  version: dealerVersion(configuration),
  versions: (await table.dealerVersions.query({ dealerId: configuration.id })).length,
});

/** Every dealer. */
export const listDealers = async (ports: DealerPorts): Promise<ConfiguredDealer[]> =>
  atEachDealer(await allDealers(ports), async (dealer) => [await standing(dealer, ports)]);

/** So many dealers behind the cursor, and the next one's; null after the last. */
export const pageOfDealers = async (
  part: { limit: number; after: string | null },
  ports: DealerPorts,
): Promise<{ items: ConfiguredDealer[]; cursor: string | null }> => {
  const { items, cursor } = await ports.table.dealers.pageOfIndex('GSI1', {}, part);
  const dealers = items.map(({ configuration }) => configuration);
  return { items: await atEachDealer(dealers, async (dealer) => [await standing(dealer, ports)]), cursor };
};

/** A dealer's configuration. Throws `Refusal` for one that nobody knows. */
export const showDealer = async (dealerId: string, ports: DealerPorts): Promise<Dealer | null> => {
  await refuseUnknownDealer(dealerId, ports);
  return (await ports.table.dealers.get({ dealerId }))?.configuration ?? null;
};
