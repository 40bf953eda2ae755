import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AvitoWithAccount, adXml, avitoWithAccount, feedOf, KEYS } from '../../../fakes/avito.ts';

let at: AvitoWithAccount;

beforeEach(async () => {
  at = await avitoWithAccount();
});

afterEach(() => at[Symbol.asyncDispose]());

describe('tokens', () => {
  test('are given for keys sent as a form, live for a day, and end with the next one', async () => {
    const first = await at.newToken();
    expect(first.json).toEqual({
      access_token: expect.any(String),
      expires_in: 86_400,
      token_type: 'Bearer',
    });
    at.token = first.json.access_token;
    expect((await at.ask('/core/v1/accounts/self')).json.id).toBe(77);
    const { token } = at;
    await at.enter();
    expect((await at.ask('/core/v1/accounts/self')).json.id).toBe(77);
    at.token = token;
    expect((await at.ask('/core/v1/accounts/self')).status).toBe(403);
    at.set({ newTokenEndsOld: false });
    await at.enter();
    await at.newToken();
    expect((await at.ask('/core/v1/accounts/self')).status).toBe(200);
    at.now += 86_400_000;
    expect((await at.ask('/core/v1/accounts/self')).status).toBe(403);
    at.set({ expired: 401 });
    expect((await at.ask('/core/v1/accounts/self')).status).toBe(401);
  });

  test('are refused for wrong keys and for JSON; a 200 may hold an error', async () => {
    expect((await at.newToken({ ...KEYS, client_secret: 'x' })).json).toEqual({
      error: 'invalid_client',
      error_description: expect.any(String),
    });
    expect((await at.post('/token', KEYS)).status).toBe(400);
    at.set({ tokenAnswer: 'error-in-200' });
    const failed = await at.newToken();
    expect([failed.status, failed.json.access_token]).toEqual([200, undefined]);
  });
});

describe('the profile', () => {
  beforeEach(() => at.enter());

  test('is none at first, needs an agreement, and is overwritten whole', async () => {
    const account = at.account;
    const { agreement: _, ...sent } = { ...account.profile, agreement: null, note: 'theirs' };
    account.profile = null;
    expect((await at.ask('/autoload/v2/profile')).status).toBe(404);
    expect((await at.post('/autoload/v2/profile', sent)).status).toBe(400);
    const put = await at.post('/autoload/v2/profile', { ...sent, agreement: true });
    expect([put.status, put.text]).toEqual([200, '']);
    const given = (await at.ask('/autoload/v2/profile')).json;
    expect(given).toEqual({ ...sent, allow_pay_over_limit: false, uploadMode: 'auto' });
    at.set({ profileNeeds: ['uploadMode'], scheduleOrder: 'shuffled' });
    expect((await at.post('/autoload/v2/profile', sent)).status).toBe(400);
    expect((await at.ask('/autoload/v2/profile')).json.schedule[0].weekdays).not.toEqual([
      0, 1, 2, 3, 4, 5, 6,
    ]);
  });

  test('is refused where a field is not as described', async () => {
    const before = at.account.profile;
    for (const wrong of [
      ...[{ report_email: null }, { autoload_enabled: undefined }],
      ...[{ feeds_data: [{ feed_name: 'x', feed_url: 'ftp://x' }] }],
      ...[{ schedule: [{ rate: 1, weekdays: [7], time_slots: [1] }] }],
      ...[{ schedule: [{ rate: 1, weekdays: [1], time_slots: [24] }] }],
    ]) {
      const refused = await at.post('/autoload/v2/profile', { ...before, ...wrong });
      expect([wrong, refused.status, refused.json.error.code]).toEqual([wrong, 400, 400]);
    }
    expect(at.account.profile).toBe(before);
  });

  test('is refused without access to autoload', async () => {
    at.set({ autoload: 'refused' });
    expect((await at.ask('/autoload/v2/profile')).json.error.message).toBe('Получение профиля недоступно.');
    at.set({ autoload: 'reports-refused' });
    expect((await at.ask('/autoload/v2/profile')).status).toBe(200);
    expect((await at.ask('/autoload/v4/uploads')).status).toBe(401);
  });
});

