import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeFeed } from '#functions/generate/compose-feed.ts';
import { avito } from '#marketplace/avito.ts';
import { validAd } from '../../../fakes/ads.ts';
import { type AvitoWithAccount, adXml, avitoWithAccount, feedOf } from '../../../fakes/avito.ts';

let at: AvitoWithAccount;

beforeEach(async () => {
  at = await avitoWithAccount();
});

afterEach(() => at[Symbol.asyncDispose]());

const manyIds = (count: number): string[] => Array.from({ length: count }, (_, index) => `SK-${index + 1}`);

describe('loads', () => {
  beforeEach(() => at.enter());

  test('a new account has none', async () => {
    expect((await at.ask('/autoload/v4/uploads')).json).toEqual({
      uploads: [],
      meta: { perPage: 10, page: 1, pages: 0, total: 0 },
    });
    const current = await at.ask('/autoload/v4/uploads/current');
    expect([current.status, current.json]).toEqual([
      404,
      { error: { code: 404, message: 'Загрузка не найдена' } },
    ]);
    expect((await at.items('', 'last_successful')).status).toBe(404);
  });

  test('are processing, then current, then last successful', async () => {
    const load = await at.server.load(77);
    expect((await at.ask('/autoload/v4/uploads')).json.uploads[0]).toMatchObject({
      ...{ upload_id: load.id, source: 'Url', status: 'processing', started_at: '2026-11-20T03:26:04+03:00' },
      stats: { count: 0 },
    });
    expect((await at.ask('/autoload/v4/uploads/current')).status).toBe(404);
    at.now += 30_000;
    expect((await at.ask('/autoload/v4/uploads/current')).json.stats.count).toBe(1);
    expect((await at.items()).json.items).toHaveLength(1);
    at.now += 30_000;
    expect((await at.ask('/autoload/v4/uploads/current')).json.status).toBe('success');
    expect((await at.ask('/autoload/v4/uploads/last_successful')).status).toBe(404);
    at.now += 60_000;
    expect((await at.ask('/autoload/v4/uploads/last_successful')).json.upload_id).toBe(load.id);
  });

  test('say of each ad what became of it, with the words of the rules', async () => {
    at.feed = feedOf(adXml('SK-1'), adXml('SK-2', { Price: '' }), adXml('SK-3', { Make: '', Price: 'x' }));
    await at.load();
    expect((await at.ask('/autoload/v4/uploads/current')).json).toEqual({
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
      ...{ events: [], feed_urls: [{ name: 'main', url: expect.stringContaining(at.server.url) }] },
    });
    const { json } = await at.items();
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
    const first = await at.load();
    at.feed = null;
    await at.load();
    const [failed] = (await at.ask('/autoload/v4/uploads')).json.uploads;
    expect(failed).toMatchObject({ status: 'error', stats: { count: 0, sections: [] } });
    expect(failed.events).toEqual([
      { code: 108, type: 'error', description: expect.stringContaining('HTTP 404') },
    ]);
    expect((await at.ask(new URL(failed.feed_urls[0].url).pathname)).status).toBe(404);
    expect((await at.ask('/autoload/v4/uploads/current')).json.upload_id).toBe(first.id);
    expect((await at.items()).json.items[0].avito_status).toBe('active');
  });

  test('keep items for two, and never name one that broke off as successful', async () => {
    const first = await at.load();
    at.set({ breaksAfter: 1 });
    await at.load();
    expect((await at.ask('/autoload/v4/uploads/current')).json).toMatchObject({
      ...{ status: 'error', stats: { count: 1 } },
    });
    expect((await at.ask('/autoload/v4/uploads/last_successful')).json.upload_id).toBe(first.id);
    expect((await at.items('', 'last_successful')).status).toBe(200);
    await at.load();
    expect((await at.items('', 'last_successful')).status).toBe(404);
  });

  test('take ads down that the file has no more, and bring them back under their numbers', async () => {
    await at.load();
    const { avito_id } = await at.item('SK-2');
    at.feed = feedOf(adXml('SK-1', { Price: '1400000' }));
    await at.load();
    expect(await at.item('SK-1')).toMatchObject({ section: { slug: 'success_updated' } });
    expect(await at.item('SK-2')).toMatchObject({
      ...{ section: { slug: 'removed_complete' }, avito_status: 'archived' },
    });
    at.feed = feedOf(adXml('SK-1', { Price: '1400000' }), adXml('SK-2'));
    await at.load();
    expect(await at.item('SK-2')).toMatchObject({ section: { slug: 'success_activated' }, avito_id });
    expect(await at.item('SK-1')).toMatchObject({ section: { slug: 'success_skipped' } });
    expect(at.account.tariff?.current?.packages?.[0]?.remain).toBe(48);
  });

  test('ignore ads over the limit, fail on what is no XML, and pay from packages alone', async () => {
    at.set({ adLimit: 1 });
    await at.load();
    expect((await at.ask('/autoload/v4/uploads/current')).json).toMatchObject({
      ...{ stats: { count: 1 }, events: [{ code: 600, type: 'warning' }] },
    });
    at.set({ adLimit: 100 });
    const pack = at.account.tariff?.current?.packages?.[0];
    if (pack) pack.remain = 0;
    await at.load();
    expect(await at.item('SK-2')).toMatchObject({ section: { slug: 'error_fee' }, avito_id: null });
    at.feed = '<html><body>Suspended</body></html>';
    at.set({ brokenFeed: 'keeps' });
    await at.load();
    expect((await at.ask('/autoload/v4/uploads')).json.uploads[0]).toMatchObject({
      ...{ status: 'error', stats: { count: 0 } },
    });
    expect(at.account.ads.get('SK-1')?.status).toBe('active');
    at.set({ brokenFeed: 'unpublishes' });
    await at.load();
    expect(at.account.ads.get('SK-1')?.status).toBe('archived');
  });

  test.each([
    ['lostFeed', 'keeps', 'active'],
    ['lostFeed', 'unpublishes', 'archived'],
    ['emptyFeed', 'keeps', 'active'],
    ['emptyFeed', 'unpublishes', 'archived'],
  ] as const)('without ads: %s %s', async (name, value, status) => {
    await at.load();
    at.set({ [name]: value });
    at.feed = name === 'lostFeed' ? null : feedOf();
    await at.load();
    expect([at.statusOf('SK-1'), at.statusOf('SK-2')]).toEqual([status, status]);
  });

  test('of several files may fail for one of them', async () => {
    at.account.profile?.feeds_data?.push({ feed_name: 'other', feed_url: 'http://127.0.0.1:9/none.xml' });
    await at.load();
    expect((await at.uploads())[0]).toMatchObject({ status: 'error', feed_urls: [{}, { name: 'other' }] });
    at.set({ halfDownloaded: 'goes-on' });
    await at.load();
    expect((await at.uploads())[0]).toMatchObject({ status: 'success', events: [{ code: 108 }] });
  });

  test('end all ads by the Id STOP, and one that is to begin later', async () => {
    await at.load();
    at.feed = feedOf(adXml('SK-1', { DateBegin: '21.11.2026' }), adXml('SK-2', { DateEnd: '2026-11-19' }));
    await at.load();
    expect([await at.item('SK-1'), await at.item('SK-2')]).toMatchObject([
      { section: { slug: 'date_in_future' }, avito_status: 'archived' },
      { section: { slug: 'stopped_end_date_complete' }, avito_status: 'active' },
    ]);
    at.feed = feedOf(adXml('SK-1'), adXml('SK-2'), adXml('STOP'));
    await at.load();
    expect(at.statusOf('SK-2')).toBe('archived');
  });

  test('say what moderators and chance have in mind', async () => {
    const { verdicts } = at.account;
    const message = { code: 5, title: 'x', description: '<a href="x">y</a>', type: 'alarm' };
    verdicts.set('SK-1', { slug: 'error_blocked', status: 'blocked', messages: [message] });
    await at.load();
    expect(await at.item('SK-1')).toMatchObject({
      ...{ section: { slug: 'error_blocked' }, avito_status: 'blocked', avito_id: expect.any(Number) },
      messages: [{ code: 5, type: 'alarm' }],
    });
    verdicts.set('SK-1', { slug: 'problem_images', status: 'active', avitoId: at.numberOf('SK-2') });
    await at.load();
    expect((await at.item('SK-1')).avito_id).toBe((await at.item('SK-2')).avito_id);
  });

  test('count ads that are gone from the file, name them alone, or leave them out', async () => {
    const seen: unknown[] = [];
    for (const removedAds of ['counted', 'listed', 'left-out'] as const) {
      at.set({ removedAds });
      at.feed = feedOf(adXml('SK-1'), adXml('SK-2'));
      await at.load();
      at.feed = feedOf(adXml('SK-1'));
      await at.load();
      seen.push([(await at.items()).json.meta.total, (await at.uploads())[0].stats.count]);
    }
    expect(seen).toEqual([
      [2, 2],
      [2, 1],
      [1, 1],
    ]);
  });

  test('have nothing against a feed of this product', async () => {
    const out = new PassThrough();
    const written = text(out);
    await writeFeed([validAd('A'), validAd('B')], avito.feed, out);
    at.feed = await written;
    await at.load();
    expect((await at.uploads())[0]).toMatchObject({ status: 'success', stats: { count: 2 } });
  });

  test('obey the rate of the slot, which a start by the API does not', async () => {
    Object.assign(at.account.profile?.schedule[0] ?? {}, { rate: 1 });
    await at.load();
    expect(await at.item('SK-2')).toMatchObject({ section: { slug: 'publish_later' } });
    const started = await at.post('/autoload/v1/upload');
    expect([started.status, started.text]).toEqual([200, '']);
    at.now += 150_000;
    expect((await at.ask('/autoload/v4/uploads')).json.uploads[0].source).toBe('OpenAPI');
    expect(await at.item('SK-2')).toMatchObject({ section: { slug: 'success_added' } });
    expect((await at.post('/autoload/v1/upload')).status).toBe(429);
  });

  test('come once a slot, at a minute of its own, while the profile says so', async () => {
    const hours = Array.from({ length: 24 * 60 }, (_, minute) => at.now - 26 * 60_000 + minute * 60_000);
    for (const minute of hours) {
      at.now = minute;
      await at.server.loadDue();
    }
    const loads = at.account.loads;
    expect(loads.map(({ startedAt }) => startedAt.getUTCHours())).toEqual([16, 8, 0]);
    expect(new Set(loads.map(({ startedAt }) => startedAt.getUTCMinutes())).size).toBe(1);
    at.set({ startReplacesSlot: true });
    at.now = Date.parse('2026-11-20T23:59:00Z');
    await at.enter();
    await at.post('/autoload/v1/upload');
    at.now += 3_600_000;
    expect(await at.server.loadDue()).toEqual([]);
    at.set({ startReplacesSlot: false });
    Object.assign(at.account.profile ?? {}, { uploadMode: 'manual' });
    expect(await at.server.loadDue()).toEqual([]);
    Object.assign(at.account.profile ?? {}, { uploadMode: 'auto' });
    expect(await at.server.loadDue()).toHaveLength(1);
  });
});

