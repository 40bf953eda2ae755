import type { AdHistory, Place, ShownPlace, Trace, TracedField } from '#contracts/shown-ad.ts';
import { type Html, html, htmlPage, markupOf } from '#shared/html.ts';
import { pageTable } from '../page-table.ts';

const caption = ({ document, page, cells }: Place): string =>
  `${document}, ${cells.length > 0 ? 'cells' : `page ${page}`}`;

/** As large as running text; a whole row of a list is then wider than a phone, and scrolls. */
const PIXELS_SHOWN_A_POINT = 1.5;

/** A spreadsheet has no page to draw: its cells stand here as they are. */
const sheetCells = ({ cells }: Place): Html =>
  pageTable(
    ['Cell', 'What it holds'],
    cells.map(({ address, text }) => [address, text]),
  );

const picture = (place: ShownPlace): Html => {
  const { crop } = place;
  const title = html`<p class="quiet">${caption(place)}</p>`;
  if (place.cells.length > 0) return html`${title}${sheetCells(place)}`;
  if (!crop) return title;
  if ('reason' in crop) return html`${title}<p class="quiet">${crop.reason}</p>`;
  const width = Math.round(crop.widthPoints * PIXELS_SHOWN_A_POINT);
  const data = `data:image/png;base64,${Buffer.from(crop.png).toString('base64')}`;
  return html`${title}<div style="overflow-x: auto"><img src="${data}" alt="${caption(place)}" style="max-width: none; width: ${width}px"></div>`;
};

const field = ({ tag, value, source, places }: TracedField): Html =>
  html`<h3>${tag}</h3>${tag === 'Description' ? markupOf(value) : html`<p>${value || 'none'}</p>`}
${source && html`<p class="quiet">← ${source}</p>`}${places.map(picture)}`;

const changes = ({ change, fields }: AdHistory): Html =>
  change === 'changed'
    ? html`<ul>${fields.map(({ tag, before, after }) =>
        tag === 'Description'
          ? html`<li>${tag}: another text</li>`
          : html`<li>${tag}: ${before || 'none'} → ${after || 'none'}</li>`,
      )}</ul>`
    : html`${change}`;

const history = ({ history }: Trace): Html =>
  history.length === 0
    ? html`<p class="quiet">It has not been in a feed yet.</p>`
    : pageTable(
        ['Feed', 'Built', 'State', 'What happened'],
        history.map((each) => [`version ${each.version}`, each.builtAt, each.status, changes(each)]),
      );

/** Where everything in an ad comes from, with pictures of the places, and its history; a page of its own. */
export const tracePage = (trace: Trace): string => {
  const title = trace.title ?? trace.adId;
  const body = html`<p class="quiet">Ad ${trace.adId} of ${trace.dealerId}</p><h1>${title}</h1>
${!trace.isOffered && html`<p class="wait">No list in force has this ad any more.</p>`}
<h2>Made from</h2>${pageTable(['What', 'Version'], trace.origins)}
<h2>History</h2>${history(trace)}
<h2>Fields</h2>${trace.fields.map(field)}`;
  return htmlPage(`Trace of ${trace.adId}`, 'en', body);
};
