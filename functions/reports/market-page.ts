import type { FamilyReport, MachineReport, MarketReport } from '#contracts/market.ts';
import { counted } from '#messages/en/words.ts';
import { type Html, html, htmlPage } from '#shared/html.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import { spokenMoney, spokenRoubles } from '#shared/spoken-money.ts';
import { pageTable } from './page-table.ts';
import { type Dot, stripPlot } from './plot.ts';

const signed = (percent: string): string =>
  percent.startsWith('-') ? `−${percent.slice(1)} %` : `+${percent} %`;

const dotsOf = ({ prices, ours }: MachineReport): Dot[] => [
  ...prices.map(
    ({ roubles, source, isOutlier }): Dot => ({
      roubles: Number(roubles),
      kind: isOutlier ? 'outlier' : 'other',
      title: `${source}: ${spokenRoubles(roubles)}`,
    }),
  ),
  ...ours.map(
    ({ roubles, modelCode }): Dot => ({
      roubles: Number(roubles),
      kind: 'ours',
      title: `${modelCode}: ${spokenRoubles(roubles)}`,
    }),
  ),
];

const oursText = ({ ours }: MachineReport): string =>
  ours.length === 0
    ? 'No ad of ours.'
    : ours
        .map(
          ({ modelCode, roubles, percent }) => `${modelCode} ${spokenRoubles(roubles)}, ${signed(percent)}`,
        )
        .join('; ');

const pricesTable = ({ prices }: MachineReport): Html =>
  pageTable(
    ['Shop', 'Asks', 'In roubles', 'Seen', 'As it says', ''],
    prices.map(({ source, price, roubles, day, name, link, isOutlier }) => [
      ...[source, spokenMoney(price), spokenRoubles(roubles), day],
      link ? html`<a href="${link}" rel="noreferrer nofollow">${name}</a>` : name,
      isOutlier ? html`<span class="wait">far off</span>` : '',
    ]),
  );

const machine = (report: MachineReport): Html => {
  const { brand, modelYear, model, figures } = report;
  const { count, outliers, median, average, lowest, highest } = figures;
  const label = `${counted(count, 'price')} from ${spokenRoubles(lowest)} to ${spokenRoubles(highest)}, median ${spokenRoubles(median)}; ours: ${oursText(report)}`;
  return html`<h3>${model} ${modelYear} <span class="quiet">${brand}</span></h3>
<p>Median <strong>${spokenRoubles(median)}</strong> of ${counted(count, 'price')}, on average ${spokenRoubles(average)}, ${spokenRoubles(lowest)} to ${spokenRoubles(highest)}${outliers > 0 && `; ${outliers} far off, counted in none of these`}. ${oursText(report)}</p>
${stripPlot(dotsOf(report), Number(median), label)}
<details><summary>Its prices</summary>${pricesTable(report)}</details>`;
};

const families = (reports: readonly FamilyReport[]): Html =>
  pageTable(
    ['Family', 'Year', 'Prices', 'Median', 'Lowest', 'Highest', 'Our median', 'Ours to it'],
    reports.map(({ family, modelYear, figures: { count, median, lowest, highest }, ours }) => [
      ...[family, modelYear, count, spokenRoubles(median), spokenRoubles(lowest), spokenRoubles(highest)],
      ...(ours ? [spokenRoubles(ours.roubles), signed(ours.percent)] : ['', '']),
    ]),
  );

const leftOut = ({ tooFew, withoutRate, rates }: MarketReport): Html => html`<ul>
<li>${counted(tooFew, 'price')} of machines of which fewer than three are known.</li>
${Object.entries(withoutRate).map(([currency, count]) => html`<li>${counted(count, 'price')} in ${currency}, of which the dealer names no rate.</li>`)}
${rates.map(({ currency, rate, date }) => html`<li>${currency} at ${rate} ₽, the dealer’s rate of ${date}, without its markup.</li>`)}
</ul>`;

/** What other shops ask as a page: each machine with a plot (squares are ours) and a table of the same. */
export const marketPage = (report: MarketReport): string =>
  htmlPage(
    `Market prices of ${report.dealerId}`,
    'en',
    html`<h1>What others ask: ${report.dealerId}</h1>
<p class="quiet">As of ${moscowMinute(report.at)}, prices of the last ${report.days} days; those of machines of which at least three are known. Squares are ours, the line is the median.</p>
<h2>Families</h2>
${families(report.families)}
<h2>Machines</h2>
${report.machines.map(machine)}
<h2>What is in no figure</h2>
${leftOut(report)}`,
  );
