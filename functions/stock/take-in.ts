import { isRejection, type Rejection, rejected } from '#contracts/outcome.ts';
import { type SaidValues, standingOf } from '#contracts/stock.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import { marketplaceOf } from '#marketplace/marketplaces.ts';
import { reason } from '#messages/reason.ts';
import { channelNamed, inChannelsOf } from '#shared/in-channel.ts';
import { adsKeptOut, keptOutOf } from '#shared/kept-out.ts';
import { servedFeed } from '#shared/live-feed.ts';
import { noteSale } from '#shared/objectives.ts';
import type { Ports } from '#shared/ports.ts';
import { Stock, type StockSaid, type StockWord, stockIn, withWords, writeStock } from '#shared/stock.ts';

type TakePorts = Pick<Ports, 'table' | 'artefacts' | 'machines' | 'parts'>;

/** What is said of a dealer's machines, by a sheet or a person. */
export interface Taking {
  dealerId: string;
  words: readonly StockWord[];
  /** That its last ad goes, or more than half of them, was asked and is meant. */
  confirmed: boolean;
  /** Names the delivery that takes out what is sold: the same taking begins one. */
  name: string;
  at: string;
}

/** What that has set off. */
export interface Taken {
  /** Ids of ads that leave the feeds at once, as sold. */
  ads: string[];
  /** The delivery that takes them off the public URLs, by its execution's name; null where there are none. */
  delivery: string | null;
}

/** Ids of the ads that are live in the table's channel; where none is, of those about to be. */
export const presentAds = async (
  dealerId: string,
  { table, artefacts, parts }: Pick<Ports, 'table' | 'artefacts' | 'parts'>,
): Promise<Set<string>> => {
  const { feed: shape } = marketplaceOf({ table, parts });
  const state = await table.channelStates.get({ dealerId });
  const version = state?.verifiedFeed || state?.builtFeed || 0;
  const feed = version > 0 ? await table.feeds.get({ dealerId, version }) : null;
  const ids = new Set<string>();
  if (!feed) return ids;
  for await (const { id } of readFeed(await artefacts.readStream(servedFeed(feed).key), shape)) ids.add(id);
  return ids;
};

/** As if that had not been said: a taking that was broken off has written it already, and begins anew. */
const unsaid = ({ records, adPer }: StockSaid, words: readonly StockWord[]): Stock => {
  const ofWords = new Set(words.flatMap(({ values }) => Object.values(values).map((said) => said?.order)));
  const others = records.map((record) => {
    const values = Object.entries(record.values).filter(([, said]) => !ofWords.has(said?.order));
    return { ...record, values: Object.fromEntries(values) as SaidValues };
  });
  return new Stock(others, adPer);
};

const adsSoldHere = async (
  { dealerId, words, confirmed }: Taking,
  before: StockSaid,
  ports: TakePorts,
): Promise<string[] | Rejection> => {
  const now = await adsKeptOut(dealerId, await keptOutOf(dealerId, ports, [], unsaid(before, words)), ports);
  const then = await adsKeptOut(
    dealerId,
    await keptOutOf(dealerId, ports, [], withWords(before, words)),
    ports,
  );
  const present = await presentAds(dealerId, ports);
  const going = [...present.intersection(then.difference(now))];
  return !confirmed && 2 * going.length > present.size
    ? rejected(
        reason('stock-confirm', { dealerId, going: going.length, of: present.size, ...channelNamed(ports) }),
      )
    : going;
};

/**
 * Ads that would leave the feed of any channel as sold. Refused, as a question to be asked once, where that is the last
 * of one's, or more than half.
 */
const adsSold = async (taking: Taking, ports: TakePorts): Promise<string[] | Rejection> => {
  const { dealerId, words } = taking;
  if (!words.some(({ values }) => standingOf(values) === 'sold')) return [];
  const before = await stockIn(dealerId, ports);
  const found = await inChannelsOf(dealerId, ports, (inOne) => adsSoldHere(taking, before, inOne));
  return found.find(isRejection) ?? [...new Set(found.flatMap((ads) => (isRejection(ads) ? [] : ads)))];
};

/** Has the public URL follow at once what is sold, whatever holds the next feed. */
const beginDelivery = async ({ dealerId, name, at }: Taking, { machines }: TakePorts): Promise<string> => {
  await machines.start('delivery', name, { at, mode: 'withdraw', dealerId });
  return name;
};

/**
 * Writes what is said over what was said before, and what is sold leaves the public URL at once. The feed is still to be
 * built. Refused, and nothing done, where too much would go unasked.
 */
export const takeIn = async (taking: Taking, ports: TakePorts): Promise<Taken | Rejection> => {
  const { dealerId, words } = taking;
  const ads = await adsSold(taking, ports);
  if (isRejection(ads)) return ads;
  // Counted first as well: a process killed on the way leaves to the sweep and the reconciler what it has written.
  const counts = { offersRevision: 1, ...(ads.length > 0 && { withdrawals: 1 }) };
  await ports.table.states.add({ dealerId }, counts);
  await writeStock(dealerId, words, ports);
  const { withdrawals = 0 } = await ports.table.states.add({ dealerId }, counts);
  if (ads.length > 0) await noteSale({ dealerId, at: taking.at, withdrawal: withdrawals }, ports);
  return { ads, delivery: ads.length > 0 ? await beginDelivery(taking, ports) : null };
};
