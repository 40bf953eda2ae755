import {
  GetSecretValueCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { expect, test, vi } from 'vitest';
import { ADDRESS_HEADER, ORIGIN_HEADER } from '../../../functions/api/lambda/settings.ts';
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

const gatewayOf = async ({ environment }: World): Promise<string> => {
  const scope = `test/20260101/${environment.AWS_REGION}/apigateway/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`;
  const answer = await fetch(`${environment.AWS_ENDPOINT_URL}/v2/apis`, { headers: { authorization } });
  const { items } = (await answer.json()) as { items: { apiId: string; protocolType: string }[] };
  const api =
    items.find(({ protocolType }) => protocolType === 'HTTP') ?? expect.fail('There is no HTTP API');
  return `${environment.AWS_ENDPOINT_URL}/_aws/execute-api/${api.apiId}/$default`;
};

interface Sent {
  token?: string;
  body?: object;
  wait?: number;
}

const callerOf = (gateway: string, secret: string) => {
  const throughCloudFront = { [ORIGIN_HEADER]: secret, [ADDRESS_HEADER]: '203.0.113.7' };
  return async (path: string, { token, body, wait }: Sent = {}) => {
    const answer = await fetch(gateway + (path.startsWith('/api/') ? path : `/api${path}`), {
      method: body ? 'POST' : 'GET',
      headers: {
        ...throughCloudFront,
        ...(token && { authorization: `Bearer ${token}` }),
        ...(wait && { prefer: `wait=${wait}` }),
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
  const done = async (path: string, token: string, body: object) => {
    const first = await ask(path, { token, body, wait: 15 });
    expect([200, 202], JSON.stringify(first.body)).toContain(first.status);
    const place = first.headers.get('location') ?? '';
    const last = await vi.waitFor(async () => {
      const { body: command } = await ask(place, { token });
      if (command.state === 'waiting') throw new Error(`${path} waits`);
      return command;
    }, DEADLINE);
    expect(last).toMatchObject({ state: 'done' });
    return first.body;
  };

  test('its own address answers nobody who does not come through CloudFront', async () => {
    gateway = await gatewayOf(world);
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

  test('a program gets a token, sees its dealer by it, and nothing of another', async () => {
    const wish = { name: '1C', role: 'viewer', days: 1 };
    const { token } = await done(`/dealers/${DEALER}/tokens`, tokens[EDITOR] as string, wish);
    expect((await ask(`/dealers/${DEALER}`, { token })).body).toMatchObject({ id: DEALER });
    for (const who of [token, tokens[EDITOR] as string])
      expect((await ask('/dealers/samples/documents', { token: who })).status).toBe(403);
    expect((await ask('/feeds', { token })).status).toBe(403);
  });
};
