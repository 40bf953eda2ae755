import type { AdPreview, ShownField } from '#contracts/shown-ad.ts';
import type { LayerResult, Verdict } from '#contracts/validated.ts';
import { reason } from '#messages/reason.ts';
import { sentenceOf } from '#messages/say.ts';
import { type Html, html, htmlPage, markupOf } from '#shared/html.ts';
import { spokenRoubles } from '#shared/spoken-money.ts';

const VERDICTS: Record<Verdict, { look: string; words: string }> = {
  published: { look: 'good', words: 'Goes into the feed' },
  review: { look: 'wait', words: 'Waits for a person' },
  rejected: { look: 'bad', words: 'Forbidden by a rule' },
};

const OUT = { look: 'bad', words: 'Stays out of the feed' };

const items = (texts: readonly string[]): Html =>
  texts.length === 0 ? html`` : html`<ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`;

const verdict = ({ product, out }: AdPreview): Html => {
  const { look, words } = out ? OUT : VERDICTS[product.verdict];
  const why = [...(out ? [reason(`ad-${out}`)] : []), ...product.reasons];
  return html`<p class="${look}"><strong>${words}</strong></p>${items(why.map(sentenceOf))}`;
};

const picture = ({ address, data }: AdPreview['pictures'][number]): Html =>
  data
    ? html`<p><img src="${data}" alt="${address}"></p>`
    : html`<p class="quiet">Picture on the dealer's host: ${address}</p>`;

/** What marketplaces call the parts of an ad that a buyer looks at first. */
const TAGS = {
  title: ['Title', 'name'],
  price: ['Price', 'price'],
  address: ['Address'],
  description: ['Description', 'description'],
};

const said = ({ product }: AdPreview, part: keyof typeof TAGS): string | undefined =>
  TAGS[part].map((tag) => product.ad?.fields[tag]).find((value) => value !== undefined);

const asAd = (preview: AdPreview): Html => {
  const price = said(preview, 'price');
  return html`<article lang="ru">
<h1>${said(preview, 'title') ?? 'Без названия'}</h1>
<p class="price">${price ? spokenRoubles(price) : 'Без цены'}</p>
${preview.pictures.map(picture)}
<p class="quiet">${said(preview, 'address')}</p>
${markupOf(said(preview, 'description') ?? '')}
</article>`;
};

const fieldRow = ({ tag, value, sources }: ShownField): Html =>
  html`<tr><th>${tag}</th><td>${TAGS.description.includes(tag) ? 'as above' : value || 'none'}</td><td class="quiet">${sources.map(sentenceOf).join('; ')}</td></tr>`;

const fields = ({ fields: all }: AdPreview): Html =>
  html`<h2>Fields and where they come from</h2>
<table><thead><tr><th>Field</th><th>Value</th><th>Source</th></tr></thead><tbody>${all.map(fieldRow)}</tbody></table>`;

const findings = ({ errors, warnings, suggestions }: LayerResult): Html =>
  html`${items([...errors, ...warnings, ...suggestions].map(sentenceOf))}`;

const layerRow = (layer: LayerResult): Html =>
  html`<tr><th>${layer.layer}</th><td class="${layer.success ? 'good' : 'wait'}">${layer.success ? 'passed' : 'not passed'}</td><td>${Math.round(100 * layer.confidence)} %</td><td>${findings(layer)}</td></tr>`;

const layers = ({ product, rules }: AdPreview): Html =>
  html`<h2>Layers</h2>
<table><thead><tr><th>Layer</th><th>Verdict</th><th>Confidence</th><th>Findings</th></tr></thead><tbody>${product.layers.map(layerRow)}</tbody></table>
<p class="quiet">Rules ${rules.version}, ${rules.source}</p>`;

const match = ({ matched }: AdPreview): Html => {
  const candidates = matched.candidates.map(({ name, confidence, against }) =>
    [`${name} (${Math.round(100 * confidence)} %)`, ...against.map(sentenceOf)].join('; '),
  );
  return html`<h2>Match</h2>
<p><strong>${matched.avitoModel ?? 'No name of the catalogue'}</strong>, ${matched.decision}, ${matched.method}, ${Math.round(100 * matched.confidence)} %</p>
${items(matched.reasons.map(sentenceOf))}<p class="quiet">Candidates</p>${items(candidates)}`;
};

/** Of a code with several pieces each has an ad, and a page, of its own. */
const otherAds = ({ ads, product }: AdPreview): Html => {
  const others = ads.filter(({ id }) => id !== product.ad?.id);
  const told = others.map(({ id, out }) => (out ? `${id} (${out})` : id));
  return told.length > 0 ? html`<p class="quiet">Other ads of the code: ${told.join(', ')}</p>` : html``;
};

/** One ad as a person would see it, what stands in each of its fields and why, as a page of its own. */
export const previewPage = (preview: AdPreview): string => {
  const { product, document, dealer } = preview;
  const origin = html`<p class="quiet">${product.modelCode} of ${document}, for ${dealer}</p>`;
  const body = html`${origin}${otherAds(preview)}${verdict(preview)}${asAd(preview)}${fields(preview)}${layers(preview)}${match(preview)}`;
  return htmlPage(said(preview, 'title') ?? product.modelCode, 'en', body);
};
