import { sha256 } from '#shared/hash.ts';
import type { ExecutionStatus, Ports } from '#shared/ports.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { redrive } from '../redrive/redrive.ts';

export type RunPorts = Pick<Ports, 'table' | 'machines' | 'clock'>;

/** What works on a document bears the same name in both machines: the second reads spec books. */
const MACHINES = ['price-list', 'catalogue'] as const;

/** How the executions of that name stand; the first machine is asked first, since it starts the second. */
const statusesOf = async (name: string, { machines }: RunPorts): Promise<ExecutionStatus[]> => {
  const statuses: ExecutionStatus[] = [];
  for (const machine of MACHINES) {
    const status = await machines.status(machine, name);
    if (status) statuses.push(status);
  }
  return statuses;
};

/** One an hour: where the closing itself fails, the next look closes again. */
const closingName = (name: string, { clock }: Pick<Ports, 'clock'>): string =>
  `lost-${sha256(`${name} ${clock().toISOString().slice(0, '2026-11-22T10'.length)}`).slice(0, 40)}`;

/** Tells the machine `failure` what an event should have told it. */
export const closeAsFailed = (
  name: string,
  input: object,
  status: ExecutionStatus,
  ports: Pick<Ports, 'machines' | 'clock'>,
): Promise<void> => {
  const detail = {
    ...{ name, status: 'FAILED', input: JSON.stringify(input), error: 'ExecutionLost' },
    cause: `The execution ended as ${status} and left the document open.`,
  };
  return ports.machines.start('failure', closingName(name, ports), { detail });
};

export type Settled = 'closed' | 'redriven';

/**
 * Ends what nobody works on any more: a document whose execution is over is closed as failed, and one whose
 * execution is not known begins again. Null where its execution runs. Time limits are the machines' own.
 */
export const settle = async (document: DocumentRecord, ports: RunPorts): Promise<Settled | null> => {
  const { dealerId, documentId, claimedBy } = document;
  const statuses = await statusesOf(claimedBy, ports);
  if (statuses.includes('RUNNING') || statuses.includes('PENDING_REDRIVE')) return null;
  const [status] = statuses;
  if (status) await closeAsFailed(claimedBy, { dealerId, documentId }, status, ports);
  else await redrive(document, ports);
  return status ? 'closed' : 'redriven';
};
