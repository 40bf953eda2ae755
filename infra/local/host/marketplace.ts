import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { Dealer } from '#contracts/dealer.ts';
import { isPlayed } from '#shared/public-web.ts';
import { lastOpening } from '#shared/windows.ts';
import type { LiveAd, Profile } from '../marketplace/account.ts';
import { type AvitoServer, startAvitoServer } from '../marketplace/avito-server.ts';
import type { Folders } from './folders.ts';

const FIRST_ACCOUNT = 1_001;
const MINUTE_MS = 60_000;

/** What a host leaves for the next one on the same folders: the site's ads by account, and the last numbers. */
interface Kept {
  ads: Record<string, LiveAd[]>;
  avito: number;
  /** When the last load began, ISO. */
  loadedAt: string;
}

const DATES = ['startAt', 'endAt', 'updatedAt'];

const keptIn = async ({ marketplace }: Folders): Promise<Kept | null> => {
  const text = await readFile(marketplace, 'utf8').catch(() => null);
  return text && JSON.parse(text, (key, value) => (DATES.includes(key) ? new Date(value) : value));
};

const hourOf = (window: string): number => Number(window.slice(0, 2));

const profileOf = ({ feed, windows }: Dealer): Profile => ({
  ...{ autoload_enabled: true, report_email: 'dealer@example.invalid' },
  feeds_data: [{ feed_name: 'feedwright', feed_url: feed.publicUrl }],
  schedule: [{ rate: -1, weekdays: [0, 1, 2, 3, 4, 5, 6], time_slots: windows.map(hourOf) }],
});

/** Loads are numbered by their time: none of an earlier host's numbers comes again. */
const loadNumber = (): number => Math.floor(Date.now() / 1_000);

const keep = async (server: AvitoServer, ids: readonly number[], { marketplace }: Folders): Promise<void> => {
  const ads = Object.fromEntries(ids.map((id) => [id, [...server.account(id).ads.values()]]));
  const all = Object.values(ads).flat();
  const loads = ids.flatMap((id) => server.account(id).loads.map(({ startedAt }) => startedAt.toISOString()));
  if (loads.length === 0) return;
  const avito = Math.max(0, ...all.map(({ avitoId }) => avitoId));
  await writeFile(marketplace, JSON.stringify({ ads, avito, loadedAt: loads.toSorted().at(-1) }));
};

/**
 * Plays Avito for the shipped dealers, whose hosts are played too: it loads their feeds when their windows open, what it
 * slept through at once, and keeps their ads from one host to the next. Dealers of the user's own have the real one.
 */
export const startMarketplace = async (folders: Folders, shipped: readonly Dealer[], web: string) => {
  const dealers = shipped.filter(({ avito }) => avito);
  const before = await keptIn(folders);
  const accounts = dealers.map((dealer, at) => ({
    ...{ id: FIRST_ACCOUNT + at, name: dealer.name, clientId: dealer.id },
    ...{ clientSecret: randomBytes(18).toString('base64url'), profile: profileOf(dealer) },
  }));
  const server = await startAvitoServer({
    accounts,
    switches: { processingSeconds: 5, lagSeconds: 0 },
    numbers: { load: loadNumber(), ...(before && { avito: before.avito }) },
    addressOf: (url) => (isPlayed(new URL(url)) ? new URL(new URL(url).pathname, web).href : url),
  });
  const ids = accounts.map(({ id }) => id);
  for (const id of ids) for (const ad of before?.ads[id] ?? []) server.account(id).ads.set(ad.adId, ad);
  const missed = before ? ids.filter((_, at) => hasMissed(dealers[at], before.loadedAt)) : [];
  for (const id of missed) await server.load(id);
  const timer = setInterval(() => void server.loadDue().catch(console.error), MINUTE_MS).unref();
  const close = async () => {
    clearInterval(timer);
    await keep(server, ids, folders);
    await server.close();
  };
  const secrets = Object.fromEntries(
    dealers.map(({ avito }, at) => {
      const { clientId = '', clientSecret = '' } = accounts[at] ?? {};
      return [avito?.secretName ?? '', { clientId, clientSecret, baseUrl: server.url }];
    }),
  );
  return { secrets, close };
};

/** A window has opened while no host ran. */
const hasMissed = (dealer: Dealer | undefined, loadedAt: string): boolean =>
  dealer !== undefined && lastOpening(dealer.windows, new Date()) > loadedAt;
