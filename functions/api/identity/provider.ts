import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import * as z from 'zod';
import type { Identity } from '#desk/members/members.ts';

/** Where people sign in: any provider that speaks OpenID Connect. */
export const Provider = z.strictObject({
  issuer: z.url(),
  /** Our client at the provider: a token for another one is not for us. */
  audience: z.string().min(1),
});
export type Provider = z.infer<typeof Provider>;

const Discovered = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** No provider needs another, and "none" and the symmetric ones are how forged tokens come in. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];

/** Clocks of two machines differ by as much. */
const TOLERANCE_SECONDS = 30;

/** As long as its keys are waited for; a gateway waits for 29 seconds, and then nobody is told why. */
const PATIENCE_MS = 5_000;

const Claims = z.object({
  sub: z.string().min(1),
  email: z.string().optional(),
  // Cognito writes it as a string.
  email_verified: z.union([z.boolean(), z.string()]).optional(),
  name: z.string().optional(),
});

const identityOf = (issuer: string, payload: JWTPayload): Identity => {
  const { sub: subject, email = '', email_verified: isVerified, name = '' } = Claims.parse(payload);
  return { issuer, subject, name, email: String(isVerified) === 'true' ? email.toLowerCase() : '' };
};

const discover = async ({ issuer }: Provider, get: typeof fetch): Promise<URL> => {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await get(address, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch((cause) => {
    throw new Error(`The identity provider ${issuer} does not answer`, { cause });
  });
  if (!answer.ok) throw new Error(`The identity provider ${issuer} answers ${answer.status}`);
  const found = Discovered.parse(await answer.json());
  if (found.issuer !== issuer)
    throw new Error(`The identity provider ${issuer} calls itself ${found.issuer}`);
  return new URL(found.jwks_uri);
};

/** Tells whose a token is; null where it is forged, expired, or for somebody else. Throws where the provider is silent. */
export type VerifyToken = (token: string) => Promise<Identity | null>;

/** Tokens of one provider. Its keys are fetched when the first token comes, and again when one names an unknown key. */
export const verifierFor = (
  provider: Provider,
  get: typeof fetch = fetch,
  clock: () => Date = () => new Date(),
): VerifyToken => {
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined;
  return async (token) => {
    keys ??= createRemoteJWKSet(await discover(provider, get));
    const { issuer, audience } = provider;
    const options = { issuer, audience, algorithms: ALGORITHMS, clockTolerance: TOLERANCE_SECONDS };
    try {
      const checks = { ...options, requiredClaims: ['exp', 'sub'], currentDate: clock() };
      const { payload } = await jwtVerify(token, keys, checks);
      return identityOf(issuer, payload);
    } catch (error) {
      if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) return null;
      throw error;
    }
  };
};
