import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '#shared/hash.ts';
import type { DealerToken, Role } from '#shared/table/member-records.ts';
import { AccessDenied } from '#shared/table/walled-table.ts';
import { type Permission, ROLES } from '../../../functions/api/roles.ts';
import { ROUTES } from '../../../functions/api/routes.ts';
import { type Answered, apiOn, type Sent } from '../../fakes/api.ts';
import { aDealer } from '../../fakes/listings.ts';
import { build, dropList, goLive, withAd } from '../../fakes/lists.ts';
import { testPorts } from '../../fakes/ports.ts';

const CODES = ['QAA1', 'QAB1', 'QAC1', 'QAD1', 'QAE1'];

let ports: Awaited<ReturnType<typeof testPorts>>;
let ask: (path: string, sent?: Sent) => Promise<Answered>;
let reported: unknown[];

const tokenOf = (dealerId: string, role: string): string => `fwt_${dealerId}_${role.padEnd(43, 'x')}`;

const letIn = async (dealerId: string, role: DealerToken['role'], expiresAt = '2999-01-01T00:00:00.000Z') => {
  const digest = sha256(tokenOf(dealerId, role));
  const at = '2026-11-01T00:00:00.000Z';
  await ports.table.dealerTokens.put({
    ...{ digest, dealerId, name: '1C', role, createdBy: 'test', createdAt: at, expiresAt },
  });
};

/** Two dealers, of whom one has a live feed of five ads; once for all tests that only look, or anew for each. */
const setUp = async () => {
  ports = await testPorts();
  for (const id of ['demo', 'other'])
    await ports.table.dealers.put({
      dealerId: id,
      version: '1',
      configuration: aDealer({
        id,
        feed: { publicUrl: `https://${id}.example/feed.xml`, path: '/feed.xml' },
      }),
    });
  await dropList(
    ports,
    '1',
    CODES.map((code) => withAd(code)),
  );
  await build(ports);
  await goLive(ports, 1);
  for (const role of ['viewer', 'editor', 'dealer-admin'] as const) {
    await letIn('demo', role);
    await letIn('other', role);
  }
  ({ ask, reported } = apiOn(ports));
  return () => ports[Symbol.asyncDispose]();
};

const viewer = { token: tokenOf('demo', 'viewer') };
const admin = { token: tokenOf('demo', 'dealer-admin') };

describe('who asks', () => {
  beforeAll(setUp);

  test('is asked for', async () => {
    const { status, body, headers } = await ask('/dealers/demo');
    expect(status).toBe(401);
    expect(body).toMatchObject({ title: 'No token provided', status: 401 });
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(headers.get('www-authenticate')).toContain('Bearer');
  });

  test.each([
    `fwt_demo_${'y'.repeat(43)}`,
    'fwt_nobody',
    'not.a.token',
    'x',
  ])('is refused with %s', async (token) => {
    expect(await ask('/dealers/demo', { token })).toMatchObject({
      status: 401,
      body: { title: 'Invalid token' },
    });
  });

  test('is refused once a token has expired', async () => {
    await letIn('other', 'viewer', '2026-11-02T00:00:00.000Z');
    expect((await ask('/dealers/other', { token: tokenOf('other', 'viewer') })).status).toBe(401);
  });

  test('is answered who it is', async () => {
    expect((await ask('/me', viewer)).body).toEqual({
      ...{ name: '1C', overall: null },
      dealers: [{ dealerId: 'demo', role: 'viewer' }],
    });
  });
});

describe('who guesses', () => {
  beforeEach(setUp);

  test('is slowed down', async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 102; at++)
      statuses.push((await ask('/dealers/demo', { token: `fwt_${at}` })).status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(100);
    const last = await ask('/me');
    expect(last.status).toBe(429);
    expect(last.body.title).toBe('Too many requests from this IP, please try again later.');
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask('/me', viewer)).status).toBe(200);
  });
});

/** A path with something in each of its places. */
const pathOf = (path: string, dealerId: string): string =>
  path
    .replace('{dealerId}', dealerId)
    .replace('{version}', '1')
    .replace('{modelCode}', 'QAA1')
    .replaceAll(/\{\w+\}/g, 'nothing-there');

