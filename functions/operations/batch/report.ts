import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BatchProgress, BatchState } from '#contracts/batch.ts';
import type { Reason } from '#contracts/reason.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import { html, htmlPage } from '#shared/html.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { Ports } from '#shared/ports.ts';
import type { BatchDealer, BatchFile, BatchRecord } from '#shared/table/batch-records.ts';
import { batchProgress } from './progress.ts';

/** More make a page that no browser scrolls; `manifest.json` has them all. */
const FILES_SHOWN = 2_000;

/** What the report of a batch says. */
interface BatchSummary {
  progress: BatchProgress & { batch: BatchRecord };
  dealers: BatchDealer[];
  /** Those with a reason, `FILES_SHOWN` at most. */
  files: BatchFile[];
}

const MOODS: Record<string, string> = { failed: 'bad', rejected: 'bad', held: 'wait', review: 'wait' };
const moodOf = (status: string): string => MOODS[status] ?? 'good';

const statusCell = (status: string) =>
  html`<td data-label="Outcome" class="${moodOf(status)}">${status}</td>`;

/** Why something is as it is, and below it what to do. */
const remark = (reason: Reason | null | undefined) =>
  reason &&
  html`${sentenceOf(reason)}<br>
<span class="quiet">${remedyOf(reason)}</span>`;

const dealerRow = ({ dealerId, status, feedVersion, reason }: BatchDealer) => html`
<tr><th>${dealerId}</th>${statusCell(status)}<td data-label="Feed">${feedVersion}</td><td>${remark(reason)}</td></tr>`;

const below = (prefix: string, key: string): string =>
  key.startsWith(prefix) ? key.slice(prefix.length) : key;

const fileRow =
  (prefix: string) =>
  ({ key, status, ending }: BatchFile) =>
    html`
<tr><th><span class="wrap">${below(prefix, key)}</span></th>${statusCell(status)}<td>${remark(ending?.reason)}</td></tr>`;

const statusRow = ([status, files]: [string, number]) =>
  html`<tr><th class="${moodOf(status)}">${status}</th><td>${files}</td></tr>`;

const shown = ({ length }: BatchFile[]) =>
  length === FILES_SHOWN ? html`<p class="quiet">The first ${length}; manifest.json has them all.</p>` : null;

/** What became of a batch, on a page that needs no other file. */
export const reportPage = ({ progress, dealers, files }: BatchSummary): string => {
  const { batch, byStatus, products } = progress;
  return htmlPage(
    `Batch ${batch.batchId}`,
    'en',
    html`<h1>Batch ${batch.batchId}</h1>
<p>${progress.files} files below ${batch.prefix}, ${products} products.
<span class="quiet">Started by ${batch.startedBy}, ${moscowMinute(batch.startedAt)}${batch.endedAt && `, ended ${moscowMinute(batch.endedAt)}`}.</span></p>
<h2>Files by outcome</h2><table>${Object.entries(byStatus).map(statusRow)}</table>
<h2>Feeds</h2><table>${dealers.map(dealerRow)}</table>
<h2>Files with a remark</h2>${shown(files)}<table>${files.map(fileRow(batch.prefix))}</table>`,
  );
};

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

/** Files of a batch that a person should look at, as many as a page can show. */
export const remarkable = async (batchId: string, { table }: Pick<Ports, 'table'>): Promise<BatchFile[]> => {
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
