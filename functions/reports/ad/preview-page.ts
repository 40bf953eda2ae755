import type { LayerResult, Verdict } from '#contracts/validated.ts';
import { spokenRoubles } from '#marketplace/price.ts';
import { sentenceOf } from '#messages/say.ts';
import { type Html, html, htmlPage, markupOf } from '#shared/html.ts';
import { type Shown, sourceOf } from './field-sources.ts';

/** An ad's picture as the page holds it; `data` is null for one that only the dealer's host has. */
export interface ShownPicture {
  address: string;
  data: string | null;
}

const VERDICTS: Record<Verdict, { look: string; words: string }> = {
  published: { look: 'good', words: 'Goes into the feed' },
  review: { look: 'wait', words: 'Waits for a person' },
  rejected: { look: 'bad', words: 'Forbidden by a rule' },
};

const items = (texts: readonly string[]): Html =>
  texts.length === 0 ? html`` : html`<ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`;

const verdict = ({ product }: Shown): Html => {
  const { look, words } = VERDICTS[product.verdict];
  return html`<p class="${look}"><strong>${words}</strong></p>${items(product.reasons.map(sentenceOf))}`;
};

const picture = ({ address, data }: ShownPicture): Html =>
  data
    ? html`<p><img src="${data}" alt="${address}"></p>`
    : html`<p class="quiet">Picture on the dealer's host: ${address}</p>`;

const asAd = ({ product }: Shown, pictures: ShownPicture[]): Html => {
  const { Title, Price, Address, Description = '' } = product.ad?.fields ?? {};
  return html`<article lang="ru">
<h1>${Title ?? 'Без названия'}</h1>
<p class="price">${Price ? spokenRoubles(Price) : 'Без цены'}</p>
${pictures.map(picture)}
<p class="quiet">${Address}</p>
${markupOf(Description)}
</article>`;
};

const fieldRow =
  (shown: Shown) =>
  ([tag, value]: [string, string]): Html =>
    html`<tr><th>${tag}</th><td>${tag === 'Description' ? 'as above' : value}</td><td class="quiet">${sourceOf(tag, shown)}</td></tr>`;

const fields = (shown: Shown): Html => {
  const { id, fields: values, images } = shown.product.ad ?? { id: '', fields: {}, images: [] };
  const rows: [string, string][] = [
    ['Id', id || 'none'],
    ...Object.entries(values),
    ['Images', images.join('\n') || 'none'],
  ];
  return html`<h2>Fields and where they come from</h2>
<table><thead><tr><th>Field</th><th>Value</th><th>Source</th></tr></thead><tbody>${rows.map(fieldRow(shown))}</tbody></table>`;
};

const findings = ({ errors, warnings, suggestions }: LayerResult): Html =>
  html`${items([...errors, ...warnings, ...suggestions].map(sentenceOf))}`;

const layerRow = (layer: LayerResult): Html =>
  html`<tr><th>${layer.layer}</th><td class="${layer.success ? 'good' : 'wait'}">${layer.success ? 'passed' : 'not passed'}</td><td>${Math.round(100 * layer.confidence)} %</td><td>${findings(layer)}</td></tr>`;

const layers = ({ product, rules }: Shown): Html =>
  html`<h2>Layers</h2>
<table><thead><tr><th>Layer</th><th>Verdict</th><th>Confidence</th><th>Findings</th></tr></thead><tbody>${product.layers.map(layerRow)}</tbody></table>
<p class="quiet">Rules ${rules.version}, ${rules.source}</p>`;

const match = ({ listing: { matched } }: Shown): Html => {
  const candidates = matched.candidates.map(({ name, confidence, against }) =>
    [`${name} (${Math.round(100 * confidence)} %)`, ...against].join('; '),
  );
  return html`<h2>Match</h2>
<p><strong>${matched.avitoModel ?? 'No name of the catalogue'}</strong>, ${matched.decision}, ${matched.method}, ${Math.round(100 * matched.confidence)} %</p>
${items(matched.reasons.map(sentenceOf))}<p class="quiet">Candidates</p>${items(candidates)}`;
};

/** One ad as a person would see it, what stands in each of its fields and why, as a page of its own. */
export const previewPage = (shown: Shown, pictures: ShownPicture[]): string => {
  const { product, document, dealer } = shown;
  const origin = html`<p class="quiet">${product.modelCode} of ${document.name}, for ${dealer.name}</p>`;
  const body = html`${origin}${verdict(shown)}${asAd(shown, pictures)}${fields(shown)}${layers(shown)}${match(shown)}`;
  return htmlPage(product.ad?.fields.Title ?? product.modelCode, 'en', body);
};
