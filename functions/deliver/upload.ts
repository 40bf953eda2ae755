import type { Delivery } from '#contracts/delivered.ts';
import { UploadError } from '#shared/errors.ts';
import type { Ports } from '#shared/ports.ts';
import { minutesSinceOpening, nextWindow } from '#shared/windows.ts';
import { chosenFeed, confirmFeed, dealerOf, prolongLease } from './delivery.ts';
import type { AccessTo } from './uploader.ts';
import { type HostPorts, orRest, withHost } from './with-host.ts';

/** Minutes before an opening in which the live file may not be missing for even a moment. */
const BEFORE = 10;

/** Minutes from an opening in which Avito loads, nobody knows when. */
const SLOT = 60;

/** Whether the dealer's live file may be missing for a moment: never when Avito may soon ask for it. */
export const gapAllowed = (windows: string[], now: Date): boolean =>
  nextWindow(windows, now).minutesLeft > BEFORE && minutesSinceOpening(windows, now) >= SLOT;

type UploadStepPorts = HostPorts & Pick<Ports, 'artefacts'>;

/** The first attempt may be late, as a sweep is; another one that comes after the deadline helps nobody. */
const countAttempt = async (delivery: Delivery, ports: UploadStepPorts): Promise<void> => {
  const { attempts = 0 } = await prolongLease(delivery, ports);
  if (attempts > 0 && ports.clock().getTime() >= Date.parse(delivery.deadline))
    throw new UploadError(`No time is left for another attempt after ${attempts}`, { stage: 'deliver' });
  await prolongLease(delivery, ports, 1);
};

const bring = async (delivery: Delivery, ports: UploadStepPorts, accessTo: AccessTo): Promise<Delivery> => {
  const dealer = await dealerOf(delivery.dealerId, ports);
  const feed = chosenFeed(delivery);
  const content = { ...feed, open: () => ports.artefacts.readStream(feed.key) };
  return withHost(dealer, ports, accessTo, async (access) => {
    await countAttempt(delivery, ports);
    using host = await access.open();
    const warnings = await host.put(content, {
      path: dealer.feed.path,
      deliveryId: delivery.deliveryId,
      gapAllowed: () => gapAllowed(dealer.windows, ports.clock()),
      confirm: () => confirmFeed(delivery, ports),
    });
    const all = new Set([...delivery.warnings, ...host.warnings, ...warnings]);
    return { ...delivery, uploaded: true, server: access.server, warnings: [...all], route: 'verify' };
  });
};

/** Brings the feed to the dealer's host; one attempt of the three that the machine makes. */
export const upload = (delivery: Delivery, ports: UploadStepPorts, accessTo: AccessTo): Promise<Delivery> =>
  orRest(delivery, ports, bring(delivery, ports, accessTo));