describe('reports', () => {
  beforeEach(async () => {
    await at.enter();
    at.feed = feedOf(...manyIds(30).map((id) => adXml(id)));
    await at.load();
  });

  test('refuse parameters that are none', async () => {
    const wrong = ['perPage=51', 'perPage=0', 'page=0', 'page=x', 'dateFrom=2026-11-20', 'dateTo=yesterday'];
    for (const query of wrong) {
      const refused = await at.ask(`/autoload/v4/uploads?${query}`);
      expect([query, refused.status, refused.json.error.code]).toEqual([query, 400, 400]);
    }
    expect(await at.uploads('dateFrom=2026-11-20T03:26:05%2B03:00')).toHaveLength(0);
    expect(await at.uploads('dateFrom=2026-11-20T00:26:04Z')).toHaveLength(1);
  });

  test('may change between two questions', async () => {
    at.server.fail({ path: '/items', times: 1, fault: { kind: 'meanwhile', happens: () => at.load() } });
    const before = (await at.ask('/autoload/v4/uploads/current')).json.upload_id;
    expect((await at.item('SK-1')).section.slug).toBe('success_skipped');
    expect((await at.ask('/autoload/v4/uploads/current')).json.upload_id).not.toBe(before);
  });

  test('ignore per_page, and take a hundred ads a page at most', async () => {
    const ignored = await at.ask('/autoload/v4/uploads/current/items?per_page=100');
    expect(ignored.json.meta).toEqual({ perPage: 20, page: 1, pages: 2, total: 30 });
    expect((await at.ask('/autoload/v4/uploads/current/items?perPage=101')).status).toBe(400);
    at.set({ perPage: 7 });
    expect((await at.items('&page=5')).json).toMatchObject({
      items: { length: 2 },
      meta: { perPage: 7, pages: 5 },
    });
  });

  test('find Ids, apart by commas or encoded bars, and sections', async () => {
    const asked = (await at.items('&query=SK-1%7CSK-2,SK-3')).json.items;
    expect(asked.map(({ ad_id }: { ad_id: string }) => ad_id)).toEqual(['SK-1', 'SK-2', 'SK-3']);
    const raw = await at.items('&query=SK-1|SK-2');
    expect([raw.status, raw.text]).toEqual([400, expect.stringContaining('<html>')]);
    expect((await at.items('&sections=successful')).json.meta.total).toBe(30);
    expect((await at.items('&sections=success_added')).json.meta.total).toBe(0);
    expect((await at.items('&sections=error,error_fee')).json.meta.total).toBe(0);
  });

  test('show one ad twice and another never where pages are unstable', async () => {
    at.set({ unstablePages: true });
    const pages = [
      await at.ask('/autoload/v4/uploads/current/items'),
      await at.ask('/autoload/v4/uploads/current/items?page=2'),
    ];
    const ids = pages.flatMap(({ json }) => json.items.map(({ ad_id }: { ad_id: string }) => ad_id));
    expect([ids.length, new Set(ids).size < 30]).toEqual([30, true]);
  });

  test('hold a row too many, where more than one Id is asked for', async () => {
    const asked = async () => (await at.items('&query=SK-1%7CSK-2')).json.items;
    const third: Record<string, object> = {};
    for (const strayRows of ['foreign', 'double', 'conflicting'] as const) {
      at.set({ strayRows });
      [, , third[strayRows] = {}] = await asked();
      expect((await at.items('&query=SK-1')).json.items).toHaveLength(1);
    }
    expect(third).toMatchObject({
      foreign: { ad_id: 'SK-3' },
      double: { ad_id: 'SK-1', avito_status: 'active' },
      conflicting: { ad_id: 'SK-1', avito_status: 'rejected', section: { slug: 'error_other' } },
    });
  });

  test('say nothing in several ways, and words that nobody knows', async () => {
    at.account.verdicts.set('SK-1', { slug: 'error_other' });
    at.account.ads.delete('SK-1');
    await at.load();
    expect(await at.item('SK-1')).toMatchObject({ avito_id: null, avito_date_end: null });
    at.set({ nulls: 'absent', uploadStatus: 'null', source: 'unknown' });
    expect(Object.keys(await at.item('SK-1')).sort()).toEqual(['ad_id', 'feed_name', 'messages', 'section']);
    at.set({ nulls: 'empty', unknownSlugs: 1, unknownStatuses: 1 });
    expect(await at.item('SK-1')).toMatchObject({ avito_id: null, avito_date_end: '' });
    expect(await at.item('SK-2')).toMatchObject({
      ...{ section: { slug: 'success_renewed' }, avito_status: 'frozen' },
    });
    const [upload] = (await at.ask('/autoload/v4/uploads')).json.uploads;
    expect([upload.status, upload.source]).toEqual([null, 'Planner']);
    at.set({ uploadStatus: 'absent', source: 'lower' });
    const [other] = (await at.ask('/autoload/v4/uploads')).json.uploads;
    expect(['status' in other, other.source]).toEqual([false, 'url']);
  });

  test('give the copy of the file to the bearer, whole, rewritten or not at all', async () => {
    const { url } = (await at.ask('/autoload/v4/uploads/current')).json.feed_urls[0];
    const path = new URL(url).pathname;
    expect((await at.ask(path)).text).toBe(at.feed);
    expect((await fetch(url)).status).toBe(403);
    at.set({ feedCopy: 'rewritten' });
    expect((await at.ask(path)).text).not.toBe(at.feed);
    at.set({ feedCopy: 'gone' });
    expect((await at.ask(path)).status).toBe(404);
    at.set({ feedCopy: 'open', copySeconds: 10 });
    expect((await at.ask(path)).status).toBe(404);
  });
});
