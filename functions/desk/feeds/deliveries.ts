import { reason } from '#messages/reason.ts';
import type { Ports } from '#shared/ports.ts';
import type { DeliveryReceipt } from '#shared/table/records.ts';
import { dealersNamed } from '../dealers/known-dealer.ts';
import { Refusal } from '../refusal.ts';

type TablePort = Pick<Ports, 'table'>;

/** The receipts of a dealer's deliveries, of all dealers' where none is named, newest first. Throws `Refusal`. */
export const listDeliveries = async (
  dealerId: string | undefined,
  ports: TablePort,
): Promise<DeliveryReceipt[]> => {
  const dealers = await dealersNamed(dealerId, ports);
  const receipts = await Promise.all(dealers.map((id) => ports.table.deliveries.query({ dealerId: id })));
  return receipts.flat().sort((one, other) => other.at.localeCompare(one.at));
};

/** The receipt of one delivery. Throws `Refusal` where there was none of that number. */
export const showDelivery = async (sequence: string, ports: TablePort): Promise<DeliveryReceipt> => {
  const receipt = (await listDeliveries(undefined, ports)).find((known) => known.sequence === sequence);
  if (receipt) return receipt;
  throw new Refusal(reason('delivery-unknown', { sequence }));
};
