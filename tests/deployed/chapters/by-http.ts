import { once } from 'node:events';
import {
  GetSecretValueCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { Question } from '#contracts/question.ts';
import { sha256 } from '#shared/hash.ts';
import { ADDRESS_HEADER, ORIGIN_HEADER } from '../../../functions/api/lambda/settings.ts';
import { PLACE, photograph } from '../../fakes/photograph.ts';
import { ADMIN, type Chapter, DEADLINE, DEALER, EDITOR, type World } from '../world.ts';

/** What CloudFront would send: the emulator has none, so that this test asks the gateway itself. */
const originSecret = async (): Promise<string> => {
  const client = new SecretsManagerClient({});
  const { SecretList = [] } = await client.send(new ListSecretsCommand({}));
  const found =
    SecretList.find(({ Name }) => Name?.includes('OriginSecret')) ?? expect.fail('No origin secret');
  const { SecretString = '{}' } = await client.send(
    new GetSecretValueCommand({ SecretId: String(found.ARN) }),
  );
  return JSON.parse(SecretString).value;
};

/** Where the emulator has the API that speaks so: its own names lead nowhere. */
const gatewayOf = async ({ environment }: World, protocol: 'HTTP' | 'WEBSOCKET'): Promise<string> => {
  const scope = `test/20260101/${environment.AWS_REGION}/apigateway/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`;
  const answer = await fetch(`${environment.AWS_ENDPOINT_URL}/v2/apis`, { headers: { authorization } });
  const { items } = (await answer.json()) as { items: { apiId: string; protocolType: string }[] };
  const api =
    items.find(({ protocolType }) => protocolType === protocol) ?? expect.fail(`There is no ${protocol} API`);
  return `${environment.AWS_ENDPOINT_URL}/_aws/execute-api/${api.apiId}`;
};

interface Sent {
  token?: string;
  method?: string;
  body?: object;
  wait?: number;
  /** The state that the asker has seen. */
  seen?: string;
}

const callerOf = (gateway: string, secret: string) => {
  const throughCloudFront = { [ORIGIN_HEADER]: secret, [ADDRESS_HEADER]: '203.0.113.7' };
  return async (path: string, { token, body, wait, seen, method = body ? 'POST' : 'GET' }: Sent = {}) => {
    const answer = await fetch(gateway + (path.startsWith('/api/') ? path : `/api${path}`), {
      method,
      headers: {
        ...throughCloudFront,
        ...(token && { authorization: `Bearer ${token}` }),
        ...(wait && { prefer: `wait=${wait}` }),
        ...(seen && { 'if-match': seen }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) };
  };
};

/** After the update, which has people sign in at a provider of this test. IAM refuses nothing here: see tests/infra. */
export const byHttp: Chapter = (world) => {
  let ask: ReturnType<typeof callerOf>;
  let gateway: string;
  const tokens: Record<string, string> = {};

  /** What came of an act, waited for until somebody else has carried it out. */
  const done = async (path: string, token: string, body: object, more: Sent = {}) => {
    const first = await ask(path, { token, body, wait: 15, ...more });
    expect([200, 202], JSON.stringify(first.body)).toContain(first.status);
    const place = first.headers.get('location') ?? '';
    const last = await vi.waitFor(async () => {
      const { body: command } = await ask(place, { token });
      if (command.state === 'waiting') throw new Error(`${path} waits`);
      return command;
    }, DEADLINE);
    expect(last, JSON.stringify(last)).toMatchObject({ state: 'done' });
    return { ...first.body, result: last.result };
  };

  /** An open page, and what it is told. */
  const listening = async (token: string) => {
    const { body } = await ask(`/dealers/${DEALER}/tickets`, { token, method: 'POST' });
    const sockets = await gatewayOf(world, 'WEBSOCKET');
    const page = new WebSocket(`${sockets.replace('http:', 'ws:')}/hints${new URL(body.url).search}`);
    const told: { topic: string; revision: number }[] = [];
    page.on('message', (text) => told.push(JSON.parse(String(text))));
    await once(page, 'open');
    return { page, told };
  };

  /** The first question that takes a bare answer, with that. */
  const answerable = async (token: string) => {
    const { items } = (await ask(`/dealers/${DEALER}/questions`, { token })).body as { items: Question[] };
    for (const { id: question, basis, options } of items)
      for (const { name: option } of options.filter(({ value, byFile }) => value === null && !byFile)) {
        const body = { answers: [{ question, option, basis }] };
        if ((await ask(`/dealers/${DEALER}/answers/preview`, { token, body })).status === 200) return body;
      }
    return expect.fail('Nothing is asked that can be answered by a word');
  };

  test('its own address answers nobody who does not come through CloudFront', async () => {
    gateway = `${await gatewayOf(world, 'HTTP')}/$default`;
    ask = callerOf(gateway, await originSecret());
    const health = await ask('/health');
    expect({ status: health.status, told: health.body.status }).toEqual({ status: 200, told: 'healthy' });
    expect((await fetch(`${gateway}/api/health`)).status).toBe(403);
  });

  test('somebody signs in, and is an admin by the settings; nobody else has a right', async () => {
    for (const login of [ADMIN, EDITOR]) tokens[login] = await world.provider.signIn(login);
    expect((await ask('/me', { token: tokens[ADMIN] as string })).body).toMatchObject({ overall: 'admin' });
    expect((await ask('/me', { token: tokens[EDITOR] as string })).body).toMatchObject({
      overall: null,
      dealers: [],
    });
    expect((await ask(`/dealers/${DEALER}`, { token: tokens[EDITOR] as string })).status).toBe(403);
    expect((await ask(`/dealers/${DEALER}`)).status).toBe(401);
  });

  test('an invitation is written down, carried out by the stream, and taken', async () => {
    const wish = { email: `${EDITOR}@dealer.example`, role: 'dealer-admin' };
    const { token } = await done(`/dealers/${DEALER}/invitations`, tokens[ADMIN] as string, wish);
    const taken = await ask('/invitations/accept', { token: tokens[EDITOR] as string, body: { token } });
    expect(taken.body).toEqual({ dealerId: DEALER, role: 'dealer-admin' });
    const acts = (await ask(`/dealers/${DEALER}/audit`, { token: tokens[EDITOR] as string })).body.items;
    expect(acts).toContainEqual(
      expect.objectContaining({ action: 'member.invite', who: `${ADMIN}@dealer.example`, outcome: 'done' }),
    );
  });

  test('a file goes up by a signed address of the inbox, and its run is told', async () => {
    const file = 'no price list';
    const { body } = await ask(`/dealers/${DEALER}/uploads`, {
      token: tokens[EDITOR] as string,
      body: { files: [{ name: 'by-http.pdf', bytes: file.length }] },
    });
    const [{ url, method, headers }] = body.uploads;
    expect((await fetch(url, { method, headers, body: file })).status).toBe(200);
    const path = `/dealers/${DEALER}/documents`;
    await vi.waitFor(async () => {
      const { items } = (await ask(path, { token: tokens[EDITOR] as string })).body;
      expect(items).toContainEqual(
        expect.objectContaining({
          file: 'by-http.pdf',
          reason: expect.objectContaining({ code: 'not-a-pdf' }),
        }),
      );
    }, DEADLINE);
  });

  test('a photograph goes up by a signed address of the assets, is kept without its place, and taken away', async () => {
    const [token, path] = [tokens[EDITOR] as string, `/dealers/${DEALER}/pictures`];
    const [file, taken] = ['IMG_0001.jpg', photograph()];
    const { body } = await ask(`${path}/uploads`, {
      token,
      body: { files: [{ name: file, bytes: taken.length }] },
    });
    const [{ url, method, headers, upload }] = body.uploads;
    expect((await fetch(url, { method, headers, body: new Uint8Array(taken) })).status).toBe(200);
    const { result } = await done(path, token, { upload, file });
    const [kept] = (await ask(path, { token })).body.items;
    expect(kept).toMatchObject({ name: result.name, file, namedBy: [] });
    const shown = Buffer.from(await (await fetch(kept.url)).arrayBuffer());
    expect(result.name).toBe(`${sha256(shown)}.jpg`);
    for (const [picture, tellsPlace] of [
      [taken, true],
      [shown, false],
    ] as const)
      expect(picture.includes(PLACE)).toBe(tellsPlace);
    await done(`${path}/${kept.name}`, token, {}, { method: 'DELETE' });
    expect((await ask(path, { token })).body.items).toEqual([]);
    expect((await fetch(kept.url)).status).toBe(404);
  });

  test('a program gets a token, sees its dealer by it, and nothing of another', async () => {
    const wish = { name: '1C', role: 'viewer', days: 1 };
    const { token } = await done(`/dealers/${DEALER}/tokens`, tokens[EDITOR] as string, wish);
    tokens.program = token;
    expect((await ask(`/dealers/${DEALER}`, { token })).body).toMatchObject({ id: DEALER });
    for (const who of [token, tokens[EDITOR] as string])
      expect((await ask('/dealers/samples/documents', { token: who })).status).toBe(403);
    expect((await ask('/feeds', { token })).status).toBe(403);
  });

  test('an open page hears that a question is answered, and of the feed that this makes', async () => {
    const { page, told } = await listening(tokens.program as string);
    const token = tokens[EDITOR] as string;
    const wish = await answerable(token);
    const [{ question } = { question: '' }] = wish.answers;
    const { result } = await done(`/dealers/${DEALER}/answers`, token, wish);
    expect(result.answers).toMatchObject([{ question }]);
    const given = (await ask(`/dealers/${DEALER}/answers`, { token })).body.items;
    expect(given.map((answer: { question: string }) => answer.question)).toEqual([question]);
    const asked = (await ask(`/dealers/${DEALER}/questions`, { token })).body.items;
    expect(asked.map(({ id }: Question) => id)).not.toContain(question);
    const topics = () => new Set(told.map(({ topic }) => topic));
    await vi.waitFor(
      () => expect([...topics()]).toEqual(expect.arrayContaining(['questions', 'audit'])),
      DEADLINE,
    );
    const { body: revisions } = await ask(`/dealers/${DEALER}/revision`, { token });
    for (const { topic, revision } of told) expect(revision).toBeLessThanOrEqual(revisions[topic]);
    page.close();
  });

  test('a configuration that makes all dearer is put, and its feed held, looked at and approved', async () => {
    const token = tokens[EDITOR] as string;
    const path = `/dealers/${DEALER}`;
    const { body: dealer, headers } = await ask(path, { token });
    const conversion = Object.entries(dealer.conversion as Record<string, { rate: string }>).map(
      ([currency, one]) => [currency, { ...one, rate: String(Number(one.rate) * 1.2) }],
    );
    const wish = { configuration: { ...dealer, conversion: Object.fromEntries(conversion) } };
    expect((await ask(path, { token, method: 'PUT', body: wish })).status).toBe(428);
    await done(path, token, wish, { method: 'PUT', seen: headers.get('etag') ?? '' });
    const [newest] = (await ask(`${path}/feeds`, { token })).body.items;
    expect(newest).toMatchObject({ status: 'held', isLive: false });
    const version = `${path}/feeds/${newest.version}`;
    const { changed } = (await ask(`${version}/diff`, { token })).body;
    expect(changed).toBeGreaterThan(0);
    const looked = await ask(version, { token });
    const why = { why: 'the rate is right' };
    const seen = looked.headers.get('etag') ?? '';
    const { result } = await done(`${version}/approve`, token, why, { seen });
    expect(result).toMatchObject({ status: 'approved' });
  });

  test('whoever may no longer see the dealer is cut off', async () => {
    const { page } = await listening(tokens.program as string);
    const closed = once(page, 'close');
    const [kept] = (await ask(`/dealers/${DEALER}/tokens`, { token: tokens[EDITOR] as string })).body.items;
    await done(`/dealers/${DEALER}/tokens/${kept.token}`, tokens[EDITOR] as string, {}, { method: 'DELETE' });
    await closed;
    expect((await ask(`/dealers/${DEALER}`, { token: tokens.program as string })).status).toBe(401);
  });
};
