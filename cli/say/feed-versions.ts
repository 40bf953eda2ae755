import type { AdChange } from '#contracts/feed-diff.ts';
import { sentenceOf } from '#messages/say.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { FeedVersion } from '#shared/table/records.ts';
import { grid, sayTable } from './grid.ts';
import { printable, say } from './terminal.ts';

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
export const sayVersions = (feeds: FeedVersion[], live: number): void =>
  sayTable(
    HEADING,
    feeds.map((feed) => rowOf(feed, live)),
  );

const detailsOf = (feed: FeedVersion, live: number): [string, string][] => [
  ['Version', String(feed.version)],
  ['Built', moscowMinute(feed.builtAt)],
  ['Status', statusOf(feed, live)],
  ['Why', whyOf(feed)],
  ['Decided', feed.decision ? moscowMinute(feed.decision.at) : ''],
  ['Ads', String(feed.ads)],
  ['Bytes', String(feed.bytes)],
  ['SHA-256', feed.sha256],
  ['Rates', (feed.rates ?? []).map((rate) => Object.values(rate).join(' ')).join(', ')],
  ['File', feed.key],
];

/** One version with all that is known of it. */
export const sayVersion = (feed: FeedVersion, live: number): void => {
  for (const line of grid(detailsOf(feed, live).filter(([, value]) => value !== ''))) say(line);
};

/** A text on a line of its own; the page has it in full. */
const WIDEST = 60;
const short = (text: string | null): string => {
  const line = printable((text ?? 'nothing').replaceAll(/\s+/g, ' '));
  return line.length > WIDEST ? `${line.slice(0, WIDEST)}…` : line;
};

const SIGNS = { added: '+', removed: '−', changed: '≠' } as const;

/** An ad that came, went or changed; a changed one with its fields. */
export const sayChange = (change: AdChange): void => {
  const percent =
    change.change === 'changed' && change.pricePercent !== null ? `  price ${change.pricePercent} %` : '';
  say(`${SIGNS[change.change]} ${change.id}  ${short(change.title)}  ${change.price}${percent}`);
  if (change.change !== 'changed') return;
  for (const [tag, { from, to }] of Object.entries(change.fields))
    say(`    ${tag}: ${short(from)} → ${short(to)}`);
};
