import { sha256 } from '#shared/hash.ts';
import type { ExecutionStatus, Ports } from '#shared/ports.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { EXECUTION_LOST } from '../close-failed/close-failed.ts';
import { redrive } from '../redrive/redrive.ts';
import { type GivenUp, hourOf, tryRepair } from './repairs.ts';

export type RunPorts = Pick<Ports, 'table' | 'machines' | 'clock'>;

/** What works on a document bears the same name in both machines: the second reads spec books. */
const MACHINES = ['price-list', 'catalogue'] as const;

/** How the executions of that name stand; the first machine is asked first, since it starts the second. */
const statusesOf = async (
  name: string,
  { machines }: Pick<RunPorts, 'machines'>,
): Promise<ExecutionStatus[]> => {
  const statuses: ExecutionStatus[] = [];
  for (const machine of MACHINES) {
    const status = await machines.status(machine, name);
    if (status) statuses.push(status);
  }
  return statuses;
};

/** One an hour: where the closing itself fails, the next look closes again. */
const closingName = (name: string, ports: Pick<Ports, 'clock'>): string =>
  `lost-${sha256(`${name} ${hourOf(ports)}`).slice(0, 40)}`;

/** Tells the machine `failure` what an event should have told it; null where it was told already. */
export const closeAsFailed = async (
  name: string,
  input: object,
  status: ExecutionStatus,
  ports: Pick<Ports, 'machines' | 'clock'>,
): Promise<'closed' | null> => {
  const detail = {
    ...{ name, status: 'FAILED', input: JSON.stringify(input), error: EXECUTION_LOST },
    cause: status,
  };
  return (await ports.machines.start('failure', closingName(name, ports), { detail })) ? 'closed' : null;
};

const begin = async (document: DocumentRecord, status: ExecutionStatus | undefined, ports: RunPorts) => {
  const { dealerId, documentId, claimedBy } = document;
  if (status) return closeAsFailed(claimedBy, { dealerId, documentId }, status, ports);
  return (await redrive(document, ports, hourOf(ports))).began ? 'redriven' : null;
};

const isUnderWay = (statuses: ExecutionStatus[]): boolean =>
  statuses.includes('RUNNING') || statuses.includes('PENDING_REDRIVE');

/** Whether an execution of that name is still at work, in either machine. */
export const isAtWork = async (name: string, ports: Pick<RunPorts, 'machines'>): Promise<boolean> =>
  isUnderWay(await statusesOf(name, ports));

export type Settled = 'closed' | 'redriven' | GivenUp;

/**
 * Ends what nobody works on any more: a document whose execution is over is closed as failed, and one whose
 * execution is not known begins again. Null where its execution runs, or
 * nothing began. Time limits are the machines' own.
 */
export const settle = async (document: DocumentRecord, ports: RunPorts): Promise<Settled | null> => {
  const { dealerId, documentId, claimedBy } = document;
  const statuses = await statusesOf(claimedBy, ports);
  if (isUnderWay(statuses)) return null;
  const subject = `document#${documentId}#${claimedBy}`;
  return tryRepair({ dealerId, subject }, ports, () => begin(document, statuses[0], ports));
};
