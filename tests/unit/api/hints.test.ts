import { beforeEach, describe, expect, test } from 'vitest';
import type { Identity } from '#desk/members/members.ts';
import { sha256 } from '#shared/hash.ts';
import type { Address } from '#shared/table/keys.ts';
import { openSocket, tellChanges } from '../../../functions/api/hints/sockets.ts';
import { apiOn } from '../../fakes/api.ts';
import { aDealer } from '../../fakes/listings.ts';
import { testPorts } from '../../fakes/ports.ts';

const PROGRAM = `fwt_demo_${'p'.repeat(43)}`;
const OTHERS = `fwt_other_${'p'.repeat(43)}`;

let ports: Awaited<ReturnType<typeof testPorts>>;
let api: ReturnType<typeof apiOn>;
/** What each open page was told; null: it has gone, and nobody knows yet. */
let pages: Map<string, string[] | null>;
let now: Date;

const lines = {
  send: async (socketId: string, text: string) => {
    pages.get(socketId)?.push(text);
    return Boolean(pages.get(socketId));
  },
  hangUp: async (socketId: string) => void pages.delete(socketId),
};

const people: Record<string, Identity> = {
  'anna.token': { issuer: 'https://id.example', subject: 'anna', email: 'anna@dealer.example', name: 'Anna' },
  'root.token': { issuer: 'https://id.example', subject: 'root', email: 'root@dealer.example', name: 'Root' },
};

beforeEach(async () => {
  now = new Date('2026-11-30T09:00:00Z');
  ports = await testPorts();
  ports.clock = () => now;
  pages = new Map();
  const createdAt = now.toISOString();
  for (const id of ['demo', 'other']) {
    const feed = { publicUrl: `https://${id}.example/feed.xml`, path: '/feed.xml' };
    await ports.table.dealers.put({ dealerId: id, version: '1', configuration: aDealer({ id, feed }) });
  }
  for (const [token, dealerId] of [
    [PROGRAM, 'demo'],
    [OTHERS, 'other'],
  ] as const)
    await ports.table.dealerTokens.put({
      ...{ digest: sha256(token), dealerId, name: '1C', role: 'viewer', createdBy: 'test', createdAt },
      expiresAt: '2026-12-30T09:00:00.000Z',
    });
  api = apiOn(ports, { verify: async (token) => people[token] ?? null });
  return () => ports[Symbol.asyncDispose]();
});

const ticketOf = async (token: string, dealerId = 'demo'): Promise<string> => {
  const { status, body } = await api.ask(`/dealers/${dealerId}/tickets`, { method: 'POST', token });
  return status === 200 ? (new URL(body.url, 'http://127.0.0.1').searchParams.get('ticket') ?? '') : '';
};

const listen = async (socketId: string, ticket: string) => {
  pages.set(socketId, []);
  return openSocket({ socketId, ticket }, lines, ports);
};

const changed = (...addresses: [PK: string, SK: string][]) =>
  tellChanges(
    addresses.map(([PK, SK]): Address => ({ PK, SK })),
    lines,
    ports,
  );

const memberOf = async (token: string) => {
  await api.ask('/me', { token });
  const member = (await ports.table.members.query({})).find(({ email }) => email === people[token]?.email);
  return member?.memberId ?? '';
};

const giveSeat = async (token: string) => {
  const memberId = await memberOf(token);
  const { email = '', name = '' } = people[token] ?? {};
  await ports.table.seats.put({
    ...{ dealerId: 'demo', memberId, role: 'viewer', email, name, givenBy: 'test', at: now.toISOString() },
  });
  return memberId;
};

describe('a ticket', () => {
  test('opens one socket, once', async () => {
    const ticket = await ticketOf(PROGRAM);
    expect(await listen('1', ticket)).toMatchObject({ dealerId: 'demo' });
    expect(await listen('2', ticket)).toBeNull();
  });

  test('of several at once opens one', async () => {
    const ticket = await ticketOf(PROGRAM);
    const opened = await Promise.all(['1', '2', '3'].map((id) => listen(id, ticket)));
    expect(opened.filter(Boolean)).toHaveLength(1);
  });

  test('is over after a minute, and a token or a guess is none', async () => {
    const ticket = await ticketOf(PROGRAM);
    now = new Date('2026-11-30T09:01:01Z');
    for (const word of [ticket, PROGRAM, `fwt_demo_${'g'.repeat(43)}`, '', 'x'])
      expect(await listen('1', word), word).toBeNull();
  });

  test('is for nobody at a dealer that it may not see, and is itself no token', async () => {
    expect(await ticketOf(OTHERS)).toBe('');
    expect(await ticketOf('anna.token')).toBe('');
    expect((await api.ask('/dealers/demo', { token: await ticketOf(PROGRAM) })).status).toBe(401);
  });

  test('of who was removed meanwhile opens nothing', async () => {
    const ticket = await ticketOf(PROGRAM);
    await ports.table.dealerTokens.remove({ dealerId: 'demo', digest: sha256(PROGRAM) });
    expect(await listen('1', ticket)).toBeNull();
    expect(await ports.table.openSockets.query({ dealerId: 'demo' })).toEqual([]);
  });
});

