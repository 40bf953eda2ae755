import { LeaseBusy } from './errors.ts';
import type { Ports } from './ports.ts';

/** What is leased, to whom, and for how long; the time must outlast the machine's own time-out. */
export interface Lease {
  dealerId: string;
  name: string;
  owner: string;
  milliseconds: number;
}

/** The leases of a channel, or others kept alike. */
type LeasePorts = Pick<Ports, 'clock'> & { table: Pick<Ports['table'], 'locks' | 'leavings'> };

/** Gives the lease back, if it is still one's own. */
export const releaseLease = (
  { dealerId, name, owner }: Omit<Lease, 'milliseconds'>,
  { table }: Pick<LeasePorts, 'table'>,
) => table.locks.removeIf({ dealerId, name }, (lock, { eq }) => eq(lock.owner, owner));

/** Takes the lease, or prolongs one's own; false while another holds it, and of a dealer that has said farewell. */
export const takeLease = async (lease: Lease, { table, clock }: LeasePorts): Promise<boolean> => {
  const { dealerId, name, owner, milliseconds } = lease;
  const now = clock().getTime();
  const isTaken = await table.locks.putIf(
    { dealerId, name, owner, until: now + milliseconds },
    (lock, { notExists, eq, lt }) =>
      `${notExists(lock.owner)} OR ${eq(lock.owner, owner)} OR ${lt(lock.until, now)}`,
  );
  // Once it is taken: who removes a dealer's data looks for leases after its farewell is written down.
  if (!isTaken || !(await table.leavings.get({ dealerId }))?.farewell) return isTaken;
  await releaseLease(lease, { table });
  return false;
};

/**
 * Does the work while holding the dealer's lease of that name. The same owner may take it again: a
 * retried step finds its own lease. Throws `LeaseBusy` while another holds it.
 */
export const withLease = async <Result>(
  lease: Lease,
  ports: LeasePorts,
  work: () => Promise<Result>,
): Promise<Result> => {
  const { dealerId, name } = lease;
  if (!(await takeLease(lease, ports)))
    throw new LeaseBusy(`Another execution holds the ${name} lease of ${dealerId}`, { stage: name });
  try {
    return await work();
  } finally {
    await releaseLease(lease, ports);
  }
};
