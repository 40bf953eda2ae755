import type { Reason } from '#contracts/reason.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import { type Html, type HtmlValue, html, htmlPage } from '#shared/html.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { AdVerdict, UploadRecord } from '#shared/table/verdict-records.ts';
import { pageTable } from './page-table.ts';

/** An ad on the page, its messages explained. */
export interface VerdictRow {
  ad: AdVerdict;
  messages: Reason[];
}

/** What is first to be looked at. */
const ORDER: AdVerdict['standing'][] = [
  'refused',
  'missing',
  'unknown',
  'gone',
  'waiting',
  'warned',
  'active',
];
const LOOKS: Record<AdVerdict['standing'], string> = {
  ...{ refused: 'bad', missing: 'bad', unknown: 'wait', gone: 'wait', waiting: 'wait', warned: 'wait' },
  active: 'good',
};

const byWeight = ({ ad: one }: VerdictRow, { ad: other }: VerdictRow): number =>
  ORDER.indexOf(one.standing) - ORDER.indexOf(other.standing) || (one.adId < other.adId ? -1 : 1);

const address = (url: string): Html =>
  /^https?:\/\//.test(url) ? html`<a href="${url}">${url}</a>` : html`${url}`;

const said = (messages: readonly Reason[]): Html =>
  html`<ul>${messages.map((each) => html`<li>${sentenceOf(each)} <span class="quiet">${remedyOf(each)}</span></li>`)}</ul>`;

const rowOf = ({ ad, messages }: VerdictRow): HtmlValue[] => [
  ad.adId,
  html`<span class="${LOOKS[ad.standing]}">${ad.standing}</span>`,
  moscowMinute(ad.since),
  ad.avitoId ?? '',
  ad.url ? address(ad.url) : '',
  messages.length > 0 ? said(messages) : (ad.sectionTitle ?? ''),
];

const overview = ({
  uploadId,
  window,
  startedAt,
  source,
  status,
  copy,
  feedVersion,
  counts,
}: UploadRecord) => [
  ['Load', uploadId],
  ['Window', moscowMinute(window)],
  ['Began', startedAt ? moscowMinute(startedAt) : 'unknown'],
  ['Started by', source ?? 'unknown'],
  ['Ended', status],
  ['Feed', `version ${feedVersion}, copy: ${copy}`],
  ...Object.entries(counts ?? {}).map(([name, count]) => [name, count]),
];

const unknown = ({ unknownCodes }: UploadRecord): Html | false => {
  const words = Object.entries(unknownCodes);
  return words.length > 0 && html`<h2>Not explained yet</h2>${pageTable(['Word', 'Ads'], words)}`;
};

/** What the marketplace made of a window's load, ad by ad; a page of its own. */
export const verdictPage = (load: UploadRecord, rows: readonly VerdictRow[]): string => {
  const body = html`<p class="quiet">${load.dealerId}</p><h1>Load ${load.uploadId}</h1>
${load.alarms.map((alarm) => html`<p class="bad">${sentenceOf(alarm)} ${remedyOf(alarm)}</p>`)}
${pageTable(['What', 'Said'], overview(load))}${unknown(load)}
<h2>Ads</h2>${pageTable(['Ad', 'Stands', 'Since', 'Number', 'Address', 'Messages'], rows.toSorted(byWeight).map(rowOf))}`;
  return htmlPage(`Load ${load.uploadId} of ${load.dealerId}`, 'en', body);
};
