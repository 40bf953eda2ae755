import type { Delivery } from '#contracts/delivered.ts';
import type { Ports } from '#shared/ports.ts';
import { chosenFeed } from './chosen-feed.ts';
import { dealerOf } from './dealer-of.ts';
import { prolongLease } from './delivery-lease.ts';
import { gapAllowed } from './gap.ts';
import type { ConnectUploader } from './uploader.ts';

/** Brings the feed to the dealer's host; one attempt of the three that the machine makes. */
export const upload = async (
  delivery: Delivery,
  ports: Pick<Ports, 'table' | 'clock' | 'artefacts' | 'secrets'>,
  connect: ConnectUploader,
): Promise<Delivery> => {
  await prolongLease(delivery, ports, 1);
  const dealer = await dealerOf(delivery.dealerId, ports);
  const feed = chosenFeed(delivery);
  using host = await connect(dealer, ports.secrets);
  const content = { ...feed, open: () => ports.artefacts.readStream(feed.key) };
  const warnings = await host.put(content, {
    path: dealer.feed.path,
    gapAllowed: () => gapAllowed(dealer.windows, ports.clock()),
  });
  return {
    ...delivery,
    uploaded: true,
    server: host.server,
    warnings: [...host.warnings, ...warnings],
    route: 'verify',
  };
};