test('numbers of ads are found by Ids and the other way round', async () => {
  await at.enter();
  await at.load();
  const number = at.account.ads.get('SK-2')?.avitoId;
  const found = await at.ask('/autoload/v2/items/avito_ids?query=no%7CSK-2');
  expect(found.json.items).toEqual([{ ad_id: 'SK-2', avito_id: number }]);
  at.set({ unknownIds: 'null' });
  expect((await at.ask('/autoload/v2/items/avito_ids?query=no')).json.items).toEqual([
    { ad_id: 'no', avito_id: null },
  ]);
  expect((await at.ask(`/autoload/v2/items/ad_ids?query=${number},5`)).json.items).toEqual([
    { ad_id: 'SK-2', avito_id: number },
    { avito_id: 5, ad_id: null },
  ]);
  expect((await at.ask('/autoload/v2/items/avito_ids')).status).toBe(400);
});

test('definitions come once until they change; a tree has two forms', async () => {
  await at.enter();
  const path = '/autoload/v1/user-docs/node/snegohody/fields';
  const first = await at.ask(path);
  const modified = first.headers.get('last-modified') ?? '';
  expect(first.json.node).toEqual({ name: 'Снегоходы', slug: 'snegohody' });
  const again = await at.ask(path, { headers: { 'if-modified-since': modified } });
  expect([again.status, again.text, again.headers.get('last-modified')]).toEqual([304, '', modified]);
  expect((await at.ask('/autoload/v1/user-docs/node/no/fields')).json).toEqual({
    code: 404,
    message: expect.any(String),
  });
  const tree = async () => (await at.ask('/autoload/v1/user-docs/tree')).json.categories[0].nested[0];
  expect(Object.values(await tree())[0]).toBeInstanceOf(Array);
  at.set({ nested: 'plain' });
  expect((await tree()).name).toBe('Мотоциклы и мототехника');
});

