import type { FeedDiff } from '#contracts/feed-diff.ts';
import { approveFeed, DecideFeed, rejectFeed } from '#desk/feeds/decide.ts';
import { bringFeedBack } from '#desk/feeds/roll-back.ts';
import { diffFeed, listFeeds, ShowFeed, showFeed } from '#desk/feeds/versions.ts';
import { parseWish } from '#desk/refusal.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Command, UsageError } from '../command.ts';
import { sayChange, sayVersion, sayVersions } from '../say/feed-versions.ts';
import { printJson, say } from '../say/terminal.ts';

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

const list: Action['run'] = async (words, ports, flags) => {
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

const GOES_OUT = 'it goes out before the next window, or now with feedwright deliver';

const approve: Action['run'] = async (words, ports, _, { why }) => {
  const feed = await approveFeed(ports.actor, decidedBy(words, why), ports);
  say(`Version ${feed.version} is approved: ${GOES_OUT}.`);
};

const reject: Action['run'] = async (words, ports, _, { why }) => {
  const feed = await rejectFeed(ports.actor, decidedBy(words, why), ports);
  say(
    `Version ${feed.version} is rejected and is not delivered. What is live stays; the next list makes a new version.`,
  );
};

const rollback: Action['run'] = async (words, ports, _, { why }) => {
  const wish = decidedBy(words, why);
  const feed = await bringFeedBack(ports.actor, wish, ports);
  say(`Version ${feed.version} has the bytes of version ${wish.version}: ${GOES_OUT}.`);
  say('It stands until a list, an answer or a setting changes what the dealer offers: mend that first.');
};

const ACTIONS: Record<string, Action> = {
  list: { takes: ['DEALER'], run: list },
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
    'feedwright feed list demo',
    'feedwright feed diff demo',
    'feedwright feed approve demo 7 --why "the old year is sold out"',
    'feedwright feed rollback demo 5 --why "wrong list"',
  ],
  options: {
    why: {
      type: 'string',
      value: 'TEXT',
      description: 'approve, reject, rollback: why, for the audit trail',
    },
    json: { type: 'boolean', description: 'list, show, diff: print JSON for programs' },
  },
  run: (given) => runAction('feed', ACTIONS, given),
};
