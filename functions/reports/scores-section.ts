import type { Report } from '#contracts/report.ts';
import { sentenceOf } from '#messages/say.ts';
import { type Html, html } from '#shared/html.ts';
import { histogram } from './histogram.ts';
import { pageTable } from './page-table.ts';

type Ads = Report['scores']['best'];

const published = (ads: Ads): Html =>
  pageTable(
    ['Code', 'Score', 'Ad'],
    ads.map(({ modelCode, score, title }) => [modelCode, score, title]),
  );

const waiting = (ads: Ads): Html =>
  pageTable(
    ['Code', 'Score', 'Ad', 'What keeps it out'],
    ads.map(({ modelCode, score, title, reasons }) => [
      ...[modelCode, score, title, html`<span class="wrap">${reasons.map(sentenceOf).join('; ')}</span>`],
    ]),
  );

/** How good the ads are, the best of them, and those not published that are easiest to mend. */
export const scores = ({ scores: { steps, quantiles, best, worthFixing } }: Report): Html =>
  html`${histogram(steps, 100, 'Products by how good their ads are')}
${quantiles && html`<p class="quiet">Of 100: a quarter up to ${quantiles.p25}, half up to ${quantiles.p50}, three quarters up to ${quantiles.p75}, nine tenths up to ${quantiles.p90}.</p>`}
${best.length > 0 && html`<h3>The best</h3>${published(best)}`}
${worthFixing.length > 0 && html`<h3>Not published, and easiest to mend</h3>${waiting(worthFixing)}`}`;
