import type { Delivery } from '#contracts/delivered.ts';
import type { Ports } from '#shared/ports.ts';
import { nextWindow } from '#shared/windows.ts';
import { chosenFeed } from './chosen-feed.ts';
import { dealerOf } from './dealer-of.ts';
import { prolongLease } from './delivery-lease.ts';
import { ftpUploader } from './ftp/ftp-uploader.ts';

/** Minutes before a window in which the live file may not be missing for even a moment. */
const NO_GAP_MINUTES = 10;

/** Brings the feed to the dealer's host; one attempt of the three that the machine makes. */
export const upload = async (
  delivery: Delivery,
  ports: Pick<Ports, 'table' | 'clock' | 'artefacts' | 'secrets'>,
  connect = ftpUploader,
): Promise<Delivery> => {
  await prolongLease(delivery, ports, 1);
  const dealer = await dealerOf(delivery.dealerId, ports);
  const feed = chosenFeed(delivery);
  const gapAllowed = nextWindow(dealer.windows, ports.clock()).minutesLeft > NO_GAP_MINUTES;
  using host = await connect(dealer, ports.secrets);
  const content = { ...feed, open: () => ports.artefacts.readStream(feed.key) };
  const warnings = await host.put(content, { path: dealer.feed.path, gapAllowed });
  return {
    ...delivery,
    uploaded: true,
    server: host.server,
    warnings: [...host.warnings, ...warnings],
    route: 'verify',
  };
};
