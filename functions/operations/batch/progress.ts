import type { BatchProgress } from '#contracts/batch.ts';
import type { Ports } from '#shared/ports.ts';
import type { BatchFile, BatchRecord } from '#shared/table/batch-records.ts';

type ProgressPorts = Pick<Ports, 'table' | 'clock'>;

const MINUTE = 60_000;

/** Everything that is counted of a batch's files; one file after the other, so that any number of them fits. */
const countFiles = async ({ batchId, attempt, attemptedAt }: BatchRecord, { table }: ProgressPorts) => {
  const counted = {
    byStatus: {} as Record<string, number>,
    products: 0,
    ofThisAttempt: 0,
    last: attemptedAt,
  };
  for await (const file of table.batchFiles.stream({ batchId })) count(file, attempt, counted);
  return counted;
};

type Counted = Awaited<ReturnType<typeof countFiles>>;

const count = ({ status, counts, endedAt, attempt: tried }: BatchFile, attempt: number, counted: Counted) => {
  counted.byStatus[status] = (counted.byStatus[status] ?? 0) + 1;
  counted.products += counts?.products ?? 0;
  if (tried !== attempt || !endedAt) return;
  counted.ofThisAttempt += 1;
  if (endedAt > counted.last) counted.last = endedAt;
};

/** Files a minute since this attempt began, up to now or, when it is over, to its last file. */
const rateOf = (batch: BatchRecord, { ofThisAttempt, last }: Counted, now: Date): number | null => {
  const until = batch.status === 'ended' ? Date.parse(last) : now.getTime();
  const minutes = (until - Date.parse(batch.attemptedAt)) / MINUTE;
  return ofThisAttempt === 0 || minutes <= 0 ? null : ofThisAttempt / minutes;
};

/** How far a batch is; null where there is none of that name. */
export const batchProgress = async (
  batchId: string,
  ports: ProgressPorts,
): Promise<(BatchProgress & { batch: BatchRecord }) | null> => {
  const batch = await ports.table.batches.get({ batchId });
  if (!batch) return null;
  const counted = await countFiles(batch, ports);
  const { byStatus, products } = counted;
  const waiting = byStatus.waiting ?? 0;
  const files = Math.max(
    batch.files,
    Object.values(byStatus).reduce((sum, one) => sum + one, 0),
  );
  const perMinute = rateOf(batch, counted, ports.clock());
  return {
    batch,
    ...{ batchId, status: batch.status, files, byStatus, products, perMinute },
    processed: files - waiting,
    failed: byStatus.failed ?? 0,
    secondsLeft: perMinute === null ? null : Math.round((waiting / perMinute) * 60),
  };
};
