import type { Report } from '#contracts/report.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import { type Html, html, htmlPage } from '#shared/html.ts';
import { comparisons } from './comparison-section.ts';
import { histogram } from './histogram.ts';
import { pageTable } from './page-table.ts';
import { codesText, nothing } from './page-words.ts';
import { scores } from './scores-section.ts';

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;

const usd = (value: number): string => `$${value.toFixed(4)}`;

const section = (title: string, body: Html): Html => html`<h2>${title}</h2>${body}`;

const totals = ({ totals: { products, published, review, rejected, seconds, costUsd } }: Report): Html =>
  html`<p><strong>${products}</strong> products: <span class="good">${published} published</span>,
<span class="wait">${review} in review</span>, <span class="bad">${rejected} rejected</span>.
${seconds.toFixed(2)} s of work, ${usd(costUsd)}.</p>`;

/** Before everything else: what to do about a list that came to little. */
const endings = ({ documents }: Report): Html =>
  html`${documents.flatMap(({ name, ending }) =>
    ending
      ? [html`<p class="wait"><strong>${name}</strong>: ${sentenceOf(ending)} ${remedyOf(ending)}</p>`]
      : [],
  )}`;

const documents = ({ documents }: Report): Html =>
  pageTable(
    ['List', 'Ended', 'Rules', 'Run'],
    documents.map(({ name, status, rules, runId }) => [
      html`<span class="wrap">${name}</span>`,
      status,
      rules,
      runId,
    ]),
  );

const stages = ({ stages, totals: { inputTokens, outputTokens } }: Report): Html =>
  html`${pageTable(
    ['Stage', 'Processed', 'Succeeded', 'Failed', 'Seconds', 'Cost', 'Engine'],
    stages.map(({ stage, processed, succeeded, failed, seconds, costUsd, engine }) => [
      ...[stage, processed, succeeded, failed, seconds.toFixed(2), usd(costUsd), engine],
    ]),
  )}<p class="quiet">Tokens of paid models: ${inputTokens} given, ${outputTokens} answered.</p>`;

const recovery = ({ recovery: { retries, fallbacks, failedRuns } }: Report): Html => {
  const lines = [
    ...retries.map(
      ({ document, stage, times, error }) =>
        `${document}: ${stage} was tried again ${times} × after ${error}`,
    ),
    ...fallbacks.map(({ document, name, reason }) => `${document}: ${name} did not answer: ${reason}`),
    ...failedRuns.map(
      ({ document, stage, error }) => `${document}: an earlier run failed in ${stage}: ${error}`,
    ),
  ];
  return lines.length === 0
    ? nothing('Nothing had to be tried again, and no engine stood in for another.')
    : html`<ul>${lines.map((each) => html`<li>${each}</li>`)}</ul>`;
};

const coverage = (what: string, rows: Report['coverage']['brands']): Html =>
  pageTable(
    [what, 'Products', 'Published', 'Review', 'Rejected', 'Share published'],
    rows.map(({ name, products, published, review, rejected }) => [
      ...[
        html`<span class="wrap">${name}</span>`,
        products,
        published,
        review,
        rejected,
        percent(published, products),
      ],
    ]),
  );

const listPrices = ({ prices }: Report): Html =>
  prices.length === 0
    ? nothing('No machine has a price.')
    : pageTable(
        ['Brand', 'Prices', 'A quarter up to', 'Half up to', 'Three quarters up to', 'Nine tenths up to'],
        prices.map(({ brand, products, p25, p50, p75, p90 }) => [
          ...[brand, products],
          ...[p25, p50, p75, p90].map(({ amount, currency }) => `${amount} ${currency}`),
        ]),
      );

const REASONS_SHOWN = 30;

const reasons = ({ reasons }: Report): Html => {
  if (reasons.length === 0) return nothing('Every product is published.');
  const more = reasons.length - REASONS_SHOWN;
  return html`${pageTable(
    ['Reason', 'Products', 'Nothing else wrong', 'Codes'],
    reasons
      .slice(0, REASONS_SHOWN)
      .map(({ reason, products, alone, codes }) => [
        ...[html`<span class="wrap">${sentenceOf(reason)}</span>`, products, alone, codesText(codes)],
      ]),
  )}${more > 0 && nothing(`and ${more} rarer reasons: see report.json`)}`;
};

const columns = ({ columns }: Report): Html =>
  pageTable(
    ['Column', 'Filled', 'Of', 'Complete', 'Numbers', 'Letters with digits'],
    columns.map(({ column, filled, of, numeric, mixed }) => [
      ...[column, filled, of, percent(filled, of), percent(numeric, 1), percent(mixed, 1)],
    ]),
  );

/** The report as a page of its own, for desktop and phone. */
export const reportPage = (report: Report): string => {
  const of = report.runId ? `a run of ${report.dealerId}` : report.dealerId;
  const { families, brands, markets, places } = report.coverage;
  const body = html`<h1>Report: ${of}</h1>
${totals(report)}
${endings(report)}
${section('Lists', documents(report))}
${section('Why products are not published', reasons(report))}
${section('How sure the matches are', histogram(report.confidence, 1, 'Products by the confidence of their match'))}
${section('How good the ads are', scores(report))}
${section('Families', coverage('Family', families))}
${section('Brands', coverage('Brand', brands))}
${section('Markets', coverage('Market', markets))}
${section('Where they are offered', coverage('Address', places))}
${section('Prices of the lists', listPrices(report))}
${section('What changed since the list before', comparisons(report))}
${section('Completeness', columns(report))}
${section('Stages', stages(report))}
${section('Recovery', recovery(report))}`;
  return htmlPage(`Report: ${of}`, 'en', body);
};
