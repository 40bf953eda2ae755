import type { Dealer } from '#contracts/dealer.ts';
import type { Delivery } from '#contracts/delivered.ts';
import { reason } from '#messages/reason.ts';
import { CircuitOpen, withBreaker } from '#shared/breaker.ts';
import { AuthRefused, LeaseBusy, LiveFileMissing, WithdrawnMeanwhile } from '#shared/errors.ts';
import type { Ports } from '#shared/ports.ts';
import type { AccessTo, HostAccess, UploadPorts } from './uploader.ts';

export type HostPorts = UploadPorts & Pick<Ports, 'table' | 'clock' | 'breakers'>;

/** Works with the dealer's host, through the breaker that all dealers of that host share. */
export const withHost = async <Result>(
  dealer: Dealer,
  ports: HostPorts,
  accessTo: AccessTo,
  work: (access: HostAccess) => Promise<Result>,
): Promise<Result> => {
  const access = await accessTo(dealer, ports);
  return withBreaker(access.server, ports, () => work(access));
};

/** The machine's state Rest waits as long; a breaker opens for a minute unless settings say otherwise. */
const REST_SECONDS = 60;

const rests = (delivery: Delivery): Delivery => ({
  ...delivery,
  waitedSeconds: delivery.waitedSeconds + REST_SECONDS,
  route: 'rest',
});

const failed = (delivery: Delivery): Delivery => ({ ...delivery, outcome: 'failed', route: 'receipt' });

const missesLiveFile = ({ warnings }: Delivery, error: unknown): boolean =>
  error instanceof LiveFileMissing || warnings.includes('liveFileMissing');

/** That the file is missing is what matters; a later trouble is only why it still is. */
const withoutLiveFile = (delivery: Delivery, error: Error): Delivery => {
  const why =
    error instanceof LiveFileMissing
      ? reason('live-file-missing', { detail: error.message })
      : delivery.reason;
  const warnings = new Set([...delivery.warnings, 'liveFileMissing' as const]);
  return { ...delivery, reason: why, warnings: [...warnings] };
};

/** What no further try of this delivery could heal. */
const isFinal = (error: unknown): boolean => error instanceof LeaseBusy || error instanceof AuthRefused;

/**
 * A host that is left alone for a while is no failed attempt: the delivery rests, as long as there is time.
 * While the live file is missing it comes back whatever went wrong, and in the end it has failed. Where people have
 * withdrawn machines meanwhile it chooses its feed again.
 */
export const orRest = async (
  delivery: Delivery,
  { clock }: Pick<Ports, 'clock'>,
  step: Promise<Delivery>,
): Promise<Delivery> =>
  step.catch((error) => {
    if (error instanceof WithdrawnMeanwhile) return { ...delivery, route: 'guard' as const };
    const missing = missesLiveFile(delivery, error);
    if (isFinal(error) || !(missing || error instanceof CircuitOpen)) throw error;
    const inTime = clock().getTime() + REST_SECONDS * 1000 < Date.parse(delivery.deadline);
    if (!inTime && !missing) throw error;
    const leftAlone = reason('host-left-alone', { detail: error.message });
    const known = missing ? withoutLiveFile(delivery, error) : { ...delivery, reason: leftAlone };
    return inTime ? rests(known) : failed(known);
  });
