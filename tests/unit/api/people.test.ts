import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { memberFor, memberIdOf } from '#desk/members/members.ts';
import type { Seat } from '#shared/table/member-records.ts';
import { verifierFor } from '../../../functions/api/identity/provider.ts';
import { type Answered, apiOn, type Sent } from '../../fakes/api.ts';
import { identityProvider } from '../../fakes/identity-provider.ts';
import { aDealer } from '../../fakes/listings.ts';
import { testPorts } from '../../fakes/ports.ts';

const ANNA = { email: 'Anna@dealer.example', email_verified: true, name: 'Анна' };
const BORIS = { email: 'boris@dealer.example', email_verified: true, name: 'Boris' };
const CLAIMER = { email: 'anna@dealer.example', email_verified: false, name: 'not Anna' };

let provider: Awaited<ReturnType<typeof identityProvider>>;
let ports: Awaited<ReturnType<typeof testPorts>>;
let ask: (path: string, sent?: Sent) => Promise<Answered>;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  provider = await identityProvider(
    new Map([
      ['anna', ANNA],
      ['boris', BORIS],
      ['claimer', CLAIMER],
    ]),
  );
  for (const login of ['anna', 'boris', 'claimer']) tokens[login] = await provider.signIn(login);
});
afterAll(() => provider[Symbol.asyncDispose]());

beforeEach(async () => {
  ports = await testPorts();
  await ports.table.dealers.put({ dealerId: 'demo', version: '1', configuration: aDealer({ id: 'demo' }) });
  ({ ask } = apiOn(ports, { verify: verifierFor(provider) }));
  return () => ports[Symbol.asyncDispose]();
});

const as = (login: string) => ({ token: tokens[login] as string });

const makeAdmin = async (login: string) => {
  await ask('/me', as(login));
  const memberId = memberIdOf({ issuer: provider.issuer, subject: login });
  await ports.table.members.patchIf({ memberId }, { overall: 'admin' });
};

const invite = async (email: string, role = 'editor'): Promise<string> => {
  const sent = { method: 'POST', body: { email, role }, ...as('boris'), headers: { prefer: 'wait=10' } };
  return (await ask('/dealers/demo/invitations', sent)).body.token;
};

const accept = (login: string, token: string) =>
  ask('/invitations/accept', { method: 'POST', body: { token }, ...as(login) });

