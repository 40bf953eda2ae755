import { Dealer } from '#contracts/dealer.ts';
import { CANARY_DEALER } from '#shared/canary-dealer.ts';
import { dealerVersion } from '#shared/dealers.ts';
import { count } from '#shared/meter.ts';
import type { Ports } from '#shared/ports.ts';
import { documentIdOf } from '#shared/run.ts';
import { canaryList, MACHINES } from './price-list.ts';

export type CanaryPorts = Pick<Ports, 'inbox' | 'table' | 'clock'>;

const DEALER = Dealer.parse({
  id: CANARY_DEALER,
  name: 'Canary',
  address: 'Nowhere',
  contact: {},
  conversion: {
    EUR: { rate: '100', rateDate: '2026-11-01', staleAfterDays: 36_500, holdAfterDays: 36_500 },
  },
  availability: 'Под заказ',
  pictures: { baseUrl: 'https://canary.invalid/', path: '/canary' },
  feed: { publicUrl: 'https://canary.invalid/feed.xml', path: '/canary/feed.xml' },
});

export const CANARY_KEY = `inbox/${DEALER.id}/price-list.pdf`;

/** The machine closes a list so behind all stages: without a spec book its products wait for a person, who never comes. */
const THROUGH = ['published', 'review'];

const cameThrough = async ({ inbox, table }: CanaryPorts): Promise<boolean> => {
  const list = await inbox.head(CANARY_KEY);
  if (!list) return false;
  const documentId = documentIdOf(CANARY_KEY, list.version);
  const document = await table.documents.get({ dealerId: DEALER.id, documentId });
  const { status = '', counts } = document ?? {};
  return THROUGH.includes(status) && counts?.products === MACHINES;
};

/** Known to the stages and listed nowhere: nobody delivers, counts or reports a dealer who is not listed. */
const makeKnown = ({ table }: CanaryPorts): Promise<void> =>
  table.unlistedDealers.put({ dealerId: DEALER.id, version: dealerVersion(DEALER), configuration: DEALER });

/**
 * Looks whether the list dropped the time before has gone through every stage, and counts it if so; then drops
 * the next one. Whatever stands still on the way, the bucket's events included, shows by the count's silence.
 */
export const canary = async (ports: CanaryPorts): Promise<{ through: boolean }> => {
  const through = await cameThrough(ports);
  if (through) count('CanariesThrough');
  await makeKnown(ports);
  await ports.inbox.write(CANARY_KEY, canaryList(ports.clock().toISOString()), 'application/pdf');
  return { through };
};
