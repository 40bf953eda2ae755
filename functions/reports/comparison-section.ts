import type { ListComparison, Report } from '#contracts/report.ts';
import { type Html, html } from '#shared/html.ts';
import { pageTable } from './page-table.ts';
import { codesText, nothing } from './page-words.ts';

const PRICES_SHOWN = 50;

const signed = (value: number | null): string =>
  value === null ? '–' : `${value > 0 ? '+' : ''}${value.toFixed(1)} %`;

const prices = ({ prices }: ListComparison): Html =>
  prices.length === 0
    ? nothing('No price has changed.')
    : html`${pageTable(
        ['Code', 'Before', 'Now', 'Change'],
        prices
          .slice(0, PRICES_SHOWN)
          .map(({ modelCode, before, after, percent }) => [modelCode, before, after, signed(percent)]),
      )}${prices.length > PRICES_SHOWN && nothing(`and ${prices.length - PRICES_SHOWN} more: see report.json`)}`;

const line = (what: string, codes: readonly string[]): Html =>
  html`<li>${what}: ${codes.length === 0 ? 'none' : `${codes.length} (${codesText(codes)})`}</li>`;

const differences = (
  compared: ListComparison,
): Html => html`<ul>${line('New', compared.added)}${line('Gone', compared.removed)}${line(
  'Said differently',
  compared.changed.map(({ modelCode, columns }) => `${modelCode}: ${columns.join(', ')}`),
)}</ul>
${prices(compared)}`;

const drift = ({ drift }: ListComparison): Html =>
  drift.length === 0
    ? nothing('Its columns are filled as those of the list before.')
    : html`<p class="wait">Unlike the list before:</p><ul>${drift.map(({ text }) => html`<li>${text}</li>`)}</ul>`;

const comparison = (
  compared: ListComparison,
): Html => html`<p><strong>${compared.document}</strong> after ${compared.previous}${!compared.sameYear && ', a list of another year'}</p>
${drift(compared)}${compared.sameYear && differences(compared)}`;

/** What changed since the lists before. */
export const comparisons = ({ comparisons }: Report): Html =>
  comparisons.length === 0
    ? nothing('No earlier list of the same brand and market is known.')
    : html`${comparisons.map(comparison)}`;
