import { sha256 } from '#shared/hash.ts';
import { remembered } from '#shared/remembered.ts';
import type { Credentials } from './credentials.ts';

/** A token; times are milliseconds of the clock that it was got by. */
export interface Token {
  value: string;
  gotAt: number;
  goodUntil: number;
}

const RENEWED_EARLY_MS = 5 * 60_000;

/** Accounts whose tokens a process keeps. */
const MOST_KEPT = 2_000;

/** A changed secret is another account to the cache. */
const keyOf = ({ baseUrl, clientId, clientSecret }: Credentials): string =>
  sha256(JSON.stringify([baseUrl, clientId, clientSecret]));

/**
 * The tokens of a process: one an account, got by one call whoever asks meanwhile, and anew five minutes before its end.
 */
export const tokenCache = (now: () => number) => {
  const kept = remembered<Promise<Token>>('avito-tokens', MOST_KEPT);
  const renew = (key: string, get: () => Promise<Token>): Promise<Token> => {
    const asked = get().catch((error) => {
      if (kept.get(key) === asked) kept.drop(key);
      throw error;
    });
    kept.set(key, asked);
    return asked;
  };
  return {
    /** The account's token. Throws what `get` throws, and keeps nothing then. */
    of: async (credentials: Credentials, get: () => Promise<Token>): Promise<Token> => {
      const key = keyOf(credentials);
      const asked = kept.get(key) ?? renew(key, get);
      const token = await asked;
      if (now() < token.goodUntil - RENEWED_EARLY_MS) return token;
      // Somebody else may have begun meanwhile.
      return kept.get(key) === asked || kept.get(key) === undefined
        ? renew(key, get)
        : (kept.get(key) as Promise<Token>);
    },
    /** Forgets a token that was refused, unless another is kept by now. */
    drop: async (credentials: Credentials, { value }: Token): Promise<void> => {
      const key = keyOf(credentials);
      const asked = kept.get(key);
      const current = await asked?.catch(() => null);
      if (current?.value === value && kept.get(key) === asked) kept.drop(key);
    },
  };
};
export type TokenCache = ReturnType<typeof tokenCache>;
