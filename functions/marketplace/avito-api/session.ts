import type * as z from 'zod';
import { TransientFailure } from '#shared/errors.ts';
import { type Pauses, REAL_PAUSES } from '#shared/retry.ts';
import type { Credentials } from './credentials.ts';
import { AvitoRefused, decodeError } from './errors.ts';
import { parseExact } from './parse.ts';
import { type MethodGroup, type RateQueue, rateQueue } from './rate-queue.ts';
import { Token as TokenAnswer } from './schemas.ts';
import { type Token, type TokenCache, tokenCache } from './tokens.ts';
import { type HttpRequest, type ReadAnswer, readAnswer, type Transport } from './transport.ts';

/** What the sessions of a process share. */
export interface Shared {
  pauses: Pauses;
  queue: RateQueue;
  tokens: TokenCache;
}

export const sharedBy = (pauses: Pauses): Shared => ({
  pauses,
  queue: rateQueue(pauses),
  tokens: tokenCache(pauses.now),
});

const PROCESS = sharedBy(REAL_PAUSES);

/** A question to the API: its path behind the base address, and what the answer must be. */
export interface Question<Schema extends z.ZodType> {
  group: MethodGroup;
  path: string;
  answer: Schema;
}

/** Something that is done at Avito; it is never said twice by itself. */
export interface Order {
  group: MethodGroup;
  path: string;
  body?: unknown;
}

/** The account of one set of keys. */
export interface Session {
  /** Throws `AvitoRefused`, and `TransientFailure` where no answer came in five tries or in time. */
  ask<Schema extends z.ZodType>(
    question: Question<Schema>,
  ): Promise<{ value: z.output<Schema>; text: string }>;
  /** The same, null where nothing is there. */
  askIfThere<Schema extends z.ZodType>(
    question: Question<Schema>,
  ): Promise<{ value: z.output<Schema>; text: string } | null>;
  /** Throws `AvitoRefused`; of the kind `unclear` where it may have been done. */
  order(order: Order): Promise<void>;
  /** A header that proves who asks, for what is no method of the API. */
  bearer(): Promise<Record<string, string>>;
  transport: Transport;
  credentials: Credentials;
}

const MOST_TRIES = 5;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** How long a step may ask, waiting included: the machine gives its task ten minutes. */
const PATIENCE_MS = 7 * 60_000;

/** A token this old may have run out or been replaced; a younger one that is refused has no rights. */
const FRESH_MS = 60_000;

/** 86,400 are described; without a number it is asked for anew after an hour. */
const UNTOLD_SECONDS = 3_600;

const isPassing = (status: number): boolean => status === 429 || status >= 500;

const isRefusedToken = ({ status }: ReadAnswer, token: Token, now: number): boolean =>
  status === 401 || (status === 403 && now - token.gotAt > FRESH_MS);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

interface Call extends Omit<HttpRequest, 'url' | 'headers'> {
  path: string;
  group: MethodGroup;
  headers?: Record<string, string>;
}

/**
 * Speaks for one account: with its token, in its line, and as patiently as the kind of answer deserves. What all sessions of
 * a process share can be given, so that tests need neither time nor chance.
 */
