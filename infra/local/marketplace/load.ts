import { randomBytes } from 'node:crypto';
import { type Account, type Profile, ripen, switchesOf, type World } from './account.ts';
import { itemOf, type Judging, judge } from './judge.ts';
import { type FeedAd, readAds } from './read-feed.ts';
import { forgetItems, type Item, type Load, type Source } from './uploads.ts';

/** Of the whole load: 108 and 600 stand in the sheet, the others are invented. */
const EVENTS = { notDownloaded: 108, tooMany: 600, broken: 9110, empty: 9111, broke: 9112 };

interface File {
  name: string;
  url: string;
  bytes: Uint8Array | null;
  /** Why it was not fetched. */
  trouble: string | null;
}

const FETCH_MS = 30_000;

const fetched =
  ({ addressOf }: World) =>
  async ({ feed_name, feed_url }: NonNullable<Profile['feeds_data']>[number]): Promise<File> => {
    const file = { name: feed_name, url: feed_url };
    try {
      const response = await fetch(addressOf(feed_url), { signal: AbortSignal.timeout(FETCH_MS) });
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (response.ok) return { ...file, bytes, trouble: null };
      return { ...file, bytes: null, trouble: `HTTP ${response.status}` };
    } catch (error) {
      return { ...file, bytes: null, trouble: (error as Error).message };
    }
  };

/** A copy is listed even of what could not be fetched. */
const keepCopy =
  (world: World, account: Account, at: Date) =>
  ({ name, bytes }: File) => {
    const key = randomBytes(12).toString('hex');
    world.copies.set(key, { bytes, at, account });
    return { name, url: `${world.url}/autoload/feed-copies/${key}` };
  };

type Event = Load['events'][number];

const event = (code: number, description: string, type = 'error'): Event => ({ code, type, description });

const notFetched = (files: readonly File[]): Event[] =>
  files.length === 0
    ? [event(EVENTS.notDownloaded, 'Файл не скачан: нет ссылки')]
    : files
        .filter(({ bytes }) => !bytes)
        .map(({ url, trouble }) => event(EVENTS.notDownloaded, `Файл не скачан: ${trouble} (${url})`));

const begin = (world: World, account: Account, source: Source): Load => {
  world.numbers.load += 1 + Math.floor(world.random() * 200);
  const load: Load = {
    ...{ id: world.numbers.load, source, startedAt: world.now(), endsAt: Number.POSITIVE_INFINITY },
    ...{ isFailed: false, events: [], copies: [], slugs: [], total: 0, items: [] },
  };
  account.loads.unshift(load);
  return load;
};

/** It has processed no ad. */
const endFailed = (load: Load): void => {
  load.isFailed = true;
  load.endsAt = load.startedAt.getTime();
};

type Read = { ads: FeedAd[] } | { broken: Event };

const read = ({ name, url, bytes }: File): Read => {
  try {
    return { ads: bytes ? readAds(bytes, name) : [] };
  } catch (error) {
    return { broken: event(EVENTS.broken, `Файл не прочитан: ${(error as Error).message} (${url})`) };
  }
};

const DOUBLE = {
  ...{ code: 9109, title: 'Id повторяется', type: 'warning' },
  description: 'В файле несколько объявлений с этим Id, взято первое',
};

/** The first ad of an Id counts; it is told that there are more. */
const judgeAll = (judging: Judging, ads: readonly FeedAd[]): Item[] => {
  const items = new Map<string, Item>();
  for (const [at, ad] of ads.entries()) {
    const key = ad.id || `no Id: ${at}`;
    const first = items.get(key);
    const double = { ...DOUBLE, updatedAt: judging.now };
    items.set(key, first ? { ...first, messages: [...first.messages, double] } : judge(judging, ad));
  }
  return [...items.values()];
};

/** Ads that no file has go off the site, save those of files that were not fetched. */
const takeDown = ({ account, now }: Judging, kept: ReadonlySet<string>, lost: ReadonlySet<string>): Item[] =>
  [...account.ads.values()]
    .filter(({ adId, status, feedName }) => status === 'active' && !kept.has(adId) && !lost.has(feedName))
    .map((ad) => {
      Object.assign(ad, { status: 'archived', updatedAt: now });
      return itemOf({ slug: 'removed_complete', messages: [] }, ad.adId, ad.feedName, ad);
    });

const MOSCOW_MS = 3 * 3_600_000;

