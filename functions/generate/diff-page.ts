import type { AdChange, FeedDiff } from '#contracts/feed-diff.ts';
import { type Html, html, htmlPage } from '#shared/html.ts';

type Changed = Extract<AdChange, { change: 'changed' }>;

/** Longer texts are folded: what changed in a description is seldom what a person looks for first. */
const SHORT = 120;

const textOf = (text: string | null): Html => {
  if (text === null) return html`<span class="quiet">nothing</span>`;
  if (text.length <= SHORT) return html`${text}`;
  return html`<details><summary>${text.slice(0, SHORT)}…</summary>${text}</details>`;
};

const percentOf = ({ pricePercent }: Changed): Html | null => {
  if (pricePercent === null) return null;
  const sign = pricePercent > 0 ? '+' : '−';
  return html` <strong class="wait">price ${sign}${Math.abs(pricePercent)} %</strong>`;
};

const fieldRow = ([tag, { from, to }]: [string, Changed['fields'][string]]): Html =>
  html`<tr><th>${tag}</th><td><span class="quiet">was</span> ${textOf(from)}</td><td><span class="quiet">is</span> ${textOf(to)}</td></tr>
`;

const changedAd = (ad: Changed): Html =>
  html`<h3>${ad.title} <span class="quiet">${ad.id}</span>${percentOf(ad)}</h3>
<table><tbody>
${Object.entries(ad.fields).map(fieldRow)}</tbody></table>
`;

const namedAd = ({ id, title, price }: AdChange): Html =>
  html`<tr><th>${id}</th><td>${title}</td><td>${price && `${price} ₽`}</td></tr>
`;

const section = (heading: string, count: number, shown: Html): Html | null =>
  count === 0
    ? null
    : html`<h2>${heading}: ${count}</h2>
${shown}`;

const tableOf = (ads: AdChange[]): Html => html`<table><tbody>
${ads.map(namedAd)}</tbody></table>
`;

const ofKind = <Kind extends AdChange['change']>(changes: AdChange[], kind: Kind) =>
  changes.filter((change): change is Extract<AdChange, { change: Kind }> => change.change === kind);

const restOf = ({ added, removed, changed, changes }: FeedDiff): Html | null => {
  const rest = added + removed + changed - changes.length;
  return rest === 0 ? null : html`<p class="quiet">${rest} more ads are in the diff's JSON file.</p>`;
};

const since = ({ since }: FeedDiff): string =>
  since === 0 ? 'No feed was live before.' : `Compared with version ${since}, which was live.`;

/** The difference between two feeds as a page that a dealer reads; its changes may be only the first ones. */
export const diffPage = (diff: FeedDiff): string => {
  const { dealerId, version, added, removed, changed, changes } = diff;
  const title = `${dealerId}: feed version ${version}`;
  return htmlPage(
    title,
    'en',
    html`<h1>${title}</h1>
<p>${since(diff)} <span class="good">${added} added</span>, <span class="bad">${removed} removed</span>, <span class="wait">${changed} changed</span>.</p>
${section('Removed', removed, tableOf(ofKind(changes, 'removed')))}
${section('Changed', changed, html`${ofKind(changes, 'changed').map(changedAd)}`)}
${section('Added', added, tableOf(ofKind(changes, 'added')))}
${restOf(diff)}`,
  );
};
