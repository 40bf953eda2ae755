import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Profile } from '#local/marketplace/account.ts';
import { type AvitoServer, startAvitoServer } from '#local/marketplace/avito-server.ts';
import type { Switches } from '#local/marketplace/switches.ts';
import { webHost } from '../../fakes/web-host.ts';

const KEYS = { grant_type: 'client_credentials', client_id: 'key', client_secret: 'secret' };
const BEGIN = Date.parse('2026-11-20T00:26:04Z');
const PLAIN: Partial<Switches> = { nulls: 'null', idsOrder: 'asked', scheduleOrder: 'kept' };

/** An answer as it came. */
interface Got {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: the test looks at what comes over the wire
  json: any;
}

const FIELDS: Record<string, string> = {
  ...{ Title: 'Снегоход', Description: 'Новый', Price: '1500000', Category: 'Мотоциклы и мототехника' },
  ...{ VehicleType: 'Снегоходы', Condition: 'Новое', Address: 'Москва', Make: 'BRP', Model: 'Summit' },
  ...{ Type: 'Горный', Year: '2027', EngineType: 'Бензин', EngineCapacity: '850', Power: '165' },
  ...{ PersonCapacity: '1', TrackWidth: '406', Availability: 'В наличии' },
};

const adXml = (id: string, changes: Record<string, string> = {}): string => {
  const fields = Object.entries({ Id: id, ...FIELDS, ...changes }).map(
    ([tag, text]) => `<${tag}>${text}</${tag}>`,
  );
  return `<Ad>${fields.join('')}<Images><Image url="https://x.invalid/${id}.jpg"/></Images></Ad>`;
};

