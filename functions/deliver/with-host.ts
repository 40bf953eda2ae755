import type { Dealer } from '#contracts/dealer.ts';
import type { Delivery } from '#contracts/delivered.ts';
import { CircuitOpen, withBreaker } from '#shared/breaker.ts';
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

/** A host that is left alone for a while is no failed attempt: the delivery rests, as long as there is time. */
export const orRest = async (
  delivery: Delivery,
  { clock }: Pick<Ports, 'clock'>,
  step: Promise<Delivery>,
): Promise<Delivery> =>
  step.catch((error) => {
    const inTime = clock().getTime() + REST_SECONDS * 1000 < Date.parse(delivery.deadline);
    if (!(error instanceof CircuitOpen && inTime)) throw error;
    const waitedSeconds = delivery.waitedSeconds + REST_SECONDS;
    return { ...delivery, reason: error.message, waitedSeconds, route: 'rest' };
  });