export const openSession = (
  credentials: Credentials,
  transport: Transport,
  { pauses, queue, tokens }: Shared = PROCESS,
): Session => {
  const { baseUrl, clientId, clientSecret } = credentials;
  const account = `${baseUrl} ${clientId}`;
  const deadline = pauses.now() + PATIENCE_MS;

  /** All that was sent along and that nobody may read in an answer. */
  const secrets = new Set([clientSecret]);
  const decoded = ({ status, text }: ReadAnswer) => decodeError(status, text, [...secrets]);

  const send = ({ path, group, headers = {}, ...request }: Call): Promise<ReadAnswer> => {
    if (pauses.now() + queue.waits(account, group) > deadline)
      throw new TransientFailure(`Avito lets ${path} wait too long`, { stage: 'verdict' });
    return queue.run(account, group, async () =>
      readAnswer(
        await transport({
          ...request,
          url: baseUrl + path,
          headers: { accept: 'application/json', ...headers },
        }),
      ),
    );
  };

  const pauseBefore = (attempt: number): number => {
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
    return (longest / 2) * (1 + pauses.random());
  };

  /** Asks until there is an answer that stays; `read` may throw for one that makes no sense. */
  const patiently = async <Read>(
    path: string,
    once: () => Promise<ReadAnswer>,
    read: (answer: ReadAnswer) => Read,
  ): Promise<Read> => {
    let trouble = '';
    for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
      try {
        const answer = await once();
        if (!isPassing(answer.status)) return read(answer);
        trouble = decoded(answer).message;
      } catch (error) {
        if (error instanceof AvitoRefused || error instanceof TransientFailure) throw error;
        // Of a body that is no JSON its error quotes a piece, which of an answer with a token is a piece of that.
        trouble = error instanceof SyntaxError ? 'the answer is no JSON' : messageOf(error);
      }
      const pause = pauseBefore(attempt);
      if (attempt + 1 === MOST_TRIES || pauses.now() + pause > deadline) break;
      await pauses.sleep(pause);
    }
    throw new TransientFailure(`Avito did not answer ${path}: ${trouble}`, { stage: 'verdict' });
  };

  const tokenIn = (answer: ReadAnswer): Token => {
    if (answer.status >= 300) throw new AvitoRefused('/token', decoded(answer), 'access');
    const { access_token: value, expires_in: lasts } = TokenAnswer.parse(parseExact(answer.text));
    if (value === null) throw new AvitoRefused('/token', decoded(answer), 'access');
    const gotAt = pauses.now();
    return { value, gotAt, goodUntil: gotAt + (lasts ?? UNTOLD_SECONDS) * 1000 };
  };

  const getToken = (): Promise<Token> => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const ask = () =>
      send({ method: 'POST', path: '/token', group: 'token', headers, body: form.toString() });
    return patiently('/token', ask, tokenIn);
  };

  const currentToken = () => tokens.of(credentials, getToken);

  const withToken = (call: Call, { value }: Token): Promise<ReadAnswer> => {
    secrets.add(value);
    return send({ ...call, headers: { ...call.headers, authorization: `Bearer ${value}` } });
  };

  /** A refused token is renewed once: what was refused for it was not done. */
  const authorized = async (call: Call): Promise<ReadAnswer> => {
    const token = await currentToken();
    const answer = await withToken(call, token);
    if (!isRefusedToken(answer, token, pauses.now())) return answer;
    await tokens.drop(credentials, token);
    return withToken(call, await currentToken());
  };

  const ask: Session['ask'] = ({ group, path, answer: schema }) =>
    patiently(
      path,
      () => authorized({ method: 'GET', group, path }),
      (answer) => {
        if (answer.status >= 300) throw new AvitoRefused(path, decoded(answer));
        return { value: schema.parse(parseExact(answer.text)), text: answer.text };
      },
    );

  const unclear = (path: string, message: string): AvitoRefused =>
    new AvitoRefused(path, { status: 0, code: null, message, body: '' }, 'unclear');

  return {
    credentials,
    transport,
    ask,
    askIfThere: (question) =>
      ask(question).catch((error) => {
        if (error instanceof AvitoRefused && error.kind === 'absent') return null;
        throw error;
      }),
    order: async ({ group, path, body }) => {
      // Trouble about the token must not look like trouble about the order.
      await currentToken();
      const json = body === undefined ? {} : { body: JSON.stringify(body) };
      const headers = body === undefined ? {} : { 'content-type': 'application/json' };
      const answer = await authorized({ method: 'POST', group, path, headers, ...json }).catch((error) => {
        if (error instanceof AvitoRefused || error instanceof TransientFailure) throw error;
        throw unclear(path, messageOf(error));
      });
      if (answer.status >= 500) throw new AvitoRefused(path, decoded(answer), 'unclear');
      if (answer.status >= 300) throw new AvitoRefused(path, decoded(answer));
    },
    bearer: async () => ({ authorization: `Bearer ${(await currentToken()).value}` }),
  };
};
