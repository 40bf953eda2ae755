import type { Reason } from '#contracts/reason.ts';
import type {
  AdHistory,
  Place,
  ShownPlace,
  Trace,
  TracedField,
  TracedMatch,
  TracedRow,
} from '#contracts/shown-ad.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import { type Html, html, htmlPage, markupOf } from '#shared/html.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
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
  if ('reason' in crop) return html`${title}<p class="quiet">${sentenceOf(crop.reason)}</p>`;
  const width = Math.round(crop.widthPoints * PIXELS_SHOWN_A_POINT);
  const data = `data:image/png;base64,${Buffer.from(crop.png).toString('base64')}`;
  return html`${title}<div style="overflow-x: auto"><img src="${data}" alt="${caption(place)}" style="max-width: none; width: ${width}px"></div>`;
};

const field = ({ tag, value, sources, places }: TracedField): Html =>
  html`<h3>${tag}</h3>${tag === 'Description' ? markupOf(value) : html`<p>${value || 'none'}</p>`}
${sources.length > 0 && html`<p class="quiet">← ${sources.map(sentenceOf).join('; ')}</p>`}${places.map(picture)}`;

const changes = ({ change, fields }: AdHistory): Html =>
  change === 'changed'
    ? html`<ul>${fields.map(({ tag, before, after }) =>
        tag === 'Description'
          ? html`<li>${tag}: another text</li>`
          : html`<li>${tag}: ${before || 'none'} → ${after || 'none'}</li>`,
      )}</ul>`
    : html`${change}`;

const rowSection = ({ document, page, row, cells, places }: TracedRow): Html =>
  html`<h2>1. The row: ${document}, page ${page}, row ${row}</h2>${pageTable(
    ['Column', 'As printed', 'Cell'],
    cells.map(({ column, text, address }) => [column, text, address ?? '']),
  )}${places.map(picture)}`;

const reasonList = (reasons: readonly Reason[]): Html | false =>
  reasons.length > 0 && html`<ul>${reasons.map((each) => html`<li>${sentenceOf(each)}</li>`)}</ul>`;

const matchSection = ({ avitoModel, candidates, ...match }: TracedMatch): Html => {
  const others = candidates.filter(({ name }) => name !== avitoModel);
  return html`<h2>2. The match: ${avitoModel ?? 'none'}</h2>
<p>${match.decision}, ${match.confidenceDescription} (${Math.round(100 * match.confidence)} %, ${match.method}); read as ${Object.values(match.normalized).filter(Boolean).join(', ')}</p>
${reasonList(match.reasons)}${
  others.length > 0 &&
  pageTable(
    ['Not this one', 'What speaks against it'],
    others.map(({ name, against }) => [name, against.map(sentenceOf).join('; ')]),
  )
}`;
};

const entrySection = ({ entry }: Trace): Html =>
  entry
    ? html`<h2>3. The book: ${entry.document}, page ${entry.page}</h2><p>${[entry.model, entry.engine].filter(Boolean).join(', ')}; what each value comes from stands with its field.</p>`
    : html`<h2>3. The book</h2><p class="wait">No spec book has this machine.</p>`;

const deliveryText = ({ delivery }: AdHistory): string =>
  delivery
    ? `${delivery.outcome} ${moscowMinute(delivery.at)}, receipt ${delivery.sequence}${delivery.reason ? `: ${sentenceOf(delivery.reason)}` : ''}`
    : 'not yet';

const history = ({ history }: Trace): Html =>
  history.length === 0
    ? html`<p class="quiet">It has not been in a feed yet.</p>`
    : pageTable(
        ['Feed', 'Built', 'State', 'What happened', 'Brought to the URL'],
        history.map((each) => [
          ...[`version ${each.version}`, moscowMinute(each.builtAt), each.status, changes(each)],
          deliveryText(each),
        ]),
      );

const liveText = ({ live }: Trace): Html => {
  if (!live) return html`<p class="wait">Nothing has been seen at the feed's URL yet.</p>`;
  const { version, url, holdsAd } = live;
  return html`<p class="${holdsAd ? 'good' : 'wait'}"><a href="${url}">${url}</a> serves version ${version}, ${holdsAd ? 'with' : 'without'} this ad.</p>`;
};

const verdictText = ({ verdict }: Trace): Html => {
  if (!verdict) return html`<p class="quiet">No load that was read says anything of it.</p>`;
  const { standing, avitoId, url, since, feedVersion, messages } = verdict;
  return pageTable(
    ['What', 'By the last load'],
    [
      ['State', `${standing} since ${moscowMinute(since)}, by feed version ${feedVersion}`],
      ['Number', avitoId ?? 'none'],
      ['Address', url ?? 'none'],
      ...messages.map((message) => ['Message', `${sentenceOf(message)} ${remedyOf(message)}`]),
    ],
  );
};

/**
 * The way of an ad from its cells to the feed's URL, with pictures of the places, and its history; a page of its own.
 */
export const tracePage = (trace: Trace): string => {
  const title = trace.title ?? trace.adId;
  const { row, match } = trace;
  const body = html`<p class="quiet">Ad ${trace.adId} of ${trace.dealerId} in ${trace.channel}${trace.alsoIn.length > 0 && `; also in ${trace.alsoIn.join(', ')}`}</p><h1>${title}</h1>
${!trace.isOffered && html`<p class="wait">No list in force has this ad any more.</p>`}
${row && rowSection(row)}${match && matchSection(match)}${match && entrySection(trace)}
<h2>4. The ad's fields</h2>${trace.fields.map(field)}
<h2>5. Feeds</h2>${history(trace)}
<h2>6. At the URL</h2>${liveText(trace)}
<h2>7. At the marketplace</h2>${verdictText(trace)}
<h2>Made from</h2><ul>${trace.origins.map((origin) => html`<li>${sentenceOf(origin)}</li>`)}</ul>
`;
  return htmlPage(`Trace of ${trace.adId}`, 'en', body);
};
