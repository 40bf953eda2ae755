import type { Reason } from '#contracts/reason.ts';
import type { Session } from '../session/session.ts';
import type { Answer, Done, Method, PathOf, Wish } from './routes.ts';

/** What was answered instead of what was asked for (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';
  /** A stable word: the reason's code, or the API's own. */
  readonly type: string;
  readonly status: number;
  readonly detail: string;
  /** Why, as data; absent where the API itself says no. */
  readonly reason: Reason | undefined;
  /** Of several answers, the question whose answer is refused. */
  readonly question: string | undefined;

  constructor(told: {
    type: string;
    title: string;
    status: number;
    detail?: string;
    reason?: Reason | null;
    question?: string;
  }) {
    super(told.title);
    this.type = told.type;
    this.status = told.status;
    this.detail = told.detail ?? '';
    this.reason = told.reason ?? undefined;
    this.question = told.question;
  }

  /** That what was asked for has ended otherwise, and why. */
  static of(reason: Reason | null): Problem {
    return new Problem({ type: reason?.code ?? 'broken', title: '', status: 422, reason });
  }
}

/** Seconds that the API waits with us for an act before it answers that it is at work. */
const PATIENCE_SECONDS = 15;
const LOOK_AGAIN_MS = 400;
/** An act goes on while nobody can look after it: so many looks in a row may fail before its end is called unknown. */
const MOST_FAILED_LOOKS = 25;

const pathOf = (path: string, wish: Record<string, unknown>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(wish[name])));

const besidePath = (path: string, wish: Record<string, unknown>): [string, unknown][] =>
  Object.entries(wish).filter(([name, value]) => value !== undefined && !path.includes(`{${name}}`));

const addressOf = (path: string, wish: Record<string, unknown>): string => {
  const beside = besidePath(path, wish).map(([name, value]) => [name, String(value)]);
  const query = new URLSearchParams(beside).toString();
  return `${pathOf(path, wish)}${query && `?${query}`}`;
};

/** Tags of answers, for acts that say what was seen. */
const tags = new WeakMap<object, string>();

/** The ETag of an answer: what an act on it sends along. */
export const tagOf = (answer: object | undefined): string | undefined => answer && tags.get(answer);

/** An act that failed answers as a command, and a gateway on the way as it likes: neither has a type. */
const problemIn = async (response: Response): Promise<Problem> => {
  const told = await response.json().catch(() => null);
  const type = told?.reason?.code ?? 'broken';
  return new Problem({ type, title: response.statusText, status: response.status, ...told });
};

const answerIn = async (response: Response): Promise<object> => {
  if (!response.ok) throw await problemIn(response);
  const body = (await response.json()) as object;
  const tag = response.headers.get('etag');
  if (tag) tags.set(body, tag);
  return body;
};

const UNREACHABLE = 'unreachable';

/** What may be otherwise when it is asked again: nobody answered, the API has trouble, or was asked too much. */
export const isPassing = ({ type, status }: Problem): boolean =>
  type === UNREACHABLE || status >= 500 || status === 429;

/** `fetch` and `import` tell a connection that failed as a `TypeError`, each browser in words of its own. */
export const orUnreachable = (error: unknown): never => {
  throw error instanceof TypeError ? new Problem({ type: UNREACHABLE, title: '', status: 0 }) : error;
};

/** More about a question than what is asked. */
interface Asking {
  signal?: AbortSignal;
  /** The answer that an act is based on: it is refused where that has changed. */
  seen?: object | undefined;
  /** The same act under the same key is done once. */
  key?: string;
}

/** Items of a list that are asked for at once. */
export const PAGE_ITEMS = 200;

/** What was asked early, and taken by nobody meanwhile, is old. */
const EARLY_MS = 10_000;

/** Asks the API. */
export class Client {
  readonly #base: string;
  readonly #session: Session;
  /** Answers that were asked for before there was anybody to take them, by their addresses. */
  readonly #early = new Map<string, Promise<object>>();

  constructor(base: string, session: Session) {
    this.#base = base;
    this.#session = session;
  }

  /** Reads what a path has. Throws `Problem`. */
  async get<P extends PathOf<'GET'>>(
    path: P,
    wish: Wish<'GET', P> & Record<string, unknown>,
    { signal }: Asking = {},
  ): Promise<Answer<'GET', P>> {
    const address = addressOf(path, wish);
    const early = this.#early.get(address);
    this.#early.delete(address);
    const answer = early ?? this.#send(address, { ...(signal && { signal }) }).then(answerIn);
    return (await answer) as Answer<'GET', P>;
  }

  /** Reads what the first screen will read before its code is there: the first to read it takes this answer. */
  early<P extends PathOf<'GET'>>(path: P, wish: Record<string, unknown>): Promise<Answer<'GET', P>> {
    const address = addressOf(path, wish);
    const answer = this.#send(address, {}).then(answerIn);
    // Told to who takes it.
    answer.catch(() => {});
    this.#early.set(address, answer);
    setTimeout(() => this.#early.delete(address), EARLY_MS);
    return answer as Promise<Answer<'GET', P>>;
  }

  /** Has something answered or done; an act is waited for until it has ended. Throws `Problem`. */
  async send<M extends Exclude<Method, 'GET'>, P extends PathOf<M>>(
    method: M,
    path: P,
    wish: Wish<M, P> & Record<string, unknown>,
    { signal, seen, key = crypto.randomUUID() }: Asking = {},
  ): Promise<Answer<M, P>> {
    const tag = tagOf(seen);
    const response = await this.#send(pathOf(path, wish), {
      method,
      body: JSON.stringify(Object.fromEntries(besidePath(path, wish))),
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        prefer: `wait=${PATIENCE_SECONDS}`,
        ...(tag && { 'if-match': tag }),
      },
      ...(signal && { signal }),
    });
    const location = response.headers.get('location');
    const answer = await answerIn(response);
    // What is told this once, as a token is, stands in the first answer alone.
    const ended = response.status === 202 && location ? await this.#untilEnded(location) : {};
    return { ...answer, ...ended } as Answer<M, P>;
  }

  async #untilEnded(location: string): Promise<Done> {
    for (let failed = 0; failed < MOST_FAILED_LOOKS; ) {
      const done = await this.#lookAfter(location);
      failed = done ? 0 : failed + 1;
      if (done?.state === 'done') return done;
      if (done && done.state !== 'waiting') throw Problem.of(done.reason);
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
    throw new Problem({ type: 'end-unknown', title: '', status: 0 });
  }

  /** How an act stands; null where that could not be asked just now. */
  async #lookAfter(location: string): Promise<Done | null> {
    try {
      return (await answerIn(await this.#fetch(location, {}))) as Done;
    } catch (error) {
      if (error instanceof Problem && !isPassing(error)) throw error;
      return null;
    }
  }

  #send(path: string, request: RequestInit): Promise<Response> {
    return this.#fetch(`${this.#base}${path}`, request);
  }

  async #fetch(address: string, request: RequestInit): Promise<Response> {
    const headers = { ...request.headers, ...(await this.#session.headers()) };
    const asked = { ...request, headers, credentials: 'same-origin' } as const;
    const response = await fetch(address, asked).catch(orUnreachable);
    if (response.status === 401) this.#session.ended();
    return response;
  }
}