const SEATS = ['viewer', 'editor', 'dealer-admin'] as const;

describe.each(SEATS)('a %s', (role) => {
  beforeEach(setUp);

  test('is let in where its role says so, at its own dealer alone', async () => {
    for (const route of ROUTES.filter(({ permission }) => permission !== null)) {
      const { method, path, permission } = route;
      // What was begun has ended before its store is taken away.
      const sent = { method, ...(method !== 'GET' && { body: {}, headers: { prefer: 'wait=20' } }) };
      const at = async (dealerId: string, token?: string) =>
        (await ask(pathOf(path, dealerId), token === undefined ? sent : { ...sent, token })).status;
      const told = `${method} ${path}`;
      if (!path.includes('{dealerId}')) expect(await at('', tokenOf('demo', role)), told).toBe(403);
      else {
        expect(await at('other', tokenOf('demo', role)), told).toBe(403);
        const may = ROLES[role as Role].includes(permission as Permission);
        const status = await at('demo', tokenOf('demo', role));
        if (may) expect([401, 403, 500], `${told} ${status}`).not.toContain(status);
        else expect(status, told).toBe(403);
      }
    }
    expect(reported).toEqual([]);
  });
});

describe('a list', () => {
  beforeAll(setUp);

  test('comes page by page, each item once', async () => {
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { status, body } = await ask(`/dealers/demo/offers?limit=2${next && `&cursor=${next}`}`, viewer);
      expect(status).toBe(200);
      seen.push(...body.items.map(({ modelCode }: { modelCode: string }) => modelCode));
      next = body.next;
    }
    expect(seen).toEqual(CODES);
  });

  test('takes no cursor of another list, and none that was made up', async () => {
    const { body } = await ask('/dealers/demo/offers?limit=2', viewer);
    const other = { token: tokenOf('other', 'viewer') };
    expect((await ask(`/dealers/other/offers?limit=2&cursor=${body.next}`, other)).status).toBe(400);
    expect((await ask(`/dealers/demo/documents?cursor=${body.next}`, viewer)).status).toBe(400);
    expect((await ask('/dealers/demo/offers?cursor=e30.AAAA', viewer)).status).toBe(400);
  });

  test.each([
    '?limit=0',
    '?limit=201',
    '?limit=x',
    '?nonsense=1',
  ])('says what is wrong in %s', async (query) => {
    const { status, body } = await ask(`/dealers/demo/documents${query}`, viewer);
    expect(status).toBe(400);
    expect(body.title).not.toBe('');
  });
});

describe('a list that may change', () => {
  beforeEach(setUp);

  test('is not sent again while nothing has changed', async () => {
    const { headers } = await ask('/dealers/demo/offers', viewer);
    const seen = { ...viewer, headers: { 'if-none-match': headers.get('etag') ?? '' } };
    expect((await ask('/dealers/demo/offers', seen)).status).toBe(304);
    await dropList(ports, '2', [withAd('QAA1', { price: '3000000' })]);
    expect((await ask('/dealers/demo/offers', seen)).status).toBe(200);
  });
});

describe('what goes wrong here', () => {
  beforeEach(setUp);

  test.each([
    new Error('the table is away'),
    new AccessDenied('Not the table of demo'),
  ])('is told to who keeps the installation with its place, and to nobody else: %s', async (fault) => {
    const told: unknown[][] = [];
    const broken = apiOn(
      ports,
      {},
      {
        portsFor: () => {
          throw fault;
        },
        report: (...said) => void told.push(said),
      },
    );
    const { status, body } = await broken.ask('/dealers/demo/feeds/1?channel=avito', viewer);
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('table');
    expect(told).toEqual([[fault, { route: 'GET /dealers/{dealerId}/feeds/{version}', dealerId: 'demo' }]]);
  });
});