describe('what is on the site', () => {
  beforeEach(async () => {
    await at.enter();
    await at.load();
  });

  const live = async (query = '') => (await at.ask(`/core/v1/items${query}`)).json;

  test('is listed by status, in which archived is removed', async () => {
    expect(await live('?per_page=1&page=2')).toMatchObject({
      ...{ resources: [{ id: at.numberOf('SK-2'), price: 1_500_000, status: 'active' }] },
      meta: { page: 2, per_page: 1 },
    });
    const ad = at.account.ads.get('SK-1');
    if (ad) ad.status = 'archived';
    expect((await live('?status=removed,blocked')).resources).toMatchObject([{ status: 'removed' }]);
    expect((await at.ask('/core/v1/items?per_page=100')).status).toBe(400);
    expect((await at.ask('/core/v1/items?status=archived')).status).toBe(400);
    at.now += 31 * 86_400_000;
    await at.enter();
    expect((await live('?status=old')).resources).toHaveLength(1);
    expect((await live('?status=old&category=9')).resources).toHaveLength(0);
  });

  test('what a load takes down or brings back has changed on its day', async () => {
    at.now += 86_400_000;
    at.feed = feedOf(adXml('SK-1'));
    await at.load();
    await at.enter();
    const changed = async () =>
      (await live('?status=active,removed&updatedAtFrom=2026-11-21')).resources.map(
        ({ id, status }: { id: number; status: string }) => [id, status],
      );
    expect(await changed()).toEqual([[at.numberOf('SK-2'), 'removed']]);
    at.feed = feedOf(adXml('SK-1'), adXml('SK-2'));
    await at.load();
    expect(await changed()).toEqual([[at.numberOf('SK-2'), 'active']]);
  });

  test('an ad is told by its number, with a final slash, to its own account', async () => {
    const path = `/core/v1/accounts/77/items/${at.numberOf('SK-1')}`;
    expect((await at.ask(`${path}/`)).json).toMatchObject({ status: 'active', autoload_item_id: 'SK-1' });
    expect((await at.ask(path)).json).toEqual({ message: 'no Route matched with those values' });
    expect((await at.ask('/core/v1/accounts/77/items/5/')).json.status).toBe('not_found');
    expect((await at.ask('/core/v1/accounts/78/items/5/')).status).toBe(403);
  });

  test.each([
    ['file-wins', 1_500_000],
    ['api-stays', 1_450_000],
  ] as const)('a price by the API after a load of the same file: %s', async (priceModel, price) => {
    at.set({ priceModel });
    const path = `/core/v1/items/${at.numberOf('SK-1')}/update_price`;
    expect((await at.post(path, { price: 1_450_000 })).json).toEqual({ result: { success: true } });
    expect((await live()).resources[0].price).toBe(1_450_000);
    await at.load();
    expect((await live()).resources[0].price).toBe(price);
  });

  test('prices are whole roubles of live ads, and may fail inside a 200', async () => {
    const path = `/core/v1/items/${at.numberOf('SK-1')}/update_price`;
    expect((await at.post(path, { price: '5' })).status).toBe(400);
    expect((await at.post('/core/v1/items/5/update_price', { price: 5 })).status).toBe(404);
    at.set({ priceAnswer: 'false' });
    expect((await at.post(path, { price: 5 })).json).toEqual({ result: { success: false } });
    const ad = at.account.ads.get('SK-1');
    if (ad) ad.status = 'archived';
    expect((await at.post(path, { price: 5 })).status).toBe(400);
    at.set({ priceOfInactive: 'taken', priceAnswer: 'absent' });
    expect((await at.post(path, { price: 5 })).json).toEqual({ result: {} });
  });

  test('a change may cost a placement', async () => {
    at.set({ updateCosts: true });
    at.feed = feedOf(adXml('SK-1', { Price: '1' }), adXml('SK-2'));
    await at.load();
    expect(at.remain()).toBe(47);
  });

  test('stocks name the flow that they want, and fail row by row', async () => {
    const stocks = [
      { item_id: at.numberOf('SK-1'), quantity: 3 },
      { item_id: 5, quantity: 1, external_id: 'x' },
    ];
    expect((await at.post('/stock-management/1/stocks', { stocks }, 'PUT')).json).toEqual({
      message: 'Unsupported flow for endpoint',
    });
    at.set({ stockFlow: 'open' });
    expect((await at.post('/stock-management/1/stocks', { stocks }, 'PUT')).json.stocks).toEqual([
      { item_id: at.numberOf('SK-1'), success: true },
      { item_id: 5, success: false, errors: [expect.any(String)], external_id: 'x' },
    ]);
    const info = await at.post('/stock-management/1/info', { item_ids: [at.numberOf('SK-1')] });
    expect(info.json.stocks).toEqual([
      {
        item_id: at.numberOf('SK-1'),
        quantity: 3,
        is_multiple: false,
        is_unlimited: false,
        is_out_of_stock: false,
      },
    ]);
    const eleven = Array.from({ length: 11 }, (_, at) => at + 1);
    expect((await at.post('/stock-management/1/info', { item_ids: eleven })).status).toBe(400);
  });

  test('tariff, balance and operations tell what was paid', async () => {
    at.set({ tariffLagSeconds: 600 });
    const remain = async () => (await at.ask('/tariff/info/1')).json.current.packages[0].remain;
    expect(await remain()).toBe(50);
    at.set({ tariffLagSeconds: 0 });
    expect(await remain()).toBe(48);
    expect((await at.ask('/core/v1/accounts/77/balance/')).json).toEqual({ real: 0, bonus: 0 });
    const week = { dateTimeFrom: '2026-11-15T00:00:00+03:00', dateTimeTo: '2026-11-21T00:00:00+03:00' };
    const path = '/core/v1/accounts/operations_history/';
    expect((await at.post(path, week)).json.result.operations).toMatchObject([{ serviceType: 'lf' }, {}]);
    at.set({ operations: 'bare' });
    expect((await at.post(path, week)).json.operations).toHaveLength(2);
    expect((await at.post(path, { ...week, dateTimeFrom: '2026-11-13T23:59:59+03:00' })).status).toBe(400);
    at.account.tariff = null;
    expect((await at.ask('/tariff/info/1')).status).toBe(404);
  });
});

