import type { BatchProgress } from '#contracts/batch.ts';
import type { Reason } from '#contracts/reason.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import { html, htmlPage } from '#shared/html.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { BatchDealer, BatchFile, BatchRecord } from '#shared/table/batch-records.ts';

/** More make a page that no browser scrolls; `manifest.json` has them all. */
export const FILES_SHOWN = 2_000;

/** What the report of a batch says. */
export interface BatchSummary {
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
