import type { AdChange, FeedDiff } from '#contracts/feed-diff.ts';
import { approveFeed, DecideFeed, rejectFeed } from '#desk/feeds/decide.ts';
import { BringFeedBack, bringFeedBack } from '#desk/feeds/roll-back.ts';
import {
  diffFeed,
  listFeeds,
  type NewestFeed,
  newestFeeds,
  ShowFeed,
  showFeed,
} from '#desk/feeds/versions.ts';
import { parseWish } from '#desk/refusal.ts';
import { sentenceOf } from '#messages/say.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import { spokenRoubles } from '#shared/spoken-money.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { runnable } from '../say/command-line.ts';
import { sayGrid, sayTable } from '../say/grid.ts';
import { bold, dim, printable, printJson, say, sayWrapped, tell } from '../say/terminal.ts';
import { CHANNEL } from '../target/at-target.ts';

const HEADING = ['Version', 'Built', 'Status', 'Ads', '+', '−', '≠', 'Why'];

const statusOf = ({ version, status }: FeedVersion, live: number): string =>
  version === live ? 'live' : status;

const decided = ({ decision }: FeedVersion): string =>
  decision ? `${printable(decision.by)}: ${printable(decision.why)}` : '';

const whyOf = (feed: FeedVersion): string =>
  [
    ...(feed.heldFor ?? []).map(sentenceOf),
    feed.restores && `brings version ${feed.restores} back`,
    decided(feed),
  ]
    .filter(Boolean)
    .join('; ');

const rowOf = (feed: FeedVersion, live: number) => [
  feed.version,
  moscowMinute(feed.builtAt),
  statusOf(feed, live),
  feed.ads,
  feed.changes?.added ?? '',
  feed.changes?.removed ?? '',
  feed.changes?.changed ?? '',
  whyOf(feed),
];

/** A dealer's versions, the newest last. */
const sayVersions = (feeds: FeedVersion[], live: number): void =>
  sayTable(
    HEADING,
    feeds.map((feed) => rowOf(feed, live)),
  );

const INDENT = '    ';

/** Every dealer's newest version, with why it waits and the command that shows it. */
const sayNewest = (all: NewestFeed[], options: Arguments['options']): void => {
  if (all.length === 0)
    say('No dealer has a feed yet: drop a spec book and a price list into inbox/<dealer>/.');
  for (const { dealerId, live, adsLive, newest } of all) {
    const isLive = live === 0 ? 'nothing is live' : `version ${live} is live, ${adsLive} ads`;
    const isNewest = newest.version === live ? '' : `; version ${newest.version} is ${newest.status}`;
    say(`${bold(dealerId)}  ${isLive}${isNewest}`);
    const why = whyOf(newest);
    if (why !== '') sayWrapped(why, INDENT);
    say(dim(`${INDENT}${runnable(['feed', 'list', dealerId], options)}`));
  }
};

const detailsOf = (feed: FeedVersion, live: number): [string, string][] => [
  ['Version', String(feed.version)],
  ['Built', moscowMinute(feed.builtAt)],
  ['Status', statusOf(feed, live)],
  ['Why', whyOf(feed)],
  ['Notes', (feed.notes ?? []).map(sentenceOf).join(' ')],
  ['Decided', feed.decision ? moscowMinute(feed.decision.at) : ''],
  ['Ads', String(feed.ads)],
  ['Bytes', String(feed.bytes)],
  ['SHA-256', feed.sha256],
  ['Rates', (feed.rates ?? []).map((rate) => Object.values(rate).join(' ')).join(', ')],
  ['File', feed.key],
];

/** One version with all that is known of it. */
const sayVersion = (feed: FeedVersion, live: number): void => {
  sayGrid(detailsOf(feed, live).filter(([, value]) => value !== ''));
};

/** A text on a line of its own; the page has it in full. */
const WIDEST = 60;
const short = (text: string | null): string => {
  const line = printable((text ?? 'nothing').replaceAll(/\s+/g, ' '));
  return line.length > WIDEST ? `${line.slice(0, WIDEST)}…` : line;
};

/** Of "2 366 000 ₽". */
const PRICE_WIDTH = 11;

const SIGNS = { added: '+', removed: '−', changed: '≠' } as const;

/** An ad that came, went or changed; a changed one with its fields. */
const sayChange = (change: AdChange): void => {
  const percent =
    change.change === 'changed' && change.pricePercent !== null ? `  price ${change.pricePercent} %` : '';
  const price = spokenRoubles(change.price).padStart(PRICE_WIDTH);
  say(`${SIGNS[change.change]} ${change.id}  ${price}  ${short(change.title)}${percent}`);
  if (change.change !== 'changed') return;
  for (const [tag, { from, to }] of Object.entries(change.fields))
    say(`    ${tag}: ${short(from)} → ${short(to)}`);
};

const versionOf = (word: string | undefined): number | undefined => {
  if (word === undefined) return undefined;
  if (/^\d+$/.test(word)) return Number(word);
  throw new UsageError(`${JSON.stringify(word)} is no version: write its number, such as 3`);
};

