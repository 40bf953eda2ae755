import { afterAll, expect, test } from 'vitest';
import type { Verdict } from '#contracts/verdict.ts';
import { Verdict as VerdictSchema } from '#contracts/verdict.ts';
import { plan } from '#functions/verdict/plan.ts';
import { runStep } from '#functions/verdict/steps.ts';
import { avito } from '#marketplace/avito.ts';
import { credentialsOf } from '#marketplace/avito-api/credentials.ts';
import { openSession, sharedBy } from '#marketplace/avito-api/session.ts';
import { networkTransport } from '#marketplace/avito-api/transport.ts';
import { putDealer } from '#shared/dealers.ts';
import { validAd } from '../fakes/ads.ts';
import { testDealer } from '../fakes/dealer.ts';
import { timePasses } from '../fakes/late-table.ts';
import { OPENED, publish, verdictWorld } from '../fakes/verdict-world.ts';

/** `DEALERS=1000 npm run test:sweeps -- thousand` has as many as an installation may. */
const DEALERS = Number(process.env.DEALERS ?? 20);
const ADS = 8;

/** About ten calls of reports were counted before Avito refused. */
const LIMITS = { reports: 10 };

const START = Date.parse(OPENED) + 5 * 60_000;

const world = await verdictWorld({ switches: { limits: LIMITS } });
afterAll(() => world[Symbol.asyncDispose]());

const ids = Array.from({ length: DEALERS }, (_, at) => `dealer-${String(at).padStart(4, '0')}`);

const setUp = async (id: string, at: number): Promise<void> => {
  const dealer = testDealer({
    id,
    feed: { publicUrl: `${world.host.url}/${id}.xml`, path: `/${id}.xml` },
    avito: {
      secretName: `x/avito/${id}`,
      accountId: String(1_000 + at),
      startLoads: false,
      changeProfile: false,
    },
    ftp: undefined,
  });
  await putDealer(dealer, world.ports, { fromFile: false });
  const ads = Array.from({ length: ADS }, (_, ad) => validAd(`SKIDOO-${id.toUpperCase()}-${ad}`));
  feeds.set(`/${id}.xml`, await publish(id, 1, ads, '2026-11-19T23:55:00.000Z', world.ports));
  world.server.addAccount({
    ...{ id: 1_000 + at, clientId: id, clientSecret: 'secret-of-it' },
    profile: {
      ...{ autoload_enabled: true, report_email: 'boss@example.invalid' },
      feeds_data: [{ feed_name: 'main', feed_url: dealer.feed.publicUrl }],
      schedule: [{ rate: -1, weekdays: [0, 1, 2, 3, 4, 5, 6], time_slots: [3, 11, 19] }],
    },
  });
};
const feeds = new Map<string, string>();

/** One dealer's execution, on a clock that begins when the page does: executions wait side by side. */
const readOne = async (item: object): Promise<{ verdict: Verdict; endedAt: number }> => {
  world.clock.now = START;
  const pauses = {
    now: () => world.clock.now,
    sleep: async (milliseconds: number) => {
      world.clock.now += milliseconds;
    },
    random: () => 0.5,
  };
  const shared = sharedBy(pauses);
  let verdict = VerdictSchema.parse(item);
  world.clock.now += verdict.pause * 1_000;
  const account = 1_000 + ids.indexOf(verdict.dealerId);
  const ports = {
    ...world.ports,
    secrets: {
      read: async () => ({
        clientId: verdict.dealerId,
        clientSecret: 'secret-of-it',
        baseUrl: world.server.url,
      }),
    },
  };
  const parts = {
    shape: avito.feed,
    sessionTo: async ({ avito: named }: Parameters<typeof world.sessionTo>[0]) =>
      openSession(await credentialsOf(named, ports), networkTransport(ports.network), shared),
  };
  let loadAt = START + (account % 55) * 60_000;
  while (verdict.route !== 'end') {
    if (verdict.route === 'wait') {
      world.clock.now += verdict.pause * 1_000;
      verdict = { ...verdict, route: 'poll' };
    }
    if (world.clock.now >= loadAt) {
      await world.server.load(account);
      loadAt = Number.POSITIVE_INFINITY;
    }
    verdict = (await runStep({ step: verdict.route as 'poll', verdict }, ports, parts)) as Verdict;
  }
  return { verdict, endedAt: world.clock.now };
};

test(`the verdicts of ${DEALERS} dealers are read within their window, and no account is asked too often`, async () => {
  world.host.answer = (request, response) => void response.end(feeds.get(request.url ?? '') ?? '');
  for (const [at, id] of ids.entries()) await setUp(id, at);
  await timePasses();
  const items: object[] = [];
  let after: string | null = null;
  do {
    const request = {
      at: new Date(START).toISOString(),
      mode: 'judge',
      dealerId: null,
      channel: 'avito',
      after,
    } as const;
    const page: Awaited<ReturnType<typeof plan>> = await plan(request, world.ports);
    items.push(...page.verdicts.filter(({ dealerId }) => dealerId.startsWith('dealer-')));
    after = page.next?.request.after ?? null;
  } while (after !== null);
  expect(items).toHaveLength(DEALERS);

  const ends: number[] = [];
  for (const item of items) ends.push((await readOne(item)).endedAt);

  const perMinute = new Map<string, number>();
  const overall = new Map<number, number>();
  for (const { at, account, path } of world.server.asked) {
    const minute = Math.floor(at.getTime() / 60_000);
    overall.set(minute, (overall.get(minute) ?? 0) + 1);
    if (path.startsWith('/autoload/v4')) {
      const key = `${account} ${minute}`;
      perMinute.set(key, (perMinute.get(key) ?? 0) + 1);
    }
  }
  const judged = await Promise.all(
    ids.map((dealerId) => world.ports.table.windowVerdicts.get({ dealerId, window: OPENED })),
  );
  const seen = {
    ...{ dealers: DEALERS, calls: world.server.asked.length, perDealer: world.server.asked.length / DEALERS },
    lastMinutes: (Math.max(...ends) - Date.parse(OPENED)) / 60_000,
    mostAMinute: Math.max(...overall.values()),
    mostAMinuteOfAnAccount: Math.max(...perMinute.values()),
  };
  console.log(JSON.stringify(seen));
  expect(judged.filter((window) => window?.outcome === 'judged')).toHaveLength(DEALERS);
  expect(seen.lastMinutes).toBeLessThan(100);
  expect(seen.mostAMinuteOfAnAccount).toBeLessThanOrEqual(LIMITS.reports + 1);
});