describe('trouble', () => {
  beforeEach(() => at.enter());

  test('limits are counted by the minute of the clock', async () => {
    at.set({ limits: { items: 2 }, limitHeaders: 'retry-after' });
    expect((await at.ask('/core/v1/items')).headers.get('x-ratelimit-remaining')).toBe('1');
    await at.ask('/core/v1/items');
    const over = await at.ask('/core/v1/items');
    expect([over.status, over.headers.get('retry-after')]).toEqual([429, '56']);
    at.now += 60_000;
    expect((await at.ask('/core/v1/items')).status).toBe(200);
  });

  test('a load may have begun behind an answer that never came', async () => {
    at.server.fail({ method: 'POST', path: '/upload', times: 1, acts: true, fault: { kind: 'hang-up' } });
    await expect(at.post('/autoload/v1/upload')).rejects.toThrow();
    expect((await at.ask('/autoload/v4/uploads')).json.uploads).toHaveLength(1);
    at.server.fail({ path: '/uploads', times: 1, fault: { kind: 'hang' } });
    const signal = AbortSignal.timeout(50);
    await expect(at.ask('/autoload/v4/uploads', { signal })).rejects.toThrow();
    expect(at.server.asked.filter(({ method, path }) => method === 'POST' && path !== '/token')).toHaveLength(
      1,
    );
  });

  test('a fault comes so often, or until it is taken back', async () => {
    at.server.fail({ path: '/uploads', times: 1, fault: { kind: 'html', status: 502 } });
    const broken = await at.ask('/autoload/v4/uploads');
    expect([broken.status, broken.headers.get('content-type'), broken.text]).toEqual([
      ...[502, 'text/html; charset=utf-8', expect.stringContaining('nginx')],
    ]);
    expect((await at.ask('/autoload/v4/uploads')).status).toBe(200);
    const mend = at.server.fail({ fault: { kind: 'limit', headers: 'x-ratelimit' } });
    const limited = await at.ask('/autoload/v4/uploads');
    expect([limited.status, limited.headers.get('x-ratelimit-retry-after')]).toEqual([429, '56']);
    mend();
    at.server.fail({ times: 1, fault: { kind: 'cut-off' } });
    await expect(at.ask('/autoload/v4/uploads')).rejects.toThrow();
    at.server.fail({ times: 1, fault: { kind: 'empty', status: 204 } });
    expect((await at.ask('/autoload/v4/uploads')).text).toBe('');
  });

  test('errors come in several shapes', async () => {
    const [message, code] = [expect.any(String), 9];
    for (const [errorShape, body] of [
      ['nested-message', { error: { message } }],
      ['flat-text-code', { code: '9', message }],
      ['fields', { error: { code, message, fields: expect.any(Object) } }],
      ['message', { message }],
      ['result', { result: { message } }],
      ['nothing', null],
      ['html', null],
    ] as const) {
      at.set({ errorShape, errorCode: code });
      const refused = await at.ask('/autoload/v4/uploads?page=0');
      expect([errorShape, refused.status, refused.json]).toEqual([errorShape, 400, body]);
    }
  });

  test('older methods end in March 2027', async () => {
    expect((await at.ask('/autoload/v2/reports')).status).toBe(404);
    at.now = Date.parse('2027-03-08T00:00:00+03:00');
    await at.enter();
    expect((await at.ask('/autoload/v3/reports/last_completed_report')).status).toBe(410);
    expect((await at.ask('/autoload/v2/upload', { method: 'POST' })).status).toBe(404);
  });

  test('two accounts know nothing of each other', async () => {
    at.server.addAccount({ id: 78, clientId: 'b', clientSecret: 'b' });
    await at.load();
    at.token = (await at.newToken({ ...KEYS, client_id: 'b', client_secret: 'b' })).json.access_token;
    expect((await at.ask('/autoload/v4/uploads')).json.uploads).toEqual([]);
    const number = at.account.ads.get('SK-1')?.avitoId;
    expect((await at.ask(`/core/v1/accounts/78/items/${number}/`)).json.status).toBe('another_user');
  });
});
