import { type Account, switchesOf, type World } from './account.ts';
import { type Answer, bad, type Call, Refused, type Route } from './call.ts';
import type { Switches } from './switches.ts';

const FORM = /^application\/x-www-form-urlencoded\b/i;

const withKeys = (world: World, form: URLSearchParams): Account | undefined =>
  [...world.accounts.values()].find(
    ({ clientId, clientSecret }) =>
      form.get('client_id') === clientId && form.get('client_secret') === clientSecret,
  );

/** `POST /token`: a token for the one account whose keys these are. */
export const giveToken = (world: World, type: string, body: string): Answer => {
  if (!FORM.test(type)) throw bad('Content-Type must be application/x-www-form-urlencoded');
  const form = new URLSearchParams(body);
  if (form.get('grant_type') !== 'client_credentials') throw bad('unsupported grant_type');
  const account = withKeys(world, form);
  const { tokenSeconds, tokenAnswer, badKeys, newTokenEndsOld } = switchesOf(world, account);
  if (!account) throw new Refused(badKeys, 'Client authentication failed');
  if (tokenAnswer === 'error-in-200')
    return { body: { error: 'server_error', error_description: 'try again later' } };
  if (newTokenEndsOld) account.tokens.clear();
  world.numbers.token += 1;
  const token = `token-${world.numbers.token}-${Math.floor(world.random() * 2 ** 32).toString(36)}`;
  account.tokens.set(token, new Date(world.now().getTime() + tokenSeconds * 1_000));
  const more = { expires_in: tokenSeconds, token_type: 'Bearer' };
  return { body: { access_token: token, ...(tokenAnswer === 'whole' ? more : {}) } };
};

const tokenIn = (authorization = ''): string => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? '';

/** Whose token this is, while it lives. */
export const ownerOf = (world: World, authorization: string | undefined): Account | undefined => {
  const token = tokenIn(authorization);
  return [...world.accounts.values()].find(
    ({ tokens }) => (tokens.get(token)?.getTime() ?? 0) > world.now().getTime(),
  );
};

/** Whose it was, so that switches of one account hold for its old tokens too. */
const onceOwnerOf = (world: World, authorization: string | undefined): Account | undefined =>
  [...world.accounts.values()].find(({ tokens }) => tokens.has(tokenIn(authorization)));

export const admit = (world: World, authorization: string | undefined): Account => {
  const owner = ownerOf(world, authorization);
  if (owner) return owner;
  const { expired } = switchesOf(world, onceOwnerOf(world, authorization));
  throw new Refused(expired, expired === 401 ? 'authorization required' : 'access token expired');
};

const MINUTE = 60_000;

/** The headers by which a limit is told. */
export const limitHeaders = (how: Switches['limitHeaders'], now: Date): Record<string, string> => {
  const seconds = 60 - now.getUTCSeconds();
  return {
    none: {},
    'retry-after': { 'retry-after': `${seconds}` },
    'retry-date': { 'retry-after': new Date(now.getTime() + seconds * 1_000).toUTCString() },
    'x-ratelimit': { 'x-ratelimit-retry-after': `${seconds}` },
  }[how];
};

/** Counts a call of this minute; gives the headers that its answer has, which methods of autoload lack. */
export const count = (world: World, account: Account, { group }: Route): Record<string, string> => {
  const { limits, limitHeaders: how } = switchesOf(world, account);
  const most = limits[group] ?? null;
  if (most === null) return {};
  const [now, key] = [world.now(), `${account.id} ${group}`];
  const minute = Math.floor(now.getTime() / MINUTE);
  const before = world.counted.get(key);
  const calls = (before?.minute === minute ? before.calls : 0) + 1;
  world.counted.set(key, { minute, calls });
  if (calls > most) throw new Refused(429, 'Too Many Requests', limitHeaders(how, now));
  const told = { 'x-ratelimit-limit': `${most}`, 'x-ratelimit-remaining': `${most - calls}` };
  return group === 'reports' || group === 'autoload' ? {} : told;
};

const NO_PROFILE = { GET: 'Получение профиля недоступно.', POST: 'Создание/обновление профиля недоступно.' };

/** Autoload needs a plan that is paid for; what is another account's is not shown. */
export const allow = ({ account, params, switches }: Call, { path, method, group }: Route): void => {
  const { autoload } = switches;
  if (autoload === 'refused' && path.startsWith('/autoload/'))
    throw new Refused(403, path.endsWith('profile') ? NO_PROFILE[method as 'GET'] : 'Доступ запрещён');
  if (autoload === 'reports-refused' && group === 'reports') throw new Refused(401, 'authorization required');
  if (params.user_id !== undefined && params.user_id !== `${account.id}`) throw new Refused(403, 'forbidden');
};
