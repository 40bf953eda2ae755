import { afterAll, beforeAll, expect, test } from 'vitest';
import { foldersOf } from '#local/host/folders.ts';
import { pagesOf } from '#local/host/pages.ts';
import { MARKETPLACES } from '#marketplace/marketplaces.ts';
import { asTold } from '#messages/reason.ts';
import { putDealer } from '#shared/dealers.ts';
import { inChannel } from '#shared/in-channel.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { testPorts } from '../../fakes/ports.ts';
import { classifieds } from '../marketplace/classifieds.ts';

const ports = await testPorts();
const pages = pagesOf(foldersOf('/data', '/here'), Promise.resolve(ports));

beforeAll(async () => {
  const played = testDealer({ id: 'played', name: 'Север & <Юг>' }, 'https://played.example');
  const feed = { publicUrl: 'https://own-host.ru/own.xml', path: '/own.xml' };
  const odd = testDealer({
    id: 'odd',
    feed: { ...feed, publicUrl: 'https://odd.ru/100%.xml', path: '/odd.xml' },
  });
  for (const dealer of [odd, played, testDealer({ id: 'own', feed })])
    await putDealer(dealer, ports, { fromFile: false });
  await ports.table.documents.put({
    ...{ dealerId: 'played', documentId: 'd1', key: 'inbox/played/list.pdf', name: '<b>list</b>.pdf' },
    ...{ version: 'v1', bytes: 10, receivedAt: new Date().toISOString(), claimedBy: 'e', runId: 'r' },
    ...{ status: 'failed', ending: { status: 'failed', reason: asTold('The disk is full.') } },
  });
});
afterAll(() => ports[Symbol.asyncDispose]());

test('the first page shows dealers, their feeds, what waits with its command, and where things lie', async () => {
  const page = await pages.index('http://127.0.0.1:4711');
  for (const shown of [
    'Север &amp; &lt;Юг&gt;',
    'http://127.0.0.1:4711/api/avito/feed.xml',
    'on its own host',
  ])
    expect(page).toContain(shown);
  expect(page).toMatch(/&lt;b&gt;list&lt;\/b&gt;\.pdf failed: The disk is full\..*npx feedwright redrive/s);
  expect(page).toContain('/here/inbox/');
  expect(page).not.toContain('<b>list');
});

/** A difference that somebody has deleted from the store. */
const GONE = {
  since: 0,
  json: 'feeds/gone/1.json',
  html: 'feeds/gone/1.html',
  added: 1,
  changed: 0,
  removed: 0,
};

test('a dealer whose difference is gone from the store is told of, and so are the others', async () => {
  const feed = { publicUrl: 'https://gone.example/gone.xml', path: '/gone.xml' };
  await putDealer(testDealer({ id: 'gone', feed }), ports, { fromFile: false });
  await ports.table.feeds.put({
    ...{ dealerId: 'gone', version: 1, key: 'feeds/gone/1.xml', sha256: 'a', bytes: 1, ads: 1 },
    ...{ revision: 1, status: 'held', changes: GONE, builtAt: new Date().toISOString() },
  });
  await ports.table.channelStates.add({ dealerId: 'gone' }, { builtFeed: 1 });
  const page = await pages.index('http://127.0.0.1:4711');
  expect(page).toMatch(/could not be found out: .*gone\/1\.json.*npx feedwright todo gone/s);
  expect(page).toContain('npx feedwright redrive');
});

test.each([
  ['/gone.xml', /^Nothing of gone has been delivered yet.*npx feedwright deliver --dealer gone$/],
  ['/api/avito/feed.xml', /^Nothing of played has been built yet: drop .* into inbox\/played\//],
  ['/own.xml', /^The feed of own is on its own host: https:\/\/own-host\.ru\/own\.xml$/],
  ['/100%.xml', /^The feed of odd is on its own host/],
  ['/elsewhere', /^Nothing lies here/],
])('where nothing lies at %s, a sentence says why', async (path, sentence) => {
  expect(await pages.absent(path)).toMatch(sentence);
});

test('a dealer’s feed in another channel stands beside the first, and its path is known', async () => {
  MARKETPLACES[classifieds.name] = classifieds;
  const beside = { publicUrl: 'https://played.example/api/beside.xml', path: '/beside.xml' };
  const dealer = testDealer(
    { id: 'both', channels: { classifieds: { feed: beside, windows: ['06:00'] } } },
    'https://played.example/both',
  );
  await putDealer(dealer, ports, { fromFile: false });
  const page = await pages.index('http://127.0.0.1:4711');
  expect(page).toContain('both in classifieds');
  expect(page).toMatch(/<br>classifieds: \d{4}-\d\d-\d\d 06:00 MSK/);
  const second = inChannel(classifieds.name, ports).table;
  await second.channelStates.put({ dealerId: 'both', builtRevision: 1, builtFeed: 1, verifiedFeed: 0 });
  expect(await pages.absent('/api/beside.xml')).toMatch(
    / 06:00 MSK, or now by npx feedwright deliver --dealer both --channel classifieds/,
  );
});
