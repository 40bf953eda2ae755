import type { ListComparison, Report } from '#contracts/report.ts';
import { counted } from '#messages/en/words.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import { type Html, html, htmlPage } from '#shared/html.ts';
import { pageTable } from './page-table.ts';

const CODES_SHOWN = 12;

/** The first few of many codes. */
export const codesText = (codes: readonly string[]): string =>
  codes.slice(0, CODES_SHOWN).join(', ') +
  (codes.length > CODES_SHOWN ? ` and ${codes.length - CODES_SHOWN} more` : '');

/** What stands where a table would be empty. */
export const nothing = (words: string): Html => html`<p class="quiet">${words}</p>`;

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
    : html`<p class="wait">Unlike the list before:</p><ul>${drift.map((each) => html`<li>${sentenceOf(each.reason)}</li>`)}</ul>`;

const comparison = (
  compared: ListComparison,
): Html => html`<p><strong>${compared.document}</strong> after ${compared.previous}${!compared.sameYear && ', a list of another year'}</p>
${drift(compared)}${compared.sameYear && differences(compared)}`;

/** What changed since the lists before. */
const comparisons = ({ comparisons }: Report): Html =>
  comparisons.length === 0
    ? nothing('No earlier list of the same brand and market is known.')
    : html`${comparisons.map(comparison)}`;

type Ads = Report['scores']['best'];

const published = (ads: Ads): Html =>
  pageTable(
    ['Code', 'Score', 'Ad', 'What would raise it'],
    ads.map(({ modelCode, score, title, raises }) => [
      ...[modelCode, score, title, html`<span class="wrap">${raises.map(sentenceOf).join('; ')}</span>`],
    ]),
  );

const waiting = (ads: Ads): Html =>
  pageTable(
    ['Code', 'Score', 'Ad', 'What keeps it out'],
    ads.map(({ modelCode, score, title, reasons }) => [
      ...[modelCode, score, title, html`<span class="wrap">${reasons.map(sentenceOf).join('; ')}</span>`],
    ]),
  );

/** How good the ads are, the best of them, and those not published that are easiest to mend. */
const scores = ({ scores: { steps, quantiles, best, worthFixing } }: Report): Html =>
  html`${histogram(steps, 100, 'Products by how good their ads are')}
${quantiles && html`<p class="quiet">Of 100: a quarter up to ${quantiles.p25}, half up to ${quantiles.p50}, three quarters up to ${quantiles.p75}, nine tenths up to ${quantiles.p90}.</p>`}
${best.length > 0 && html`<h3>The best</h3>${published(best)}`}
${worthFixing.length > 0 && html`<h3>Not published, and easiest to mend</h3>${waiting(worthFixing)}`}`;

/** Units of the drawing; it is as wide as the page lets it be. */
const BAR = { width: 48, gap: 8, height: 120 };
const ABOVE = 20;
const BELOW = 22;

const bar = (count: number, at: number, highest: number, label: string): Html => {
  const x = at * (BAR.width + BAR.gap);
  const height = highest === 0 ? 0 : Math.round((BAR.height * count) / highest);
  const top = ABOVE + BAR.height - height;
  const middle = x + BAR.width / 2;
  return html`<rect x="${x}" y="${top}" width="${BAR.width}" height="${height}" fill="currentColor" fill-opacity="0.55"></rect>
<text x="${middle}" y="${top - 6}" text-anchor="middle" font-size="14" fill="currentColor">${count}</text>
<text x="${middle}" y="${ABOVE + BAR.height + 16}" text-anchor="middle" font-size="12" fill="currentColor">${label}</text>`;
};

/** Counts in equal steps from 0 to `most` as bars, with the counts above and the steps' beginnings below. */
const histogram = (counts: readonly number[], most: number, title: string): Html => {
  const highest = Math.max(...counts);
  const [width, height] = [counts.length * (BAR.width + BAR.gap) - BAR.gap, ABOVE + BAR.height + BELOW];
  const label = (at: number) => `≥ ${Number(((at * most) / counts.length).toFixed(1))}`;
  return html`<svg role="img" aria-label="${title}" viewBox="0 0 ${width} ${height}" width="100%" style="max-width: 40rem">
<title>${title}</title>
${counts.map((count, at) => bar(count, at, highest, label(at)))}
</svg>`;
};

const STEPS = 10;

/** How many of the values stand in each tenth of 0 to 1; the last one holds 1 too. */
export const inSteps = (values: readonly number[]): number[] => {
  const steps = Array.from({ length: STEPS }, () => 0);
  for (const value of values) {
    const step = Math.min(STEPS - 1, Math.floor(value * STEPS));
    steps[step] = (steps[step] ?? 0) + 1;
  }
  return steps;
};

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
    ...fallbacks.map(
      ({ document, name, reason }) => `${document}: ${name} did not answer: ${sentenceOf(reason)}`,
    ),
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

/** Published, and in no feed: what the dealer itself did not want. */
const leftOut = ({ leftOut: left }: Report): Html =>
  left.length === 0
    ? html``
    : section(
        'Left out of the feed by the dealer’s own rules',
        pageTable(
          ['Rule', 'Ads', 'Codes'],
          left.map(({ reason, ads, codes }) => [
            ...[html`<span class="wrap">${sentenceOf(reason)}</span>`, ads, codesText(codes)],
          ]),
        ),
      );

/** "12 questions about model year 2026, 2 about 2027." */
const askedInAll = (years: Report['asked']): string =>
  years
    .toReversed()
    .map(({ modelYear, answered, open }, at) =>
      at === 0
        ? `${counted(answered + open, 'question')} about model year ${modelYear}`
        : `${answered + open} about ${modelYear}`,
    )
    .join(', ');

const asked = ({ asked: years }: Report): Html =>
  years.length === 0
    ? html``
    : section(
        'Questions by model year',
        html`<p>${askedInAll(years)}. What is answered once is known for later lists and years.</p>${pageTable(
          ['Model year', 'Answered', 'Open'],
          years.map(({ modelYear, answered, open }) => [modelYear, answered, open]),
        )}`,
      );

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
${leftOut(report)}
${asked(report)}
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
