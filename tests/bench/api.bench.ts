/**
 * How long the API takes to answer what pages ask all the time, on one machine, beside a large dealer's records:
 * `npm run bench -- api [OFFERS] [SECONDS]`; a minute is 60. Wanted beside 10,000 offers of another dealer: 95 of 100 warm reads within
 * 50 ms, and 50 requests a second without an error but 429. The table's own reading is printed beside it.
 */

import { sha256 } from '#shared/hash.ts';
import { validAd } from '../fakes/ads.ts';
import { apiOn } from '../fakes/api.ts';
import { aDealer } from '../fakes/listings.ts';
import { testPorts } from '../fakes/ports.ts';
import { offer } from '../fakes/records.ts';

const [OFFERS = 10_000, SECONDS = 10] = process.argv.slice(2).map(Number);
const OWN = 80;
const A_SECOND = 50;
const PATHS = ['revision', 'offers?limit=50', 'feeds', 'documents', 'lists', 'answers', 'stock', 'audit'];
const TOKEN = `fwt_demo_${'b'.repeat(43)}`;

await using ports = await testPorts();

const add = async (dealerId: string, count: number) => {
  const feed = { publicUrl: `https://${dealerId}.example/feed.xml`, path: '/feed.xml' };
  const configuration = aDealer({ id: dealerId, feed });
  await ports.table.dealers.put({ dealerId, version: '1', configuration });
  const codes = Array.from(
    { length: count },
    (_, at) => `A${at.toString(36).toUpperCase().padStart(4, '0')}`,
  );
  await ports.table.offers.putAll(
    codes.map((code) => offer(code, { dealerId, order: '1', ad: validAd(code) })),
  );
  const list = { dealerId, brand: 'SKI-DOO', modelYear: 2026, market: 'FI' };
  await ports.table.lists.put({ ...list, sha256: '1', documentId: '1', runId: '1', order: '1' });
  await ports.table.states.add({ dealerId }, { offersRevision: 1 });
  await ports.table.feeds.put({
    ...{
      dealerId,
      version: 1,
      key: 'feeds/x',
      sha256: 'x',
      bytes: 1,
      ads: count,
      revision: 1,
      status: 'delivered',
    },
    builtAt: '2026-11-01T10:00:00.000Z',
  });
  await ports.table.channelStates.add({ dealerId }, { builtRevision: 1, builtFeed: 1, verifiedFeed: 1 });
};

await add('demo', OWN);
await add('other', OFFERS);
await ports.table.dealerTokens.put({
  ...{ digest: sha256(TOKEN), dealerId: 'demo', name: 'bench', role: 'viewer', createdBy: 'bench' },
  ...{ createdAt: new Date().toISOString(), expiresAt: '2999-01-01T00:00:00.000Z' },
});
const { ask } = apiOn(ports);

const timed = async (path: string): Promise<{ ms: number; status: number }> => {
  const start = performance.now();
  const { status } = await ask(`/dealers/demo/${path}`, { token: TOKEN });
  return { ms: performance.now() - start, status };
};

const percentile = (times: number[], percent: number): string =>
  (times.toSorted((one, other) => one - other)[Math.ceil((times.length * percent) / 100) - 1] ?? 0).toFixed(
    1,
  );

const WARM = 100;
for (const path of PATHS) {
  for (let run = 0; run < WARM / 4; run++) await timed(path);
  const answers: Awaited<ReturnType<typeof timed>>[] = [];
  for (let run = 0; run < WARM; run++) answers.push(await timed(path));
  const times = answers.map(({ ms }) => ms);
  const statuses = [...new Set(answers.map(({ status }) => status))].join(', ');
  console.log(
    `${path.padEnd(16)} p50 ${percentile(times, 50)} ms, p95 ${percentile(times, 95)} ms (${statuses})`,
  );
}

const start = performance.now();
for (let run = 0; run < WARM; run++) await ports.table.states.get({ dealerId: 'demo' });
console.log(`one read of the table itself: ${((performance.now() - start) / WARM).toFixed(1)} ms`);

/** Each is sent at its time, whether the one before has been answered or not. */
const sent: Promise<{ ms: number; status: number }>[] = [];
const begun = performance.now();
for (let at = 0; at < SECONDS * A_SECOND; at++) {
  const wait = (at * 1000) / A_SECOND - (performance.now() - begun);
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  sent.push(timed(PATHS[at % PATHS.length] as string));
}
const all = await Promise.all(sent);
const counts = Map.groupBy(all, ({ status }) => status);
const told = [...counts].map(([status, those]) => `${status}: ${those.length}`).join(', ');
const times = all.map(({ ms }) => ms);
console.log(
  `${A_SECOND} a second for ${SECONDS} s: ${told}; p50 ${percentile(times, 50)} ms, p95 ${percentile(times, 95)} ms`,
);
