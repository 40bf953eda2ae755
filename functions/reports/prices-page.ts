import type { PriceHistory } from '#contracts/history.ts';
import { type Html, html, htmlPage } from '#shared/html.ts';
import { spokenMoney, spokenRoubles } from '#shared/spoken-money.ts';
import { pageTable } from './page-table.ts';
import { stepPlot } from './plot.ts';

/** Prices of one money alone can stand on one axis. */
const listPlots = ({ listed }: PriceHistory): Html[] =>
  [...Map.groupBy(listed, ({ price: { currency } }) => currency)].map(([currency, prices]) =>
    stepPlot(
      prices.map(({ day, price, document, modelCode }) => ({
        ...{
          of: modelCode,
          day,
          value: Number(price.amount),
          title: `${day}: ${spokenMoney(price)}, ${document}`,
        },
      })),
      `List prices in ${currency} over time; the table below says the same`,
    ),
  );

const feedPlot = ({ feed }: PriceHistory): Html =>
  stepPlot(
    feed.map(({ day, roubles, version }) => ({
      ...{
        of: '',
        day,
        value: Number(roubles),
        title: `${day}: ${spokenRoubles(roubles)}, version ${version}`,
      },
    })),
    'Prices of the ad over time; the table below says the same',
  );

/** What a machine cost over lists and years as a page, each plot with a table of the same. */
export const pricesPage = (history: PriceHistory): string => {
  const { modelCode, model, listed, feed, older, unpriced } = history;
  return htmlPage(
    `Prices of ${modelCode}`,
    'en',
    html`<h1>What ${modelCode} has cost</h1>
<p class="quiet">${model ?? 'No name of a marketplace yet'}. ${older.lists + older.versions > 0 && `${older.lists} older lists and ${older.versions} older versions of the feed were not read.`}${unpriced > 0 && ` ${unpriced} rows of it have no price.`}</p>
<h2>In the lists</h2>
${listPlots(history)}
${pageTable(
  ['From', 'List', 'Code', 'Year', 'List price', 'Ad'],
  listed.map(({ day, document, modelCode: code, modelYear, price, roubles }) => [
    ...[day, document, code, modelYear, spokenMoney(price), roubles && spokenRoubles(roubles)],
  ]),
)}
<h2>In the feed</h2>
${feed.length > 0 ? feedPlot(history) : html`<p>It was in no version of the feed that was read.</p>`}
${pageTable(
  ['From', 'Version', 'Price'],
  feed.map(({ day, version, roubles }) => [day, version, spokenRoubles(roubles)]),
)}`,
  );
};