describe('somebody who signs in', () => {
  test('for the first time is a member without any right', async () => {
    expect((await ask('/me', as('anna'))).body).toEqual({ name: 'Анна', overall: null, dealers: [] });
    expect((await ask('/dealers/demo', as('anna'))).status).toBe(403);
  });

  test('takes the seat it was invited to, once, and nobody else does', async () => {
    await makeAdmin('boris');
    const token = await invite('anna@dealer.example');
    await ports.table.leavings.put({ dealerId: 'demo', by: 'boris', at: new Date().toISOString() });
    expect((await accept('anna', token)).body).toMatchObject({ type: 'dealer-leaving' });
    const leaving = async () => (await ask('/dealers/demo/leaving', as('boris'))).body;
    expect(await leaving()).toMatchObject({ leaves: { code: 'dealer-leaving' }, canStay: true });
    const counts = { objects: 1, bytes: 1, records: 1, pictures: 0, accounts: 0, members: 0 };
    await ports.table.leavings.patchIf({ dealerId: 'demo' }, { counts });
    expect(await leaving()).toMatchObject({ leaves: { code: 'dealer-leaving' }, canStay: false });
    await ports.table.leavings.remove({ dealerId: 'demo' });
    expect(await leaving()).toEqual({ leaves: null, canStay: true });
    expect((await accept('claimer', token)).status).toBe(422);
    expect((await accept('boris', token)).status).toBe(422);
    expect((await accept('anna', token)).body).toEqual({ dealerId: 'demo', role: 'editor' });
    expect((await accept('anna', token)).status).toBe(422);
    expect((await ask('/dealers/demo', as('anna'))).status).toBe(200);
    expect((await ask('/dealers/demo/members', as('anna'))).status).toBe(403);
    const { items } = (await ask('/dealers/demo/members', as('boris'))).body;
    expect(items).toEqual([expect.objectContaining({ email: 'anna@dealer.example', role: 'editor' })]);
  });

  test('is not shut out where taking its seat was broken off, nor comes back by that once it was removed', async () => {
    await makeAdmin('boris');
    const token = await invite('anna@dealer.example');
    const { seats } = ports.table;
    const put = seats.put;
    const broken = (calls: number) => async (seat: Seat) => {
      if (calls > 0) await put(seat);
      throw new Error('killed');
    };
    for (const calls of [0, 1]) {
      Object.assign(seats, { put: broken(calls) });
      expect((await accept('anna', token)).status).toBe(500);
    }
    Object.assign(seats, { put });
    const taken = { method: 'DELETE', ...as('boris'), headers: { prefer: 'wait=10' } };
    expect((await ask('/dealers/demo/members/anna@dealer.example', taken)).status).toBe(200);
    expect((await accept('anna', token)).status).toBe(422);
    const other = await invite('anna@dealer.example');
    Object.assign(seats, { put: broken(0) });
    expect((await accept('anna', other)).status).toBe(500);
    Object.assign(seats, { put });
    expect((await accept('anna', other)).status).toBe(200);
    expect((await accept('anna', other)).status).toBe(422);
  });

  test('is out at the next request once its seat is taken', async () => {
    await makeAdmin('boris');
    await accept('anna', await invite('anna@dealer.example'));
    const taken = { method: 'DELETE', ...as('boris'), headers: { prefer: 'wait=10' } };
    expect((await ask('/dealers/demo/members/anna@dealer.example', taken)).status).toBe(200);
    expect((await ask('/dealers/demo', as('anna'))).status).toBe(403);
    const acts = (await ask('/dealers/demo/audit', as('boris'))).body.items;
    expect(acts.map(({ action }: { action: string }) => action)).toEqual([
      'member.remove',
      'member.join',
      'member.invite',
    ]);
  });

  test('stays, and keeps its role, while nobody else keeps the dealer', async () => {
    await makeAdmin('boris');
    await accept('anna', await invite('anna@dealer.example', 'dealer-admin'));
    const path = '/dealers/demo/members/anna@dealer.example';
    const sent = { ...as('boris'), headers: { prefer: 'wait=10' } };
    const refused = await ask(path, { method: 'DELETE', ...sent });
    expect(refused).toMatchObject({ status: 422, body: { type: 'last-admin-stays' } });
    expect((await ask(path, { method: 'PUT', body: { role: 'viewer' }, ...sent })).status).toBe(422);
    expect(await ask(`/members/${ANNA.email}`, { method: 'DELETE', ...sent })).toMatchObject({
      status: 422,
      body: { type: 'last-admin-stays' },
    });
    expect((await accept('anna', await invite('anna@dealer.example', 'viewer'))).status).toBe(422);
    await accept('boris', await invite('boris@dealer.example', 'dealer-admin'));
    expect((await accept('anna', await invite('anna@dealer.example', 'viewer'))).status).toBe(200);
    expect((await ask(path, { method: 'DELETE', ...sent })).status).toBe(200);
  });

  test('stays where the two who keep a dealer, or the installation, are told at once to go', async () => {
    await makeAdmin('boris');
    for (const login of ['anna', 'boris'])
      await accept(login, await invite(`${login}@dealer.example`, 'dealer-admin'));
    const both = async (path: string, method: string, body?: object) =>
      (
        await Promise.all(
          ['anna', 'boris'].map((login) => {
            const sent = { method, ...(body && { body }), ...as('boris'), headers: { prefer: 'wait=10' } };
            return ask(`${path}/${login}@dealer.example`, sent);
          }),
        )
      ).map(({ status }) => status);
    expect((await both('/dealers/demo/members', 'DELETE')).toSorted()).toEqual([200, 422]);
    expect(await ports.table.seats.query({ dealerId: 'demo' })).toMatchObject([{ role: 'dealer-admin' }]);
    await makeAdmin('anna');
    expect((await both('/members', 'PUT', { overall: 'operator' })).toSorted()).toEqual([200, 422]);
  });

  test('is who its provider says today: an address it has verified since opens, one it has no longer does not', async () => {
    const accounts = new Map([['late', CLAIMER]]);
    await using moving = await identityProvider(accounts);
    const { ask: here } = apiOn(ports, { verify: verifierFor(moving) });
    const taken = async (token: string) =>
      (
        await here('/invitations/accept', {
          ...{ method: 'POST', body: { token } },
          token: await moving.signIn('late'),
        })
      ).status;
    await makeAdmin('boris');
    const token = await invite('anna@dealer.example');
    expect(await taken(token)).toBe(422);
    accounts.set('late', { ...CLAIMER, email: 'other@dealer.example', email_verified: true });
    expect(await taken(token)).toBe(422);
    accounts.set('late', { ...CLAIMER, email_verified: true });
    expect(await taken(token)).toBe(200);
  });

  test('is refused for good once removed', async () => {
    await ask('/me', as('anna'));
    const memberId = memberIdOf({ issuer: provider.issuer, subject: 'anna' });
    await ports.table.members.patchIf({ memberId }, { removedAt: new Date().toISOString() });
    expect((await ask('/me', as('anna'))).status).toBe(401);
  });
});