const feedOf = (...ads: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Ads formatVersion="3" target="Avito.ru">\n${ads.join('\n')}\n</Ads>`;

const manyIds = (count: number): string[] => Array.from({ length: count }, (_, at) => `SK-${at + 1}`);

let host: Awaited<ReturnType<typeof webHost>>;
let server: AvitoServer;
let now = BEGIN;
let feed: string | null = null;

const profileAt = (url: string): Profile => ({
  ...{ autoload_enabled: true, report_email: 'boss@example.invalid' },
  feeds_data: [{ feed_name: 'main', feed_url: `${url}/feed.xml` }],
  schedule: [{ rate: 50, weekdays: [0, 1, 2, 3, 4, 5, 6], time_slots: [3, 11, 19] }],
});

beforeEach(async () => {
  now = BEGIN;
  feed = feedOf(adXml('SK-1'), adXml('SK-2'));
  host = await webHost('');
  host.answer = (_, response) => (feed === null ? response.writeHead(404).end('no') : response.end(feed));
  const account = { id: 77, clientId: 'key', clientSecret: 'secret', profile: profileAt(host.url) };
  server = await startAvitoServer({ accounts: [account], switches: PLAIN, now: () => new Date(now) });
});

afterEach(async () => {
  await server.close();
  await host[Symbol.asyncDispose]();
});

const got = async (response: Response): Promise<Got> => {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') && text !== '';
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : null };
};

const newToken = async (keys: Record<string, string> = KEYS): Promise<Got> =>
  got(await fetch(`${server.url}/token`, { method: 'POST', body: new URLSearchParams(keys) }));

let token = '';

const ask = async (path: string, init: RequestInit = {}): Promise<Got> =>
  got(
    await fetch(server.url + path, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    }),
  );

const post = (path: string, body?: unknown, method = 'POST'): Promise<Got> =>
  ask(path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

const enter = async (): Promise<void> => {
  token = (await newToken()).json.access_token;
};

/** The load, and all that it takes until it is the last successful one. */
const loaded = async () => {
  const load = await server.load(77);
  now += 150_000;
  return load;
};

const items = async (query = '', kind = 'current'): Promise<Got> =>
  ask(`/autoload/v4/uploads/${kind}/items?perPage=100${query}`);

const itemOf = async (id: string) => (await items(`&query=${id}`)).json.items[0];

describe('tokens', () => {
  test('are given for keys sent as a form, live for a day, and end with the next one', async () => {
    const first = await newToken();
    expect(first.json).toEqual({
      access_token: expect.any(String),
      expires_in: 86_400,
      token_type: 'Bearer',
    });
    await enter();
    expect((await ask('/core/v1/accounts/self')).json.id).toBe(77);
    now += 86_400_000;
    expect((await ask('/core/v1/accounts/self')).status).toBe(403);
    server.set({ expired: 401 });
    expect((await ask('/core/v1/accounts/self')).status).toBe(401);
    token = first.json.access_token;
    expect((await ask('/core/v1/accounts/self')).status).toBe(401);
  });

  test('are refused for wrong keys and for JSON; a 200 may hold an error', async () => {
    expect((await newToken({ ...KEYS, client_secret: 'x' })).json).toEqual({
      error: 'invalid_client',
      error_description: expect.any(String),
    });
    expect((await post('/token', KEYS)).status).toBe(400);
    server.set({ tokenAnswer: 'error-in-200' });
    const failed = await newToken();
    expect([failed.status, failed.json.access_token]).toEqual([200, undefined]);
  });
});

describe('loads', () => {
  beforeEach(enter);

  test('a new account has none', async () => {
    expect((await ask('/autoload/v4/uploads')).json).toEqual({
      uploads: [],
      meta: { perPage: 10, page: 1, pages: 0, total: 0 },
    });
    const current = await ask('/autoload/v4/uploads/current');
    expect([current.status, current.json]).toEqual([
      404,
      { error: { code: 404, message: 'Загрузка не найдена' } },
    ]);
    expect((await items('', 'last_successful')).status).toBe(404);
  });

  test('are processing, then current, then last successful', async () => {
    const load = await server.load(77);
    expect((await ask('/autoload/v4/uploads')).json.uploads[0]).toMatchObject({
      ...{ upload_id: load.id, source: 'Url', status: 'processing', started_at: '2026-11-20T03:26:04+03:00' },
      stats: { count: 0 },
    });
    expect((await ask('/autoload/v4/uploads/current')).status).toBe(404);
    now += 30_000;
    expect((await ask('/autoload/v4/uploads/current')).json.stats.count).toBe(1);
    expect((await items()).json.items).toHaveLength(1);
    now += 30_000;
    expect((await ask('/autoload/v4/uploads/current')).json.status).toBe('success');
    expect((await ask('/autoload/v4/uploads/last_successful')).status).toBe(404);
    now += 60_000;
    expect((await ask('/autoload/v4/uploads/last_successful')).json.upload_id).toBe(load.id);
  });

  test('say of each ad what became of it, with the words of the rules', async () => {
    feed = feedOf(adXml('SK-1'), adXml('SK-2', { Price: '' }), adXml('SK-3', { Make: '', Price: 'x' }));
    await loaded();
    expect((await ask('/autoload/v4/uploads/current')).json).toEqual({
      ...{ upload_id: expect.any(Number), source: 'Url', started_at: expect.any(String) },
      status: 'success_warning',
      stats: {
        ...{ title: 'Обработано объявлений', slug: 'sections_stats', count: 3 },
        sections: [
          { title: 'Успешно опубликовано', slug: 'successful', count: 1, sections: [] },
          {
            ...{ title: 'Не удалось опубликовать', slug: 'error', count: 2 },
            sections: [{ title: 'Ошибки описания', slug: 'error_params', count: 2 }],
          },
        ],
      },
      ...{ events: [], feed_urls: [{ name: 'main', url: expect.stringContaining(server.url) }] },
    });
    const { json } = await items();
    expect(json.meta).toEqual({ perPage: 100, page: 1, pages: 1, total: 3 });
    expect(json.items[0]).toMatchObject({
      ...{ ad_id: 'SK-1', avito_status: 'active', feed_name: 'main', messages: [] },
      section: { slug: 'success_added' },
    });
    expect(json.items[0].avito_id).toBeGreaterThan(2 ** 32);
    expect(json.items[1]).toEqual({
      ...{ ad_id: 'SK-2', avito_id: null, avito_status: null, avito_date_end: null, url: null },
      ...{ feed_name: 'main', section: { slug: 'error_params', title: 'Ошибки описания' } },
      messages: [
        {
          ...{ code: 4012, title: expect.any(String), description: expect.any(String), type: 'error' },
          updated_at: '2026-11-20T03:26:04+03:00',
        },
      ],
    });
    expect(json.items[2].messages.map(({ code }: { code: number }) => code)).toEqual([1073, 4012]);
  });

  test('that could not fetch the file stand in the list alone, with a copy that is none', async () => {
    const first = await loaded();
    feed = null;
    await loaded();
    const [failed] = (await ask('/autoload/v4/uploads')).json.uploads;
    expect(failed).toMatchObject({ status: 'error', stats: { count: 0, sections: [] } });
    expect(failed.events).toEqual([
      { code: 108, type: 'error', description: expect.stringContaining('HTTP 404') },
    ]);
    expect((await ask(new URL(failed.feed_urls[0].url).pathname)).status).toBe(404);
    expect((await ask('/autoload/v4/uploads/current')).json.upload_id).toBe(first.id);
    expect((await items()).json.items[0].avito_status).toBe('active');
  });

  test('keep items for two, and never name one that broke off as successful', async () => {
    const first = await loaded();
    server.set({ breaksAfter: 1 });
    await loaded();
    expect((await ask('/autoload/v4/uploads/current')).json).toMatchObject({
      ...{ status: 'error', stats: { count: 1 } },
    });
    expect((await ask('/autoload/v4/uploads/last_successful')).json.upload_id).toBe(first.id);
    expect((await items('', 'last_successful')).status).toBe(200);
    await loaded();
    expect((await items('', 'last_successful')).status).toBe(404);
  });

  test('take ads down that the file has no more, and bring them back under their numbers', async () => {
    await loaded();
    const { avito_id } = await itemOf('SK-2');
    feed = feedOf(adXml('SK-1', { Price: '1400000' }));
    await loaded();
    expect(await itemOf('SK-1')).toMatchObject({ section: { slug: 'success_updated' } });
    expect(await itemOf('SK-2')).toMatchObject({
      ...{ section: { slug: 'removed_complete' }, avito_status: 'archived' },
    });
    feed = feedOf(adXml('SK-1', { Price: '1400000' }), adXml('SK-2'));
    await loaded();
    expect(await itemOf('SK-2')).toMatchObject({ section: { slug: 'success_activated' }, avito_id });
    expect(await itemOf('SK-1')).toMatchObject({ section: { slug: 'success_skipped' } });
    expect(server.account(77).tariff?.current?.packages?.[0]?.remain).toBe(48);
  });

  test('ignore ads over the limit, fail on what is no XML, and pay from packages alone', async () => {
    server.set({ adLimit: 1 });
    await loaded();
    expect((await ask('/autoload/v4/uploads/current')).json).toMatchObject({
      ...{ stats: { count: 1 }, events: [{ code: 600, type: 'warning' }] },
    });
    server.set({ adLimit: 100 });
    const pack = server.account(77).tariff?.current?.packages?.[0];
    if (pack) pack.remain = 0;
    await loaded();
    expect(await itemOf('SK-2')).toMatchObject({ section: { slug: 'error_fee' }, avito_id: null });
    feed = '<html><body>Suspended</body></html>';
    server.set({ brokenFeed: 'keeps' });
    await loaded();
    expect((await ask('/autoload/v4/uploads')).json.uploads[0]).toMatchObject({
      ...{ status: 'error', stats: { count: 0 } },
    });
    expect(server.account(77).ads.get('SK-1')?.status).toBe('active');
    server.set({ brokenFeed: 'unpublishes' });
    await loaded();
    expect(server.account(77).ads.get('SK-1')?.status).toBe('archived');
  });

  test('obey the rate of the slot, which a start by the API does not', async () => {
    Object.assign(server.account(77).profile?.schedule[0] ?? {}, { rate: 1 });
    await loaded();
    expect(await itemOf('SK-2')).toMatchObject({ section: { slug: 'publish_later' } });
    const started = await post('/autoload/v1/upload');
    expect([started.status, started.text]).toEqual([200, '']);
    now += 150_000;
    expect((await ask('/autoload/v4/uploads')).json.uploads[0].source).toBe('OpenAPI');
    expect(await itemOf('SK-2')).toMatchObject({ section: { slug: 'success_added' } });
    expect((await post('/autoload/v1/upload')).status).toBe(429);
  });

  test('come once a slot, at a minute of its own, while the profile says so', async () => {
    const hours = Array.from({ length: 24 * 60 }, (_, minute) => BEGIN - 26 * 60_000 + minute * 60_000);
    for (const minute of hours) {
      now = minute;
      await server.loadDue();
    }
    const loads = server.account(77).loads;
    expect(loads.map(({ startedAt }) => startedAt.getUTCHours())).toEqual([16, 8, 0]);
    expect(new Set(loads.map(({ startedAt }) => startedAt.getUTCMinutes())).size).toBe(1);
    Object.assign(server.account(77).profile ?? {}, { uploadMode: 'manual' });
    now = BEGIN + 86_400_000;
    expect(await server.loadDue()).toEqual([]);
  });
});

describe('reports', () => {
  beforeEach(async () => {
    await enter();
    feed = feedOf(...manyIds(30).map((id) => adXml(id)));
    await loaded();
  });

  test.each([
    'perPage=51',
    'perPage=0',
    'page=0',
    'page=x',
    'dateFrom=2026-11-20',
    'dateTo=yesterday',
  ])('refuse %s', async (query) => {
    const refused = await ask(`/autoload/v4/uploads?${query}`);
    expect([refused.status, refused.json.error.code]).toEqual([400, 400]);
  });

  test('ignore per_page, and take a hundred ads a page at most', async () => {
    const ignored = await ask('/autoload/v4/uploads/current/items?per_page=100');
    expect(ignored.json.meta).toEqual({ perPage: 20, page: 1, pages: 2, total: 30 });
    expect((await ask('/autoload/v4/uploads/current/items?perPage=101')).status).toBe(400);
    server.set({ perPage: 7 });
    expect((await items('&page=5')).json).toMatchObject({
      items: { length: 2 },
      meta: { perPage: 7, pages: 5 },
    });
  });

  test('find Ids, apart by commas or encoded bars, and sections', async () => {
    const asked = (await items('&query=SK-1%7CSK-2,SK-3')).json.items;
    expect(asked.map(({ ad_id }: { ad_id: string }) => ad_id)).toEqual(['SK-1', 'SK-2', 'SK-3']);
    const raw = await items('&query=SK-1|SK-2');
    expect([raw.status, raw.text]).toEqual([400, expect.stringContaining('<html>')]);
    expect((await items('&sections=successful')).json.meta.total).toBe(30);
    expect((await items('&sections=success_added')).json.meta.total).toBe(0);
    expect((await items('&sections=error,error_fee')).json.meta.total).toBe(0);
  });

  test('show one ad twice and another never where pages are unstable', async () => {
    server.set({ unstablePages: true });
    const pages = [
      await ask('/autoload/v4/uploads/current/items'),
      await ask('/autoload/v4/uploads/current/items?page=2'),
    ];
    const ids = pages.flatMap(({ json }) => json.items.map(({ ad_id }: { ad_id: string }) => ad_id));
    expect([ids.length, new Set(ids).size < 30]).toEqual([30, true]);
  });

  test.each(['foreign', 'double', 'conflicting'] as const)('hold a %s row', async (strayRows) => {
    server.set({ strayRows });
    expect((await items('&query=SK-1%7CSK-2')).json.items).toHaveLength(3);
    expect((await items('&query=SK-1')).json.items).toHaveLength(1);
  });

  test('say nothing in several ways, and words that nobody knows', async () => {
    server.account(77).verdicts.set('SK-1', { slug: 'error_other' });
    server.account(77).ads.delete('SK-1');
    await loaded();
    expect(await itemOf('SK-1')).toMatchObject({ avito_id: null, avito_date_end: null });
    server.set({ nulls: 'absent', uploadStatus: 'null', source: 'unknown' });
    expect(Object.keys(await itemOf('SK-1')).sort()).toEqual(['ad_id', 'feed_name', 'messages', 'section']);
    server.set({ nulls: 'empty', unknownSlugs: 1, unknownStatuses: 1 });
    expect(await itemOf('SK-1')).toMatchObject({ avito_id: null, avito_date_end: '' });
    expect(await itemOf('SK-2')).toMatchObject({
      ...{ section: { slug: 'success_renewed' }, avito_status: 'frozen' },
    });
    const [upload] = (await ask('/autoload/v4/uploads')).json.uploads;
    expect([upload.status, upload.source]).toEqual([null, 'Planner']);
    server.set({ uploadStatus: 'absent', source: 'lower' });
    const [other] = (await ask('/autoload/v4/uploads')).json.uploads;
    expect(['status' in other, other.source]).toEqual([false, 'url']);
  });

  test('give the copy of the file to the bearer, whole, rewritten or not at all', async () => {
    const { url } = (await ask('/autoload/v4/uploads/current')).json.feed_urls[0];
    const path = new URL(url).pathname;
    expect((await ask(path)).text).toBe(feed);
    expect((await fetch(url)).status).toBe(403);
    server.set({ feedCopy: 'rewritten' });
    expect((await ask(path)).text).not.toBe(feed);
    server.set({ feedCopy: 'gone' });
    expect((await ask(path)).status).toBe(404);
    server.set({ feedCopy: 'open', copySeconds: 10 });
    expect((await ask(path)).status).toBe(404);
  });
});

describe('the profile', () => {
  beforeEach(enter);

  test('is none at first, needs an agreement, and is overwritten whole', async () => {
    const account = server.account(77);
    const { agreement: _, ...sent } = { ...account.profile, agreement: null, note: 'theirs' };
    account.profile = null;
    expect((await ask('/autoload/v2/profile')).status).toBe(404);
    expect((await post('/autoload/v2/profile', sent)).status).toBe(400);
    const put = await post('/autoload/v2/profile', { ...sent, agreement: true });
    expect([put.status, put.text]).toEqual([200, '']);
    const given = (await ask('/autoload/v2/profile')).json;
    expect(given).toEqual({ ...sent, allow_pay_over_limit: false, uploadMode: 'auto' });
    server.set({ profileNeeds: ['uploadMode'], scheduleOrder: 'shuffled' });
    expect((await post('/autoload/v2/profile', sent)).status).toBe(400);
    expect((await ask('/autoload/v2/profile')).json.schedule[0].weekdays).not.toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test.each([
    ['report_email', null],
    ['feeds_data', [{ feed_name: 'x', feed_url: 'ftp://x' }]],
    ['schedule', [{ rate: 1, weekdays: [7], time_slots: [1] }]],
    ['schedule', [{ rate: 1, weekdays: [1], time_slots: [24] }]],
    ['autoload_enabled', undefined],
  ])('refuses %s %j', async (name, value) => {
    const before = server.account(77).profile;
    const refused = await post('/autoload/v2/profile', { ...before, [name]: value });
    expect([refused.status, refused.json.error.code, server.account(77).profile]).toEqual([400, 400, before]);
  });

  test('is refused without access to autoload', async () => {
    server.set({ autoload: 'refused' });
    expect((await ask('/autoload/v2/profile')).json.error.message).toBe('Получение профиля недоступно.');
    server.set({ autoload: 'reports-refused' });
    expect((await ask('/autoload/v2/profile')).status).toBe(200);
    expect((await ask('/autoload/v4/uploads')).status).toBe(401);
  });
});

test('numbers of ads are found by Ids and the other way round', async () => {
  await enter();
  await loaded();
  const number = server.account(77).ads.get('SK-2')?.avitoId;
  const found = await ask('/autoload/v2/items/avito_ids?query=no%7CSK-2');
  expect(found.json.items).toEqual([{ ad_id: 'SK-2', avito_id: number }]);
  server.set({ unknownIds: 'null' });
  expect((await ask('/autoload/v2/items/avito_ids?query=no')).json.items).toEqual([
    { ad_id: 'no', avito_id: null },
  ]);
  expect((await ask(`/autoload/v2/items/ad_ids?query=${number},5`)).json.items).toEqual([
    { ad_id: 'SK-2', avito_id: number },
    { avito_id: 5, ad_id: null },
  ]);
  expect((await ask('/autoload/v2/items/avito_ids')).status).toBe(400);
});

test('definitions come once until they change; a tree has two forms', async () => {
  await enter();
  const path = '/autoload/v1/user-docs/node/snegohody/fields';
  const first = await ask(path);
  const modified = first.headers.get('last-modified') ?? '';
  expect(first.json.node).toEqual({ name: 'Снегоходы', slug: 'snegohody' });
  const again = await ask(path, { headers: { 'if-modified-since': modified } });
  expect([again.status, again.text, again.headers.get('last-modified')]).toEqual([304, '', modified]);
  expect((await ask('/autoload/v1/user-docs/node/no/fields')).json).toEqual({
    code: 404,
    message: expect.any(String),
  });
  const tree = async () => (await ask('/autoload/v1/user-docs/tree')).json.categories[0].nested[0];
  expect(Object.values(await tree())[0]).toBeInstanceOf(Array);
  server.set({ nested: 'plain' });
  expect((await tree()).name).toBe('Мотоциклы и мототехника');
});

describe('what is on the site', () => {
  beforeEach(async () => {
    await enter();
    await loaded();
  });

  const live = async (query = '') => (await ask(`/core/v1/items${query}`)).json;

  const numberOf = (id: string) => server.account(77).ads.get(id)?.avitoId ?? 0;

  test('is listed by status, in which archived is removed', async () => {
    expect(await live('?per_page=1&page=2')).toMatchObject({
      ...{ resources: [{ id: numberOf('SK-2'), price: 1_500_000, status: 'active' }] },
      meta: { page: 2, per_page: 1 },
    });
    const ad = server.account(77).ads.get('SK-1');
    if (ad) ad.status = 'archived';
    expect((await live('?status=removed,blocked')).resources).toMatchObject([{ status: 'removed' }]);
    expect((await ask('/core/v1/items?per_page=100')).status).toBe(400);
    expect((await ask('/core/v1/items?status=archived')).status).toBe(400);
    now += 31 * 86_400_000;
    await enter();
    expect((await live('?status=old')).resources).toHaveLength(1);
  });

  test('an ad is told by its number, with a final slash, to its own account', async () => {
    const path = `/core/v1/accounts/77/items/${numberOf('SK-1')}`;
    expect((await ask(`${path}/`)).json).toMatchObject({ status: 'active', autoload_item_id: 'SK-1' });
    expect((await ask(path)).json).toEqual({ message: 'no Route matched with those values' });
    expect((await ask('/core/v1/accounts/77/items/5/')).json.status).toBe('not_found');
    expect((await ask('/core/v1/accounts/78/items/5/')).status).toBe(403);
  });

  test.each([
    ['file-wins', 1_500_000],
    ['api-stays', 1_450_000],
  ] as const)('a price by the API after a load of the same file: %s', async (priceModel, price) => {
    server.set({ priceModel });
    const path = `/core/v1/items/${numberOf('SK-1')}/update_price`;
    expect((await post(path, { price: 1_450_000 })).json).toEqual({ result: { success: true } });
    expect((await live()).resources[0].price).toBe(1_450_000);
    await loaded();
    expect((await live()).resources[0].price).toBe(price);
  });

  test('prices are whole roubles of live ads, and may fail inside a 200', async () => {
    const path = `/core/v1/items/${numberOf('SK-1')}/update_price`;
    expect((await post(path, { price: '5' })).status).toBe(400);
    expect((await post('/core/v1/items/5/update_price', { price: 5 })).status).toBe(404);
    server.set({ priceAnswer: 'false' });
    expect((await post(path, { price: 5 })).json).toEqual({ result: { success: false } });
    const ad = server.account(77).ads.get('SK-1');
    if (ad) ad.status = 'archived';
    expect((await post(path, { price: 5 })).status).toBe(400);
  });

  test('stocks name the flow that they want, and fail row by row', async () => {
    const stocks = [
      { item_id: numberOf('SK-1'), quantity: 3 },
      { item_id: 5, quantity: 1, external_id: 'x' },
    ];
    expect((await post('/stock-management/1/stocks', { stocks }, 'PUT')).json).toEqual({
      message: 'Unsupported flow for endpoint',
    });
    server.set({ stockFlow: 'open' });
    expect((await post('/stock-management/1/stocks', { stocks }, 'PUT')).json.stocks).toEqual([
      { item_id: numberOf('SK-1'), success: true },
      { item_id: 5, success: false, errors: [expect.any(String)], external_id: 'x' },
    ]);
    const info = await post('/stock-management/1/info', { item_ids: [numberOf('SK-1')] });
    expect(info.json.stocks).toEqual([
      {
        item_id: numberOf('SK-1'),
        quantity: 3,
        is_multiple: false,
        is_unlimited: false,
        is_out_of_stock: false,
      },
    ]);
    const eleven = Array.from({ length: 11 }, (_, at) => at + 1);
    expect((await post('/stock-management/1/info', { item_ids: eleven })).status).toBe(400);
  });

  test('tariff, balance and operations tell what was paid', async () => {
    server.set({ tariffLagSeconds: 600 });
    const remain = async () => (await ask('/tariff/info/1')).json.current.packages[0].remain;
    expect(await remain()).toBe(50);
    server.set({ tariffLagSeconds: 0 });
    expect(await remain()).toBe(48);
    expect((await ask('/core/v1/accounts/77/balance/')).json).toEqual({ real: 0, bonus: 0 });
    const week = { dateTimeFrom: '2026-11-15T00:00:00+03:00', dateTimeTo: '2026-11-21T00:00:00+03:00' };
    const path = '/core/v1/accounts/operations_history/';
    expect((await post(path, week)).json.result.operations).toMatchObject([{ serviceType: 'lf' }, {}]);
    server.set({ operations: 'bare' });
    expect((await post(path, week)).json.operations).toHaveLength(2);
    expect((await post(path, { ...week, dateTimeFrom: '2026-11-01T00:00:00Z' })).status).toBe(400);
    server.account(77).tariff = null;
    expect((await ask('/tariff/info/1')).status).toBe(404);
  });
});

describe('trouble', () => {
  beforeEach(enter);

  test('limits are counted by the minute of the clock', async () => {
    server.set({ limits: { items: 2 }, limitHeaders: 'retry-after' });
    expect((await ask('/core/v1/items')).headers.get('x-ratelimit-remaining')).toBe('1');
    await ask('/core/v1/items');
    const over = await ask('/core/v1/items');
    expect([over.status, over.headers.get('retry-after')]).toEqual([429, '56']);
    now += 60_000;
    expect((await ask('/core/v1/items')).status).toBe(200);
  });

  test('a load may have begun behind an answer that never came', async () => {
    server.fail({ method: 'POST', path: '/upload', times: 1, acts: true, fault: { kind: 'hang-up' } });
    await expect(post('/autoload/v1/upload')).rejects.toThrow();
    expect((await ask('/autoload/v4/uploads')).json.uploads).toHaveLength(1);
    server.fail({ path: '/uploads', times: 1, fault: { kind: 'hang' } });
    const signal = AbortSignal.timeout(50);
    await expect(ask('/autoload/v4/uploads', { signal })).rejects.toThrow();
    expect(server.asked.filter(({ method, path }) => method === 'POST' && path !== '/token')).toHaveLength(1);
  });

  test('a fault comes so often, or until it is taken back', async () => {
    server.fail({ path: '/uploads', times: 1, fault: { kind: 'html', status: 502 } });
    const broken = await ask('/autoload/v4/uploads');
    expect([broken.status, broken.headers.get('content-type'), broken.text]).toEqual([
      ...[502, 'text/html; charset=utf-8', expect.stringContaining('nginx')],
    ]);
    expect((await ask('/autoload/v4/uploads')).status).toBe(200);
    const mend = server.fail({ fault: { kind: 'limit', headers: 'x-ratelimit' } });
    const limited = await ask('/autoload/v4/uploads');
    expect([limited.status, limited.headers.get('x-ratelimit-retry-after')]).toEqual([429, '56']);
    mend();
    server.fail({ times: 1, fault: { kind: 'cut-off' } });
    await expect(ask('/autoload/v4/uploads')).rejects.toThrow();
    server.fail({ times: 1, fault: { kind: 'empty', status: 204 } });
    expect((await ask('/autoload/v4/uploads')).text).toBe('');
  });

  test.each([
    ['nested-message', { error: { message: expect.any(String) } }],
    ['flat-text-code', { code: '9', message: expect.any(String) }],
    ['message', { message: expect.any(String) }],
    ['result', { result: { message: expect.any(String) } }],
    ['nothing', null],
    ['html', null],
  ] as const)('errors come as %s', async (errorShape, body) => {
    server.set({ errorShape, errorCode: 9 });
    const refused = await ask('/autoload/v4/uploads?page=0');
    expect([refused.status, refused.json]).toEqual([400, body]);
  });

  test('older methods end in March 2027', async () => {
    expect((await ask('/autoload/v2/reports')).status).toBe(404);
    now = Date.parse('2027-03-08T00:00:00+03:00');
    await enter();
    expect((await ask('/autoload/v3/reports/last_completed_report')).status).toBe(410);
    expect((await ask('/autoload/v2/upload', { method: 'POST' })).status).toBe(404);
  });

  test('two accounts know nothing of each other', async () => {
    server.addAccount({ id: 78, clientId: 'b', clientSecret: 'b' });
    await loaded();
    token = (await newToken({ ...KEYS, client_id: 'b', client_secret: 'b' })).json.access_token;
    expect((await ask('/autoload/v4/uploads')).json.uploads).toEqual([]);
    const number = server.account(77).ads.get('SK-1')?.avitoId;
    expect((await ask(`/core/v1/accounts/78/items/${number}/`)).json.status).toBe('another_user');
  });
});
