import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';

/** By its path: what the console's own settings check knows of browsers, tests beside it do not. */
const PROVIDER_MODULE = join(import.meta.dirname, '../../../console/src/session/provider.ts');
const ISSUER = 'https://people.example';
const PROVIDER = { issuer: ISSUER, clientId: 'console', scope: 'openid' };

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const now = (): number => Math.floor(Date.now() / 1_000);
const identity = (): string =>
  [
    encoded({ alg: 'RS256' }),
    encoded({ iss: ISSUER, sub: 'anna', aud: 'console', iat: now(), exp: now() + 60 }),
    Buffer.from('signed').toString('base64url'),
  ].join('.');

/** Gives tokens that end at once, and takes each renewal one time, as providers do that turn them over. */
function providerOf(): { renewals: string[]; isAway: boolean; isOver: boolean; answer: typeof fetch } {
  let last = 0;
  const given = () =>
    Response.json({
      ...{ access_token: 'access', token_type: 'bearer', id_token: identity(), expires_in: 1 },
      refresh_token: `renewal-${++last}`,
    });
  const provider = {
    ...{ renewals: [] as string[], isAway: false, isOver: false },
    answer: async (to: string | URL | Request, { body }: RequestInit = {}) => {
      if (provider.isAway) throw new TypeError('Failed to fetch');
      if (String(to).includes('openid-configuration'))
        return Response.json({
          ...{ issuer: ISSUER, token_endpoint: `${ISSUER}/token` },
          authorization_endpoint: `${ISSUER}/authorize`,
        });
      const renewal = new URLSearchParams(String(body)).get('refresh_token');
      if (!renewal) return given();
      provider.renewals.push(renewal);
      if (provider.isOver || renewal !== `renewal-${last}`)
        return Response.json({ error: 'invalid_grant' }, { status: 400 });
      return given();
    },
  };
  return provider;
}

beforeEach(() => {
  onTestFinished(() => void vi.unstubAllGlobals());
  vi.stubGlobal('sessionStorage', {
    getItem: () => JSON.stringify({ verifier: 'v'.repeat(43), state: 'state', back: '/console/' }),
    removeItem: () => {},
  });
  vi.stubGlobal('history', { replaceState: () => {} });
  const address = 'https://feeds.example/console/?code=once&state=state';
  vi.stubGlobal('location', { href: address, search: new URL(address).search });
});

const signedIn = async () => {
  const provider = providerOf();
  vi.stubGlobal('fetch', provider.answer);
  const { openAt } = await import(PROVIDER_MODULE);
  const { token } = await openAt(PROVIDER);
  return { provider, token: token as () => Promise<string | null> };
};

test('requests that find the token over renew it together, once', async () => {
  const { provider, token } = await signedIn();
  const tokens = await Promise.all([token(), token(), token()]);
  expect(new Set(tokens)).not.toContain(null);
  expect(provider.renewals).toEqual(['renewal-1']);
});

test('a moment without network signs nobody out', async () => {
  const { provider, token } = await signedIn();
  provider.isAway = true;
  await expect(token()).rejects.toThrow(TypeError);
  provider.isAway = false;
  expect(await token()).not.toBeNull();
});

test('whom the provider refuses is signed out', async () => {
  const { provider, token } = await signedIn();
  provider.isOver = true;
  expect(await token()).toBeNull();
});
