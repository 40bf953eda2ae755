import * as oauth from 'oauth4webapi';
import { Problem } from '../api/client.ts';
import { tabStorage } from '../kept.ts';
import type { Settings } from './session.ts';

/** What the way to the provider and back has to remember; no token is ever among it. */
const KEPT = 'feedwright-sign-in';

const here = (): string => new URL(import.meta.env.BASE_URL, location.href).href;

const discovered = async (issuer: URL): Promise<oauth.AuthorizationServer> =>
  oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer));

/** What a token answer gives, for as long as this page is open. */
interface Tokens {
  identity: string;
  renewal: string | undefined;
  /** Milliseconds since 1970, a minute before the provider's own end. */
  until: number;
}

const EARLY_SECONDS = 60;

const tokensOf = (answer: oauth.TokenEndpointResponse): Tokens => ({
  identity: answer.id_token ?? answer.access_token,
  renewal: answer.refresh_token,
  until: Date.now() + ((answer.expires_in ?? 300) - EARLY_SECONDS) * 1_000,
});

/** Signs in by authorization code with PKCE at any OpenID Connect provider; tokens live in memory only. */
export const openAt = async ({ issuer, clientId, scope }: NonNullable<Settings['identityProvider']>) => {
  const server = await discovered(new URL(issuer));
  const client: oauth.Client = { client_id: clientId };
  const none = oauth.None();
  let tokens: Tokens | null = await returned(server, client);
  let renewing: Promise<void> | null = null;

  /** Null where the provider refuses; throws while it cannot be asked, and what there was is kept for the next time. */
  const renewed = async ({ renewal }: Tokens): Promise<Tokens | null> => {
    if (!renewal) return null;
    const response = await oauth.refreshTokenGrantRequest(server, client, none, renewal);
    try {
      const next = tokensOf(await oauth.processRefreshTokenResponse(server, client, response));
      return { ...next, renewal: next.renewal ?? renewal };
    } catch (error) {
      if (error instanceof oauth.ResponseBodyError) return null;
      throw error;
    }
  };
  const renew = async (old: Tokens): Promise<void> => {
    tokens = await renewed(old);
  };
  const token = async (): Promise<string | null> => {
    if (tokens && tokens.until < Date.now())
      // Whatever asks meanwhile waits for the same: many providers take a renewal once, and end the session at its second use.
      renewing ??= renew(tokens).finally(() => {
        renewing = null;
      });
    await renewing;
    return tokens?.identity ?? null;
  };
  const signIn = async (): Promise<void> => {
    const [verifier, state] = [oauth.generateRandomCodeVerifier(), oauth.generateRandomState()];
    const storage = tabStorage();
    if (!storage) throw new Problem({ type: 'nothing-kept', title: '', status: 0 });
    storage.setItem(KEPT, JSON.stringify({ verifier, state, back: location.href }));
    const address = new URL(server.authorization_endpoint as string);
    address.search = new URLSearchParams({
      ...{ client_id: clientId, response_type: 'code', redirect_uri: here(), scope, state },
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).toString();
    location.assign(address);
  };
  const signOut = async (): Promise<void> => {
    tokens = null;
    const end = new URL(server.end_session_endpoint ?? here());
    end.searchParams.set('client_id', clientId);
    location.assign(end);
  };
  return { token, signIn, signOut };
};

/** The tokens, where the provider has just sent somebody back here; the address is then as it was before. */
async function returned(server: oauth.AuthorizationServer, client: oauth.Client): Promise<Tokens | null> {
  const kept = tabStorage()?.getItem(KEPT);
  if (!kept || !new URLSearchParams(location.search).has('code')) return null;
  tabStorage()?.removeItem(KEPT);
  const { verifier, state, back } = JSON.parse(kept) as Record<'verifier' | 'state' | 'back', string>;
  const given = oauth.validateAuthResponse(server, client, new URL(location.href), state);
  history.replaceState(null, '', back);
  const response = await oauth.authorizationCodeGrantRequest(
    ...([server, client, oauth.None(), given, here(), verifier] as const),
  );
  return tokensOf(await oauth.processAuthorizationCodeResponse(server, client, response));
}