describe('who keeps the installation', () => {
  const say = (path: string, method: string, body?: object, login = 'boris') =>
    ask(path, { method, ...(body && { body }), ...as(login), headers: { prefer: 'wait=10' } });
  const overallOf = async (login: string) => (await ask('/me', as(login))).body.overall;

  test('is said by an admin, and an operator says it of nobody', async () => {
    await makeAdmin('boris');
    await ask('/me', as('anna'));
    expect((await ask('/dealers', as('anna'))).status).toBe(403);
    const memberId = memberIdOf({ issuer: provider.issuer, subject: 'anna' });
    const said = await say('/members/anna@dealer.example', 'PUT', { overall: 'operator' });
    expect(said).toMatchObject({ status: 200, body: { state: 'done', result: { memberId } } });
    expect((await ask('/dealers', as('anna'))).status).toBe(200);
    expect((await say(`/members/${memberId}`, 'PUT', { overall: 'admin' }, 'anna')).status).toBe(403);
    expect((await say(`/members/${memberId}`, 'PUT', { overall: null })).status).toBe(200);
    expect(await overallOf('anna')).toBeNull();
    expect((await ask('/audit', as('boris'))).body.items).toMatchObject([
      { action: 'member.overall', who: BORIS.email, subject: memberId, details: { overall: null } },
      { action: 'member.overall', who: BORIS.email, details: { overall: 'operator' } },
    ]);
  });

  test('is somebody at any time: the last admin stays', async () => {
    await makeAdmin('boris');
    const own = `/members/${BORIS.email}`;
    for (const overall of [null, 'operator'])
      expect(await say(own, 'PUT', { overall })).toMatchObject({
        status: 422,
        body: { type: 'last-admin-stays' },
      });
    expect((await say(own, 'DELETE')).status).toBe(422);
    await makeAdmin('anna');
    expect((await say(own, 'DELETE')).status).toBe(200);
    expect((await ask('/me', as('boris'))).status).toBe(401);
  });

  test('is not made anew by the settings of whom an admin took it from', async () => {
    const told = { issuer: provider.issuer, subject: 'anna', email: 'anna@dealer.example', name: 'Anna' };
    const signIn = () => memberFor(told, ports, [told.email]);
    expect(await signIn()).toMatchObject({ overall: 'admin' });
    await makeAdmin('boris');
    await say('/members/anna@dealer.example', 'PUT', { overall: null });
    expect(await signIn()).toMatchObject({ overall: null });
    expect(await overallOf('anna')).toBeNull();
  });

  test('lets somebody in no more, and its seats are free', async () => {
    await makeAdmin('boris');
    await accept('anna', await invite('anna@dealer.example'));
    expect((await say('/members/anna@dealer.example', 'DELETE')).status).toBe(200);
    expect((await ask('/dealers/demo', as('anna'))).status).toBe(401);
    expect((await ask('/dealers/demo/members', as('boris'))).body.items).toEqual([]);
    const again = await say('/members/anna@dealer.example', 'PUT', { overall: 'operator' });
    expect(again).toMatchObject({ status: 404, body: { type: 'member-unknown' } });
  });
});

describe('a token', () => {
  const claims = (more: object = {}) => ({ sub: 'anna', ...more });
  const now = () => Math.floor(Date.now() / 1000);

  const forged = async (issuer: string, audience: string, expires: number) => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const { kid = 'k' } = await exportJWK(publicKey);
    return new SignJWT(claims())
      .setProtectedHeader({ alg: 'RS256', kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime(expires)
      .sign(privateKey);
  };

  test('that somebody else has signed is none', async () => {
    const token = await forged(provider.issuer, provider.audience, now() + 600);
    expect((await ask('/me', { token })).status).toBe(401);
  });

  test('that nobody has signed is none', async () => {
    const token = new UnsecuredJWT(claims())
      .setIssuer(provider.issuer)
      .setAudience(provider.audience)
      .setExpirationTime(now() + 600)
      .encode();
    expect((await ask('/me', { token })).status).toBe(401);
  });

  test('that was changed on its way is none', async () => {
    const [head = '', , signature = ''] = (tokens.anna as string).split('.');
    const body = Buffer.from(JSON.stringify(claims({ sub: 'boris' }))).toString('base64url');
    expect((await ask('/me', { token: `${head}.${body}.${signature}` })).status).toBe(401);
  });

  test('for another client of the same provider is none', async () => {
    const other = apiOn(ports, { verify: verifierFor({ ...provider, audience: 'another-client' }) });
    expect((await other.ask('/me', as('anna'))).status).toBe(401);
  });

  test('that is over is none', async () => {
    const later = { ...ports, clock: () => new Date(Date.now() + 2 * 60 * 60_000) };
    const verify = verifierFor(provider, fetch, later.clock);
    expect((await apiOn(later, { verify }).ask('/me', as('anna'))).status).toBe(401);
  });
});

test('A provider that takes a question and never answers is not waited for', async () => {
  const clock = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort());
  onTestFinished(() => clock.mockRestore());
  const silent: typeof fetch = (_, { signal } = {}) =>
    new Promise((_, reject) => signal?.aborted && reject(signal.reason));
  const verify = verifierFor({ issuer: 'https://silent.example', audience: 'feedwright' }, silent);
  await expect(verify('a.b.c')).rejects.toThrow('https://silent.example does not answer');
});