/** Day (0 is Monday) and hour in Moscow. */
export const slotOf = (moment: Date) => {
  const moscow = new Date(moment.getTime() + MOSCOW_MS);
  return { weekday: (moscow.getUTCDay() + 6) % 7, hour: moscow.getUTCHours() };
};

/** How many ads the profile lets into this slot; a load that was started by the API knows no limit. */
const slotsOf = (account: Account, { source }: Load, now: Date): number => {
  const { weekday, hour } = slotOf(now);
  const schedule = account.profile?.schedule ?? [];
  const slot = schedule.find(
    ({ weekdays, time_slots }) => weekdays.includes(weekday) && time_slots.includes(hour),
  );
  const rate = source === 'Url' ? (slot ?? schedule[0])?.rate : undefined;
  return rate === undefined || rate < 0 ? Number.POSITIVE_INFINITY : rate;
};

const isEnded = (ads: readonly FeedAd[]): boolean => ads.some(({ id }) => id === 'STOP');

interface Contents {
  files: readonly File[];
  ads: FeedAd[];
  isBroken: boolean;
}

const process = (judging: Judging, load: Load, { files, ads, isBroken }: Contents): void => {
  const { switches, now } = judging;
  const stops = switches.stopEndsAll && isEnded(ads);
  const known = new Set(stops ? [] : ads.map(({ id }) => id));
  const most = switches.breaksAfter ?? ads.length;
  const judged = stops ? [] : judgeAll(judging, ads.slice(0, most));
  const lost = new Set(files.flatMap(({ name, bytes }) => (bytes ? [] : name)));
  const removed = switches.breaksAfter === null ? takeDown(judging, known, lost) : [];
  const counted = switches.removedAds === 'counted' ? removed : [];
  load.items = [...judged, ...(switches.removedAds === 'left-out' ? [] : removed)];
  load.slugs = [...judged, ...counted].map(({ slug }) => slug);
  load.total = ads.length;
  load.endsAt = now.getTime() + switches.processingSeconds * 1_000;
  load.isFailed = isBroken || switches.breaksAfter !== null;
  if (switches.breaksAfter !== null) load.events.push(event(EVENTS.broke, 'Загрузка прервана'));
};

/** Reads what was fetched: what is broken or empty takes ads away where the switches say so. */
const readAll = (judging: Judging, load: Load, files: readonly File[]): Contents | null => {
  const { switches } = judging;
  const contents = files.map(read);
  const broken = contents.flatMap((file) => ('broken' in file ? file.broken : []));
  const all = contents.flatMap((file) => ('ads' in file ? file.ads : []));
  const ads = all.slice(0, switches.adLimit);
  if (ads.length < all.length)
    load.events.push(event(EVENTS.tooMany, `Больше ${switches.adLimit} объявлений`, 'warning'));
  if (ads.length === 0 && broken.length === 0)
    load.events.push(event(EVENTS.empty, 'В файле нет объявлений'));
  load.events.push(...broken);
  const isBroken = broken.length > 0;
  const keeps = isBroken
    ? switches.brokenFeed === 'keeps'
    : ads.length === 0 && switches.emptyFeed === 'keeps';
  return keeps ? null : { files, ads, isBroken };
};

const takeFiles = (judging: Judging, load: Load, files: readonly File[]): void => {
  const isAnyFetched = files.some(({ bytes }) => bytes);
  const isLost = files.some(({ bytes }) => !bytes);
  const goesOn = isAnyFetched && !(isLost && judging.switches.halfDownloaded === 'fails');
  load.events.push(...notFetched(files));
  const contents = goesOn ? readAll(judging, load, files) : null;
  if (contents) process(judging, load, contents);
  else endFailed(load);
  if (!goesOn && judging.switches.lostFeed === 'unpublishes') takeDown(judging, new Set(), new Set());
};

/** Fetches the files of the profile, keeps copies, judges their ads and changes what is on the site. */
export const runLoad = async (world: World, account: Account, source: Source): Promise<Load> => {
  const load = begin(world, account, source);
  const files = await Promise.all((account.profile?.feeds_data ?? []).map(fetched(world)));
  const now = world.now();
  load.copies = files.map(keepCopy(world, account, load.startedAt));
  ripen(account, now);
  const switches = switchesOf(world, account);
  takeFiles({ world, account, switches, now, slots: slotsOf(account, load, now) }, load, files);
  forgetItems(account);
  return load;
};
