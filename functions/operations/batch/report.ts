import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BatchState } from '#contracts/batch.ts';
import type { Ports } from '#shared/ports.ts';
import type { BatchFile } from '#shared/table/batch-records.ts';
import { batchProgress } from './progress.ts';
import { type BatchSummary, FILES_SHOWN, reportPage } from './report-page.ts';

export type ReportPorts = Pick<Ports, 'table' | 'artefacts' | 'clock'>;

/** Where a batch's report lies: `manifest.json` holds every file, `report.html` is for reading. */
export const batchKey = (batchId: string, name: string): string => `batches/${batchId}/${name}`;

/** A file's line of the manifest. */
const entryOf = ({ key, dealerId, documentId, bytes, status, ending, counts, endedAt }: BatchFile) => ({
  ...{ key, dealerId, documentId, bytes, status },
  reason: ending?.reason ?? null,
  counts: counts ?? {},
  endedAt: endedAt ?? null,
});

async function* manifestOf({ progress, dealers }: BatchSummary, files: AsyncIterable<BatchFile>) {
  yield `{\n "contractVersion": 2,\n "batch": ${JSON.stringify(progress.batch)},\n`;
  yield ` "byStatus": ${JSON.stringify(progress.byStatus)},\n "dealers": ${JSON.stringify(dealers)},\n "files": [`;
  let before = '\n';
  for await (const file of files) {
    yield `${before}  ${JSON.stringify(entryOf(file))}`;
    before = ',\n';
  }
  yield '\n ]\n}\n';
}

/** Through a file, one line after the other: a batch may have any number of files. */
const writeManifest = async (summary: BatchSummary, { table, artefacts }: ReportPorts): Promise<void> => {
  const { batchId } = summary.progress;
  const folder = await mkdtemp(join(tmpdir(), 'feedwright-batch-'));
  try {
    const path = join(folder, 'manifest.json');
    const lines = manifestOf(summary, table.batchFiles.stream({ batchId }));
    await pipeline(Readable.from(lines), createWriteStream(path));
    await artefacts.writeFile(batchKey(batchId, 'manifest.json'), path, 'application/json');
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** What a person should look at, as many as a page can show. */
const remarkable = async (batchId: string, { table }: ReportPorts): Promise<BatchFile[]> => {
  const found: BatchFile[] = [];
  for await (const file of table.batchFiles.stream({ batchId }))
    if (file.ending?.reason && found.push(file) === FILES_SHOWN) break;
  return found;
};

const summaryOf = async (batchId: string, ports: ReportPorts): Promise<BatchSummary> => {
  const progress = await batchProgress(batchId, ports);
  if (!progress) throw new Error(`There is no batch ${batchId}`);
  const dealers = await ports.table.batchDealers.query({ batchId });
  return { progress, dealers, files: await remarkable(batchId, ports) };
};

/** Ends the batch, then writes what became of it: each file with its outcome, each dealer with its feed. */
export const report = async (state: BatchState, ports: ReportPorts): Promise<BatchState> => {
  const { batchId } = state;
  await ports.table.batches.patchIf({ batchId }, { status: 'ended', endedAt: ports.clock().toISOString() });
  const summary = await summaryOf(batchId, ports);
  await writeManifest(summary, ports);
  const page = reportPage(summary);
  await ports.artefacts.write(batchKey(batchId, 'report.html'), page, 'text/html; charset=utf-8');
  return state;
};
