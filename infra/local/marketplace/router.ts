import type { IncomingHttpHeaders } from 'node:http';
import { type Account, switchesOf, type World } from './account.ts';
import { admit, allow, count, giveToken, ownerOf } from './admission.ts';
import { type Answer, type Call, dressed, Refused, type Route } from './call.ts';
import { copyAt } from './reports.ts';
import type { ErrorShape } from './switches.ts';

/** A request as it came. */
export interface Wire {
  method: string;
  /** Path and query, untouched. */
  target: string;
  headers: IncomingHttpHeaders;
  body: string;
}

interface Way {
  errors: ErrorShape;
  go: () => Answer | Promise<Answer>;
}

const refusing = (errors: ErrorShape, status: number, message: string): Way => ({
  errors,
  go: () => {
    throw new Refused(status, message);
  },
});

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** Values of the braces where a path fits, else null. */
const valuesIn = (pattern: string, path: string): Record<string, string> | null => {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  const isSame = (part: string, at: number) => (part.startsWith('{') ? given[at] : part === given[at]);
  if (wanted.length !== given.length || !wanted.every(isSame)) return null;
  const values = wanted.map((part, at) => [part.slice(1, -1), decoded(given[at] ?? '')] as const);
  return Object.fromEntries(values.filter((_, at) => wanted[at]?.startsWith('{')));
};

/** On this day the older methods end. */
const OLD_METHODS_END = Date.parse('2027-03-08T00:00:00+03:00');

const OLD_METHODS = /^\/autoload\/v[23]\/reports(?:\/|$)/;

const nowhere = (world: World, path: string): Way =>
  OLD_METHODS.test(path) && world.now().getTime() >= OLD_METHODS_END
    ? refusing('nested', 410, 'Gone')
    : refusing('gateway', 404, 'no Route matched');

/** Where copies of feeds lie, on a path that is no method of the API. */
const COPIES = '/autoload/feed-copies/';

const answerCopy = (world: World, path: string, authorization?: string): Answer => {
  const key = path.slice(COPIES.length);
  const switches = switchesOf(world, world.copies.get(key)?.account);
  return copyAt(world, key, ownerOf(world, authorization)?.id ?? null, switches);
};

const callOf = (world: World, account: Account, wire: Wire, params: Record<string, string>): Call => ({
  ...{ world, account, params, switches: switchesOf(world, account), now: world.now(), body: wire.body },
  query: new URL(wire.target, world.url).searchParams,
  headers: wire.headers as Call['headers'],
});

const answerRoute = async (world: World, route: Route, params: Record<string, string>, wire: Wire) => {
  const account = admit(world, wire.headers.authorization);
  const call = callOf(world, account, wire, params);
  const told = count(world, account, route);
  allow(call, route);
  const answer = await route.answer(call);
  return { ...answer, headers: { ...told, ...answer.headers } };
};

/** Signs that a URL may not hold as they are, and lengths that no gateway lets through. */
const isBadTarget = (target: string): boolean => /[|<>"{}^`\\]/.test(target) || target.length > 8_000;

const wayOf = (world: World, routes: readonly Route[], wire: Wire): Way => {
  const { method, target, headers, body } = wire;
  const [path = '/'] = target.split('?');
  if (isBadTarget(target)) return refusing('html', 400, 'Bad Request');
  if (path.startsWith(COPIES))
    return { errors: 'html', go: () => answerCopy(world, path, headers.authorization) };
  if (method === 'POST' && (path === '/token' || path === '/token/'))
    return { errors: 'oauth', go: () => giveToken(world, headers['content-type'] ?? '', body) };
  for (const route of routes) {
    const params = route.method === method ? valuesIn(route.path, path) : null;
    if (params) return { errors: route.errors, go: () => answerRoute(world, route, params, wire) };
  }
  return nowhere(world, path);
};

/** Answers calls; what is refused is dressed as the method or the switches have it. */
export const routing =
  (world: World, routes: readonly Route[]) =>
  async (wire: Wire): Promise<Answer> => {
    const way = wayOf(world, routes, wire);
    try {
      return await way.go();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return dressed(error, way.errors, switchesOf(world, ownerOf(world, wire.headers.authorization)));
    }
  };
