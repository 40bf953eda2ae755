import { FeedDiff } from '#contracts/feed-diff.ts';
import { isRejection, type Rejection } from '#contracts/outcome.ts';
import { actOf } from '#desk/acts/act.ts';
import { knownDealer, withoutFeed } from '#desk/dealers/known-dealer.ts';
import { asTheyStand } from '#desk/feeds/as-they-stand.ts';
import { type Decision, decideFeed, type VersionKey } from '#desk/feeds/decide.ts';
import { rollBackFeed } from '#desk/feeds/roll-back.ts';
import type { Workplace } from '#desk/workplace.ts';
import { MARKETPLACES } from '#marketplace/marketplaces.ts';
import { type Act, audited } from '#shared/audit.ts';
import { LeaseBusy } from '#shared/errors.ts';
import { readJson } from '#shared/json.ts';
import { choosePart } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import type { DealerState, FeedVersion } from '#shared/table/records.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Command, refused, UsageError } from '../command.ts';
import { sayChange, sayVersion, sayVersions } from '../say/feed-versions.ts';
import { printText, say } from '../say/terminal.ts';

const stateOf = async (id: string, { table }: Ports): Promise<DealerState> => {
  const dealerId = await knownDealer(id, table);
  const state = await table.states.get({ dealerId });
  if (state && state.builtFeed > 0) return state;
  throw new UsageError(withoutFeed(dealerId));
};

/** In the order of their numbers, which is not that of their keys. */
const feedsOf = async (state: DealerState, { table }: Ports): Promise<FeedVersion[]> => {
  const { dealerId, builtFeed } = state;
  const built = (await table.feeds.query({ dealerId })).filter(({ version }) => version <= builtFeed);
  return asTheyStand(
    built.sort((one, other) => one.version - other.version),
    state,
  );
};

const versionOf = (word: string): number => {
  if (/^\d+$/.test(word)) return Number(word);
  throw new UsageError(`${JSON.stringify(word)} is no version: write its number, such as 3`);
};

/** The version named, else the newest. */
const feedOf = async (word: string | undefined, state: DealerState, ports: Ports): Promise<FeedVersion> => {
  const { dealerId, builtFeed } = state;
  const version = word === undefined ? builtFeed : versionOf(word);
  const feed = (await feedsOf(state, ports)).find((built) => built.version === version);
  if (feed) return feed;
  throw new UsageError(`${dealerId} has no feed version ${version}: see feedwright feed list ${dealerId}`);
};

const asJson = (value: unknown): Promise<void> => printText(`${JSON.stringify(value, null, 1)}\n`);

const list: Action['run'] = async ([dealerId = ''], ports, flags) => {
  const state = await stateOf(dealerId, ports);
  const feeds = await feedsOf(state, ports);
  return flags.has('json') ? asJson(feeds) : sayVersions(feeds, state);
};

const show: Action['run'] = async ([dealerId = '', version], ports, flags) => {
  const state = await stateOf(dealerId, ports);
  const shown = await feedOf(version, state, ports);
  return flags.has('json') ? asJson(shown) : sayVersion(shown, state);
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

const diff: Action['run'] = async ([dealerId = '', version], ports, flags) => {
  const { changes } = await feedOf(version, await stateOf(dealerId, ports), ports);
  if (!changes) throw new UsageError('This version was built before differences were kept');
  const difference = await readJson(ports.artefacts, changes.json, FeedDiff);
  if (flags.has('json')) return asJson(difference);
  sayDiff(difference, await ports.fileOf(changes.html));
};

const GOES_OUT = 'it goes out before the next window, or now with feedwright deliver';

const NEXT = {
  approve: ({ version }: VersionKey) => `Version ${version} is approved: ${GOES_OUT}.`,
  reject: ({ version }: VersionKey) =>
    `Version ${version} is rejected and is not delivered. What is live stays; the next list makes a new version.`,
};

/** What a person does to a version, written down before it happens; the reason is his own word. */
const byHand = async (
  word: string,
  key: VersionKey,
  why: string | undefined,
  ports: Workplace,
  effect: (decision: Decision) => Promise<FeedVersion | Rejection>,
): Promise<FeedVersion> => {
  if (!why?.trim()) throw new UsageError('Say why, for the audit trail: --why "…"');
  const act: Act = actOf(
    { dealerId: key.dealerId, action: `feed.${word}`, subject: `version ${key.version}`, details: { why } },
    ports,
  );
  return audited(act, ports, async () => {
    const result = await effect({ by: act.who, at: act.at, why });
    if (isRejection(result)) throw refused(result);
    return result;
  });
};

const decide =
  (word: keyof typeof NEXT): Action['run'] =>
  async ([id = '', version = ''], ports, _, { why }) => {
    const { dealerId } = await stateOf(id, ports);
    const key = { dealerId, version: versionOf(version) };
    await byHand(word, key, why, ports, (decision) => decideFeed(word, key, decision, ports));
    say(NEXT[word](key));
  };

const tellBusy = (error: unknown): never => {
  if (error instanceof LeaseBusy)
    throw new UsageError('A feed is being built at the moment: try again shortly');
  throw error;
};

const rollback: Action['run'] = async ([id = '', word = ''], ports, _, { why }) => {
  const { dealerId } = await stateOf(id, ports);
  const key = { dealerId, version: versionOf(word) };
  const marketplace = choosePart('marketplace', MARKETPLACES, ports.parts.marketplace);
  const { version } = await byHand('rollback', key, why, ports, (decision) =>
    rollBackFeed(key, decision, marketplace, ports).catch(tellBusy),
  );
  say(`Version ${version} has the bytes of version ${key.version}: ${GOES_OUT}.`);
  say('It stands until a list, an answer or a setting changes what the dealer offers: mend that first.');
};

const ACTIONS: Record<string, Action> = {
  list: { takes: ['DEALER'], run: list },
  show: { takes: ['DEALER', '[VERSION]'], run: show },
  diff: { takes: ['DEALER', '[VERSION]'], run: diff },
  approve: { takes: ['DEALER', 'VERSION'], run: decide('approve') },
  reject: { takes: ['DEALER', 'VERSION'], run: decide('reject') },
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
