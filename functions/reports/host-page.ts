import { FIRST_CHANNEL } from '#contracts/channel.ts';
import type { Reason } from '#contracts/reason.ts';
import { commandLine } from '#messages/command-line.ts';
import { counted, worthText } from '#messages/en/words.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import { type Html, html, htmlPage } from '#shared/html.ts';
import { pageTable } from './page-table.ts';

/** Something that waits at a dealer, and the command that mends it. */
export interface Waiting {
  reason: Reason;
  command: readonly string[];
  ads: number;
  roubles: number;
}

/** A dealer's feed in one channel. */
export interface HostedFeed {
  channel: string;
  /** What the marketplace asks; where this host serves the same, null where the dealer's own host does. */
  publicUrl: string;
  localUrl: string | null;
  /** Version and number of ads; null before the first delivery. */
  live: { version: number; ads: number } | null;
  /** "2026-11-30 11:00 MSK". */
  nextWindow: string;
}

/** A dealer as the first page of a host shows it. */
export interface HostedDealer {
  id: string;
  name: string;
  feeds: readonly HostedFeed[];
  waiting: readonly Waiting[];
  /** Machines and the guard's questions that wait for an answer. */
  questions: number;
}

/** What the first page of a host is made of. */
interface HostPage {
  dealers: readonly HostedDealer[];
  /** Where things lie: what, and its folder or file. */
  places: readonly (readonly [what: string, path: string])[];
  /** "2026-11-30 07:02 MSK". */
  at: string;
}

/** The first channel need not be named. */
const named = ({ channel }: HostedFeed): string => (channel === FIRST_CHANNEL ? '' : `${channel}: `);

/** A line for each feed. */
const lines = (feeds: readonly HostedFeed[], lineOf: (feed: HostedFeed) => Html | string): Html =>
  html`${feeds.map((feed, at) => html`${at > 0 && html`<br>`}${named(feed)}${lineOf(feed)}`)}`;

const liveOf = ({ live, localUrl, publicUrl }: HostedFeed): Html =>
  live
    ? html`<a href="${localUrl ?? publicUrl}">version ${live.version}</a>, <strong>${live.ads}</strong> ads`
    : html`<span class="wait">nothing yet</span>`;

const waitsFor = ({ waiting, questions }: HostedDealer): Html => {
  const things = waiting.length + (questions > 0 ? 1 : 0);
  return things === 0
    ? html`<span class="good">nothing</span>`
    : html`<span class="wait">${counted(things, 'thing')}</span>`;
};

const overview = (dealers: readonly HostedDealer[]): Html =>
  pageTable(
    ['Dealer', 'Live', 'Next window', 'Waits', 'Drop files into'],
    dealers.map((dealer) => [
      ...[html`${dealer.id}<br><span class="quiet">${dealer.name}</span>`, lines(dealer.feeds, liveOf)],
      ...[
        lines(dealer.feeds, ({ nextWindow }) => nextWindow),
        waitsFor(dealer),
        html`<code>inbox/${dealer.id}/</code>`,
      ],
    ]),
  );

const item = (waiting: Waiting): Html =>
  html`<li>${sentenceOf(waiting.reason)} <span class="quiet">${worthText(waiting)}</span><br>${remedyOf(waiting.reason)}<br><code>${commandLine(waiting.command)}</code></li>`;

const asked = ({ id, questions }: HostedDealer): Html | false =>
  questions > 0 &&
  html`<li>Waiting for an answer: ${questions}.<br><code>${commandLine(['questions', id])}</code></li>`;

const section = (dealer: HostedDealer): Html | false =>
  dealer.waiting.length + dealer.questions > 0 &&
  html`<h3>${dealer.id}</h3><ul>${dealer.waiting.map(item)}${asked(dealer)}</ul>`;

const feeds = (dealers: readonly HostedDealer[]): Html =>
  pageTable(
    ['Dealer', 'Here', 'What the marketplace asks'],
    dealers
      .flatMap(({ id, feeds }) => feeds.map((feed) => ({ id, ...feed })))
      .map(({ id, localUrl, publicUrl, channel }) => [
        ...[
          channel === FIRST_CHANNEL ? id : `${id} in ${channel}`,
          localUrl ? html`<a href="${localUrl}">${localUrl}</a>` : 'on its own host',
          publicUrl,
        ],
      ]),
  );

const waits = (dealers: readonly HostedDealer[]): Html => {
  const sections = dealers.map(section).filter((each) => each !== false);
  return sections.length > 0 ? html`${sections}` : html`<p class="good">Nothing waits for a person.</p>`;
};

/** The first page of a host: its dealers, their feeds, what waits, and where things lie. */
export const hostPage = ({ dealers, places, at }: HostPage): string =>
  htmlPage(
    'Feedwright on this machine',
    'en',
    html`<h1>Feedwright runs on this machine</h1>
<p class="quiet">As of ${at}. Drop a price list and its spec book into a dealer's folder; the feed follows.</p>
${overview(dealers)}
<h2>What waits for a person</h2>
${waits(dealers)}
<h2>Feeds</h2>
${feeds(dealers)}
<h2>Where things lie</h2>
${pageTable(
  ['What', 'Where'],
  places.map(([what, path]) => [what, html`<code>${path}</code>`]),
)}
<p class="quiet">All commands: <code>npx feedwright --help</code></p>`,
  );
