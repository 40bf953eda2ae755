import { afterAll, beforeAll, expect, test } from 'vitest';
import { foldersOf } from '#local/host/folders.ts';
import { pagesOf } from '#local/host/pages.ts';
import { asTold } from '#messages/reason.ts';
import { putDealer } from '#shared/dealers.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { testPorts } from '../../fakes/ports.ts';

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

test.each([
  [
    '/api/avito/feed.xml',
    /^Nothing of played has been delivered yet.*npx feedwright deliver --dealer played/,
  ],
  ['/own.xml', /^The feed of own is on its own host: https:\/\/own-host\.ru\/own\.xml$/],
  ['/100%.xml', /^The feed of odd is on its own host/],
  ['/elsewhere', /^Nothing lies here/],
])('where nothing lies at %s, a sentence says why', async (path, sentence) => {
  expect(await pages.absent(path)).toMatch(sentence);
});