const shownBy = ([dealerId, version]: string[]) =>
  parseWish(ShowFeed, { dealerId, version: versionOf(version) });

const decidedBy = ([dealerId, version]: string[], why: string | undefined) => {
  if (!why?.trim()) throw new UsageError('Say why, for the audit trail: --why "…"');
  return parseWish(DecideFeed, { dealerId, version: versionOf(version), why });
};

/** Each dealer's newest version. */
const listAll: Action['run'] = async (_, ports, flags, options) => {
  const newest = await newestFeeds(ports);
  return flags.has('json') ? printJson(newest) : sayNewest(newest, options);
};

const list: Action['run'] = async (words, ports, flags, options) => {
  if (words.length === 0) return listAll(words, ports, flags, options);
  const { feeds, live } = await listFeeds(shownBy(words), ports);
  return flags.has('json') ? printJson(feeds) : sayVersions(feeds, live);
};

const show: Action['run'] = async (words, ports, flags) => {
  const { feed, live } = await showFeed(shownBy(words), ports);
  return flags.has('json') ? printJson(feed) : sayVersion(feed, live);
};

/** More are read on the page. */
const SHOWN = 40;

const sayDiff = ({ version, since, added, removed, changed, changes }: FeedDiff, page: string): void => {
  const before = since === 0 ? 'nothing' : `version ${since}`;
  say(`Version ${version} after ${before}: ${added} added, ${removed} removed, ${changed} changed.`);
  for (const change of changes.slice(0, SHOWN)) sayChange(change);
  if (changes.length > SHOWN) say(`… and ${changes.length - SHOWN} more ads.`);
  say(page);
};

const diff: Action['run'] = async (words, ports, flags) => {
  const { difference, page } = await diffFeed(shownBy(words), ports);
  if (flags.has('json')) return printJson(difference);
  sayDiff(difference, await ports.fileOf(page));
};

const goesOut = ({ dealerId }: FeedVersion): string =>
  `it goes out before the next window, or now with npx feedwright deliver --dealer ${dealerId}`;

const approve: Action['run'] = async (words, ports, flags, { why }) => {
  const feed = await approveFeed(ports.actor, decidedBy(words, why), ports);
  await tell({ flags }, feed, () => say(`Version ${feed.version} is approved: ${goesOut(feed)}`));
};

const reject: Action['run'] = async (words, ports, flags, { why }) => {
  const feed = await rejectFeed(ports.actor, decidedBy(words, why), ports);
  const text = `Version ${feed.version} is rejected and is not delivered. What is live stays; the next list makes a new version.`;
  await tell({ flags }, feed, () => say(text));
};

const sayRemoved = (changes: AdChange[]): void => {
  for (const change of changes.filter((each) => each.change === 'removed').slice(0, SHOWN)) sayChange(change);
};

const rollback: Action['run'] = async (words, ports, flags, { why }) => {
  const wish = { ...decidedBy(words, why), confirmed: flags.has('yes') };
  const feed = await bringFeedBack(ports.actor, parseWish(BringFeedBack, wish), ports);
  const { dealerId, version } = feed;
  const { difference, page } = await diffFeed({ dealerId, version }, ports);
  if (flags.has('json')) return printJson({ feed, difference });
  const { added, removed, changed } = difference;
  say(`Version ${version} has the bytes of version ${wish.version}: ${goesOut(feed)}`);
  say(`Of what is live it removes ${removed}, adds ${added} and changes ${changed} ads.`);
  sayRemoved(difference.changes);
  say(await ports.fileOf(page));
  say('It stands until a list, an answer or a setting changes what the dealer offers: mend that first.');
};

const ACTIONS: Record<string, Action> = {
  list: { takes: ['[DEALER]'], run: list },
  show: { takes: ['DEALER', '[VERSION]'], run: show },
  diff: { takes: ['DEALER', '[VERSION]'], run: diff },
  approve: { takes: ['DEALER', 'VERSION'], run: approve },
  reject: { takes: ['DEALER', 'VERSION'], run: reject },
  rollback: { takes: ['DEALER', 'VERSION'], run: rollback },
};

/** `feedwright feed`: what a person decides about the feed as a whole. */
export const feed: Command = {
  summary: 'List, compare, approve, reject and bring back versions of a feed',
  usage: usageOf('feed', ACTIONS),
  examples: [
    'feedwright feed list samples',
    'feedwright feed list    (of every dealer, what is live and what the newest waits for)',
    'feedwright feed diff samples',
    'feedwright feed approve samples 7 --why "the old year is sold out"',
    'feedwright feed rollback samples 5 --why "wrong list"',
  ],
  options: {
    ...CHANNEL,
    why: {
      type: 'string',
      value: 'TEXT',
      description: 'approve, reject, rollback: why, for the audit trail',
    },
    yes: { type: 'boolean', description: 'rollback: also where more ads go than the guard lets go unasked' },
  },
  run: (given) => runAction('feed', ACTIONS, given),
};
