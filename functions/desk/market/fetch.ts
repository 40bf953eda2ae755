import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { CircuitOpen, withBreaker } from '#shared/breaker.ts';
import { ConfigurationError, TransientFailure } from '#shared/errors.ts';
import type { Ports, WebAnswer } from '#shared/ports.ts';
import type { MarketSource } from '#shared/table/market-records.ts';
import { keepGathering, keepLook, moscowDay } from './keep-gathering.ts';
import { type MarketKnowledge, marketKnowledge } from './match-observations.ts';
import { readShopFeed, type ShopFeed, UnreadableFeed } from './shop-feed.ts';

export type FetchPorts = Pick<Ports, 'table' | 'artefacts' | 'clock' | 'parts' | 'web' | 'breakers'>;

/** A source that is asked for its feed. */
export type FeedSource = MarketSource & { url: string };

export const isFeedSource = (source: MarketSource): source is FeedSource => source.url !== undefined;

/** No shop of snowmobiles has a larger feed; a larger one belongs to somebody else, or has no end. */
const ASKS = { keep: 48 * 1024 * 1024, wholeMs: 45_000 };

/** Of hosts that may answer another time; an address inside a network, or a page that is not there, stays so. */
const asPassing = (error: unknown): never => {
  if (error instanceof ConfigurationError) throw error;
  throw new TransientFailure(error instanceof Error ? error.message : String(error), { stage: 'market' });
};

const ask = async (url: string, { web }: FetchPorts): Promise<WebAnswer> => {
  const answer = await web.get(url, ASKS).catch(asPassing);
  if (answer.status >= 500)
    throw new TransientFailure(`it answers with ${answer.status}`, { stage: 'market' });
  return answer;
};

const bodyOf = async ({ url }: FeedSource, ports: FetchPorts): Promise<Uint8Array> => {
  const host = new URL(url).hostname;
  const { status, body } = await withBreaker(`market:${host}`, ports, () => ask(url, ports));
  if (status === 200 && body) return body;
  throw new UnreadableFeed(reason('market-feed-status', { status }));
};

const whyFailed = (error: unknown): Reason => {
  if (error instanceof UnreadableFeed) return error.reason;
  const detail = error instanceof Error ? error.message : String(error);
  return error instanceof CircuitOpen
    ? reason('market-feed-paused', { detail })
    : reason('market-feed-away', { detail });
};

const keepFailure = async (source: FeedSource, why: Reason, ports: FetchPorts) => {
  const at = ports.clock().toISOString();
  const last = { at, outcome: 'failed' as const, reason: why, counts: null, artefact: null, unmatched: [] };
  await keepLook(source, { last }, ports);
  return last;
};

const readNow = async (source: FeedSource, ports: FetchPorts): Promise<ShopFeed | Reason> => {
  try {
    const bytes = await bodyOf(source, ports);
    return readShopFeed(bytes, source.name, moscowDay(ports.clock().toISOString()));
  } catch (error) {
    return whyFailed(error);
  }
};

/** Asks one source now and keeps what it says. What fails is its own record's to tell, and leaves what was known of it. */
const fetchOne = async (source: FeedSource, known: MarketKnowledge, ports: FetchPorts) => {
  const read = await readNow(source, ports);
  return 'code' in read
    ? keepFailure(source, read, ports)
    : keepGathering(source, { ...read, problems: [], from: source.url }, known, ports);
};

/** What came of asking sources. */
export interface Fetched {
  sourceId: string;
  name: string;
  last: NonNullable<MarketSource['last']>;
}

/** Asks these sources of a dealer one after the other, as far as there is time; `until` in milliseconds since 1970. */
export const fetchSources = async (
  dealerId: string,
  sources: readonly FeedSource[],
  ports: FetchPorts,
  until = Number.POSITIVE_INFINITY,
): Promise<Fetched[]> => {
  if (sources.length === 0) return [];
  const known = await marketKnowledge(dealerId, ports);
  const fetched: Fetched[] = [];
  for (const source of sources) {
    if (ports.clock().getTime() >= until) break;
    const { sourceId, name } = source;
    fetched.push({ sourceId, name, last: await fetchOne(source, known, ports) });
  }
  return fetched;
};

const HOUR_MS = 60 * 60 * 1000;
/** Once a day, at whatever hour the round comes by; what failed is asked again the same day. */
const AGAIN_AFTER_MS = { good: 20 * HOUR_MS, failed: 4 * HOUR_MS };

const isDue = ({ last }: MarketSource, now: number): boolean =>
  !last || now - Date.parse(last.at) >= AGAIN_AFTER_MS[last.outcome];

/** A source of which nothing new is known for so many days is silent, whether it fails or says the same each day. */
const SILENT_DAYS = 4;

const daysBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / (24 * HOUR_MS);

/** Since when a source is silent, as the day up to which its prices are known; null while it is not. */
export const silentSince = ({ goodUntil, putAt, url }: MarketSource, now: Date): string | null => {
  const since = goodUntil ?? (putAt ? moscowDay(putAt) : null);
  if (url === undefined || since === null) return null;
  return daysBetween(since, moscowDay(now.toISOString())) >= SILENT_DAYS ? since : null;
};

/** A round leaves what it has no time for to the next one, an hour later. */
const ROUND_MS = 8 * 60 * 1000;

type Asked = Record<'asked' | 'failed' | 'silent', number>;

const fetchDueOf = async (dealerId: string, until: number, ports: FetchPorts): Promise<Asked> => {
  const now = ports.clock();
  const leaves = (await ports.table.leavings.get({ dealerId })) !== null;
  const sources = (await ports.table.marketSources.query({ dealerId })).filter(isFeedSource);
  const due = now.getTime() < until && !leaves ? sources.filter((one) => isDue(one, now.getTime())) : [];
  const fetched = await fetchSources(dealerId, due, ports, until);
  const after = due.length > 0 ? await ports.table.marketSources.query({ dealerId }) : sources;
  return {
    asked: fetched.length,
    failed: fetched.filter(({ last }) => last.outcome === 'failed').length,
    silent: after.filter((one) => silentSince(one, now) !== null).length,
  };
};

/**
 * Asks the sources of all dealers that are due; gives how many were asked, and how many are silent. Throws the first
 * failure once all other dealers' are asked.
 */
export const fetchDue = async (ports: FetchPorts): Promise<Asked> => {
  const until = ports.clock().getTime() + ROUND_MS;
  const sum: Asked = { asked: 0, failed: 0, silent: 0 };
  const failures: unknown[] = [];
  for await (const { dealerId } of ports.table.dealers.streamIndex('GSI1', {}))
    await fetchDueOf(dealerId, until, ports).then(
      ({ asked, failed, silent }) => {
        sum.asked += asked;
        sum.failed += failed;
        sum.silent += silent;
      },
      (error) => failures.push(error),
    );
  if (failures.length > 0) throw failures[0];
  return sum;
};