describe('an act', () => {
  const approve = (version: number, sent: Sent) =>
    ask(`/dealers/demo/feeds/${version}/approve`, {
      method: 'POST',
      body: { why: 'seen' },
      ...admin,
      ...sent,
    });

  beforeEach(async () => {
    const end = await setUp();
    await dropList(
      ports,
      '2',
      CODES.slice(0, 1).map((code) => withAd(code)),
    );
    await build(ports);
    await ports.table.feeds.patchIf({ dealerId: 'demo', version: 2 }, { status: 'held' });
    return end;
  });

  const etag = async () => (await ask('/dealers/demo/feeds/2', admin)).headers.get('etag') ?? '';

  test('about what nobody has looked at is refused', async () => {
    expect((await approve(2, {})).status).toBe(428);
  });

  test('about what has changed meanwhile is refused', async () => {
    const seen = await etag();
    await ports.table.feeds.patchIf({ dealerId: 'demo', version: 2 }, { status: 'rejected' });
    expect((await approve(2, { headers: { 'if-match': seen } })).status).toBe(412);
  });

  test('is written down, carried out, and told of', async () => {
    const headers = { 'if-match': await etag(), prefer: 'wait=10' };
    const { status, body, headers: given } = await approve(2, { headers });
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'feed.approve', state: 'done', result: { status: 'approved' } });
    const place = (given.get('location') ?? '').replace(/^\/api/, '');
    expect((await ask(place, viewer)).body).toEqual(body);
    const [act] = (await ask('/dealers/demo/audit', viewer)).body.items;
    expect(act).toMatchObject({ action: 'feed.approve', who: expect.stringContaining('demo: 1C') });
  });

  test('is done once under one key, and a key is one wish’s', async () => {
    const headers = { 'idempotency-key': 'k1', prefer: 'wait=10' };
    const withdraw = (codes: string[]) =>
      ask('/dealers/demo/offers/withdraw', {
        method: 'POST',
        body: { codes, confirmed: true },
        ...admin,
        headers,
      });
    const [one, again] = [await withdraw(['QAA1']), await withdraw(['QAA1'])];
    expect(one.status).toBe(200);
    expect(again.body).toEqual(one.body);
    expect((await ports.table.commands.query({ dealerId: 'demo' })).length).toBe(1);
    expect(await withdraw(['QAB1'])).toMatchObject({ status: 422, body: { type: 'key-used' } });
  });

  test('that quotes a password keeps and shows none once it has ended, and is still the same wish', async () => {
    const sources = '/dealers/demo/market/sources';
    const put = (password: string) =>
      ask(sources, {
        method: 'POST',
        body: { name: 'Мото', url: `https://reader:${password}@shop.example/yml.xml` },
        ...admin,
        headers: { 'idempotency-key': 'k4', prefer: 'wait=10' },
      });
    const [one, again] = [await put('sesame'), await put('sesame')];
    expect(one).toMatchObject({ status: 200, body: { state: 'done' } });
    expect(again.body).toEqual(one.body);
    expect(JSON.stringify(await ports.table.commands.query({ dealerId: 'demo' }))).not.toContain('sesame');
    const [shown] = (await ask(sources, viewer)).body.items;
    expect(shown.url).toMatch(/^https:\/\/reader:\*+@shop\.example\/yml\.xml$/);
    const removed = await ask(`${sources}/${encodeURIComponent(shown.url)}`, {
      ...{ method: 'DELETE', ...admin, headers: { prefer: 'wait=10' } },
    });
    expect(removed.status).toBe(200);
  });

  test('that is asked for again while it is at work is done, once', async () => {
    const sent = {
      ...{ method: 'POST', body: { codes: ['QAA1'], confirmed: true }, ...admin },
      headers: { 'idempotency-key': 'k2', prefer: 'wait=10' },
    };
    const both = await Promise.all([1, 2].map(() => ask('/dealers/demo/offers/withdraw', sent)));
    expect(both.map(({ status }) => status).filter((status) => status > 202)).toEqual([]);
    expect(await ports.table.commands.query({ dealerId: 'demo' })).toMatchObject([{ state: 'done' }]);
  });

  test('about a feed, sent again, is answered what came of it and not that it has changed', async () => {
    const headers = { 'if-match': await etag(), 'idempotency-key': 'k3', prefer: 'wait=10' };
    const [one, again] = [await approve(2, { headers }), await approve(2, { headers })];
    expect(one.status).toBe(200);
    expect(again).toMatchObject({ status: 200, body: one.body });
  });

  test('that the desk refuses says why, as data and in words', async () => {
    const sent = { method: 'POST', body: { codes: ['NOPE'] }, ...admin, headers: { prefer: 'wait=10' } };
    const { status, body } = await ask('/dealers/demo/offers/withdraw', sent);
    expect(status).toBe(422);
    expect(body.reason).toMatchObject({ code: 'unknown-code', values: { codes: ['NOPE'] } });
    expect(body.title).toContain('NOPE');
  });

  test('concerns the dealer of the path, whatever the body says', async () => {
    const body = { dealerId: 'other', codes: ['QAA1'], confirmed: true };
    await ask('/dealers/demo/offers/withdraw', { method: 'POST', body, ...admin });
    expect(await ports.table.commands.query({ dealerId: 'other' })).toEqual([]);
  });

  test('puts no other dealer’s configuration', async () => {
    const { headers } = await ask('/dealers/demo', admin);
    const configuration = (await ask('/dealers/other', { token: tokenOf('other', 'viewer') })).body;
    const seen = { 'if-match': headers.get('etag') ?? '', prefer: 'wait=10' };
    const sent = { method: 'PUT', body: { configuration }, ...admin, headers: seen };
    expect(await ask('/dealers/demo', sent)).toMatchObject({ status: 422, body: { type: 'dealer-wrong' } });
  });
});

