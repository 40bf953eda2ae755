import { reason } from '#messages/reason.ts';
import type { Ports } from '#shared/ports.ts';
import { Refusal } from '../refusal.ts';

/** Throws `Refusal` naming the dealers there are where none has that id. */
export const refuseUnknownDealer = async (
  dealerId: string,
  { table }: Pick<Ports, 'table'>,
): Promise<void> => {
  if (await table.dealers.get({ dealerId })) return;
  const known = (await table.dealers.queryIndex('GSI1', {})).map((dealer) => dealer.dealerId);
  throw new Refusal(reason('dealer-unknown', { dealerId, known }));
};

/** The dealer that is named, all of them where none is. Throws `Refusal` for one that nobody knows. */
export const dealersNamed = async (
  dealerId: string | undefined,
  ports: Pick<Ports, 'table'>,
): Promise<string[]> => {
  if (dealerId === undefined)
    return (await ports.table.dealers.queryIndex('GSI1', {})).map((dealer) => dealer.dealerId);
  await refuseUnknownDealer(dealerId, ports);
  return [dealerId];
};
