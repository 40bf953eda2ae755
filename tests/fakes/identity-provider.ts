import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** Whom the provider knows, by the login name. */
export interface Account {
  email: string;
  email_verified: boolean;
  name: string;
}

const CLIENT = 'feedwright-console';
/** The console's own page; a browser would be sent there. */
const REDIRECT = 'https://console.example/signed-in';

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

const configuration = (accounts: ReadonlyMap<string, Account>) => ({
  clients: [
    {
      ...{ client_id: CLIENT, token_endpoint_auth_method: 'none' as const, redirect_uris: [REDIRECT] },
      ...{ response_types: ['code' as const], grant_types: ['authorization_code'] },
    },
  ],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  conformIdTokenClaims: false,
  cookies: { keys: ['of the test'] },
  features: { devInteractions: { enabled: true } },
  findAccount: (_: unknown, id: string) => {
    const account = accounts.get(id);
    return account && { accountId: id, claims: async () => ({ sub: id, ...account }) };
  },
});

/** Follows what a browser would: pages, cookies and forms of the provider, until it is sent back to the console. */
const signedInAt = async (start: string, login: string): Promise<URL> => {
  const cookies = new Map<string, string>();
  let [url, body]: [string, URLSearchParams | undefined] = [start, undefined];
  for (let step = 0; step < 12; step++) {
    const answer = await fetch(url, {
      ...{ method: body ? 'POST' : 'GET', redirect: 'manual' as const },
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body && { body }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const next = answer.headers.get('location');
    if (next?.startsWith(REDIRECT)) return new URL(next);
    if (next) [url, body] = [new URL(next, url).href, undefined];
    else {
      const page = await answer.text();
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? '';
      const action = /action="([^"]+)"/.exec(page)?.[1] ?? url;
      [url, body] = [new URL(action, url).href, new URLSearchParams({ prompt, login, password: 'any' })];
    }
  }
  throw new Error('The provider goes round and round');
};

/** A real OpenID Connect provider on loopback, and people who sign in there by code flow with PKCE. */
export const identityProvider = async (accounts: ReadonlyMap<string, Account>) => {
  const server = createServer();
  const issuer = `http://127.0.0.1:${await listen(server)}`;
  const provider = new Provider(issuer, configuration(accounts));
  server.on('request', provider.callback());
  return {
    issuer,
    audience: CLIENT,
    /** The token that the console would send. */
    signIn: async (login: string): Promise<string> => {
      const verifier = randomBytes(32).toString('base64url');
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      const asked = new URLSearchParams({
        ...{
          client_id: CLIENT,
          redirect_uri: REDIRECT,
          response_type: 'code',
          scope: 'openid email profile',
        },
        ...{ code_challenge: challenge, code_challenge_method: 'S256', state: 's' },
      });
      const back = await signedInAt(`${issuer}/auth?${asked}`, login);
      const answer = await fetch(`${issuer}/token`, {
        method: 'POST',
        body: new URLSearchParams({
          ...{ grant_type: 'authorization_code', client_id: CLIENT, redirect_uri: REDIRECT },
          ...{ code: back.searchParams.get('code') ?? '', code_verifier: verifier },
        }),
      });
      const { id_token: token } = (await answer.json()) as { id_token: string };
      return token;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