describe('a body', () => {
  beforeAll(setUp);

  const post = (body: string) => ask('/dealers/demo/offers/withdraw', { method: 'POST', body, ...admin });

  test.each([
    ['no JSON', '{'],
    ['no object', '[1]'],
    ['very deep', `{"codes":${'['.repeat(200)}${']'.repeat(200)}}`],
    ['very broad', `{"codes":[${'0,'.repeat(400_000)}0]}`],
    ['of more than a record holds', `{"codes":[${`"${'QAA1'.repeat(9)}",`.repeat(12_000)}"QAA1"]}`],
    ['wrong in each of very many places', `{"codes":[${'0,'.repeat(49_000)}0]}`],
    ['of another shape', '{"codes":"QAA1"}'],
    ['with what nobody asked for', '{"codes":["QAA1"],"role":"admin"}'],
  ])('%s is refused', async (_, body) => {
    expect((await post(body)).status).toBe(400);
  });

  test('larger than 1 MB is refused', async () => {
    const body = `{"token":"${'x'.repeat(1_000_001)}"}`;
    expect((await post(body)).status).toBe(413);
    expect((await ask('/invitations/accept', { method: 'POST', body, ...viewer })).status).toBe(413);
  });
});

describe('programs and people of a dealer', () => {
  beforeEach(setUp);

  const keep = (key?: string) =>
    ask('/dealers/demo/tokens', {
      ...{ method: 'POST', body: { name: 'ERP', role: 'editor', days: 3 }, ...admin },
      headers: { prefer: 'wait=10', ...(key && { 'idempotency-key': key }) },
    });

  test('get a token that is told once, held by its digest alone, and ended at once', async () => {
    const { status, body } = await keep();
    expect(status).toBe(200);
    const { token } = body;
    expect((await ask('/me', { token })).body.dealers).toEqual([{ dealerId: 'demo', role: 'editor' }]);
    const kept = (await ask('/dealers/demo/tokens', admin)).body.items;
    expect(JSON.stringify(kept)).not.toContain(token);
    const [command] = await ports.table.commands.query({ dealerId: 'demo' });
    expect(JSON.stringify(command)).not.toContain(token);
    const end = { method: 'DELETE', ...admin, headers: { prefer: 'wait=10' } };
    expect((await ask(`/dealers/demo/tokens/${sha256(token).slice(0, 8)}`, end)).status).toBe(200);
    expect((await ask('/me', { token })).status).toBe(401);
  });

  test('get the same token by the same key, and another without', async () => {
    const [one, again, another] = [await keep('k'), await keep('k'), await keep()];
    expect(again.body.token).toBe(one.body.token);
    expect(another.body.token).not.toBe(one.body.token);
  });
});