const CHANGES = [
  ['a stage has ended', 'D#demo', 'DOC#abc#RUN#1#STAT#match', 'documents'],
  ['a question is answered', 'D#demo', 'GIVEN#2026-11-30T09:00:00Z#q#0', 'questions'],
  ['a feed is built or held', 'D#demo', 'FEED#3', 'feeds'],
  ['a feed is built in another channel', 'D#demo#CHANNEL#drom', 'FEED#3', 'feeds'],
  ['a delivery has ended', 'D#demo', 'DELIVERY#2026-11-30T08:00:00Z#1', 'deliveries'],
  ['a machine is sold', 'D#demo', 'STOCK#QAA1#', 'stock'],
  ['an ad is judged', 'D#demo', 'VERDICT#QAA1-2026', 'verdicts'],
  ['an act has ended', 'D#demo', 'COMMAND#1', 'commands'],
] as const;

describe('a change', () => {
  test('is told, and the poll says the same', async () => {
    await listen('1', await ticketOf(PROGRAM));
    let etag = '';
    const poll = () =>
      api.ask('/dealers/demo/revision', { token: PROGRAM, headers: { 'if-none-match': etag } });
    for (const [what, PK, SK, topic] of CHANGES) {
      etag = (await poll()).headers.get('etag') ?? '';
      expect((await poll()).status, what).toBe(304);
      await changed([PK, SK], ['D#demo', 'OFFER#SKI-DOO#2026#FI#QAA1']);
      const { status, body } = await poll();
      expect(status, what).toBe(200);
      const told = pages
        .get('1')
        ?.splice(0)
        .map((text) => JSON.parse(text));
      expect(told, what).toEqual([{ topic, revision: body[topic] }]);
      await changed([PK, SK]);
      expect(JSON.parse(pages.get('1')?.pop() ?? '').revision, what).toBe(body[topic] + 1);
    }
  });

  test('is told to nobody at another dealer, and what no page shows to nobody', async () => {
    await listen('1', await ticketOf(PROGRAM));
    await listen('2', await ticketOf(OTHERS, 'other'));
    await changed(['D#other', 'FEED#1'], ['D#demolition', 'FEED#1'], ['SHARED', 'RULES#base#1']);
    await changed(['D#demo', 'OFFER#x'], ['D#demo#RESULT#run', 'RESULT#x'], ['D#demo', 'REVISIONS']);
    expect(pages.get('1')).toEqual([]);
    expect(pages.get('2')).toHaveLength(1);
  });

  test('finds that a page has gone, and forgets it', async () => {
    await listen('1', await ticketOf(PROGRAM));
    await listen('2', await ticketOf(PROGRAM));
    pages.set('1', null);
    now = new Date('2026-11-30T09:01:00Z');
    await changed(['D#demo', 'FEED#1']);
    const open = await ports.table.openSockets.query({ dealerId: 'demo' });
    expect(open.map(({ socketId }) => socketId)).toEqual(['2']);
    expect(pages.get('2')).toHaveLength(1);
  });
});

test('A page that is still opening when something changes is told of what changes then', async () => {
  await listen('1', await ticketOf(PROGRAM));
  pages.set('1', null);
  await changed(['D#demo', 'FEED#1']);
  pages.set('1', []);
  await changed(['D#demo', 'FEED#2']);
  expect(pages.get('1')).toHaveLength(1);
});

describe('a page is closed as soon as', () => {
  test('its token is ended over the API', async () => {
    await listen('1', await ticketOf(PROGRAM));
    await ports.table.dealerTokens.remove({ dealerId: 'demo', digest: sha256(PROGRAM) });
    await changed(['D#demo', `TOKEN#${sha256(PROGRAM)}`]);
    expect([...pages]).toEqual([]);
    expect((await api.ask('/dealers/demo', { token: PROGRAM })).status).toBe(401);
  });

  test('its token is over, at the next change', async () => {
    await listen('1', await ticketOf(PROGRAM));
    now = new Date('2026-12-30T09:00:00Z');
    await changed(['D#demo', 'FEED#1']);
    expect([...pages]).toEqual([]);
  });

  test('its member’s seat is taken', async () => {
    const memberId = await giveSeat('anna.token');
    await listen('1', await ticketOf('anna.token'));
    await listen('2', await ticketOf(PROGRAM));
    await ports.table.seats.remove({ dealerId: 'demo', memberId });
    await changed(['D#demo', `SEAT#${memberId}`]);
    expect([...pages.keys()]).toEqual(['2']);
    expect((await api.ask('/dealers/demo', { token: 'anna.token' })).status).toBe(403);
  });

  test('its member is removed from the installation, or is no longer what it was to all dealers', async () => {
    const memberId = await memberOf('root.token');
    const member = await ports.table.members.get({ memberId });
    if (!member) throw new Error('Who has signed in is a member');
    for (const after of [member, { ...member, overall: 'operator' as const, removedAt: now.toISOString() }]) {
      await ports.table.members.put({ ...member, overall: 'operator' });
      await listen('1', await ticketOf('root.token'));
      await ports.table.members.put(after);
      await changed(['SHARED#MEMBERS', `MEMBER#${memberId}`]);
      expect([...pages]).toEqual([]);
    }
  });

  test('the same opens more than ten, the oldest first', async () => {
    for (let at = 1; at <= 12; at++) {
      now = new Date(Date.parse('2026-11-30T09:00:00Z') + at * 1000);
      await listen(`${at}`, await ticketOf(PROGRAM));
    }
    expect([...pages.keys()]).toEqual(['3', '4', '5', '6', '7', '8', '9', '10', '11', '12']);
  });
});
