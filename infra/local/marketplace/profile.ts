import type { Account, Profile } from './account.ts';
import {
  type Answer,
  bad,
  type Call,
  isObject,
  isWhole,
  objectIn,
  Refused,
  type Route,
  shuffled,
} from './call.ts';
import { runLoad } from './load.ts';
import { idsIn } from './reports.ts';

const UNDOCUMENTED = ['allow_pay_over_limit', 'uploadMode'];

const inItsOrder = ({ schedule }: Profile, { switches, world }: Call): Profile['schedule'] => {
  const order = (days: number[]) =>
    switches.scheduleOrder === 'shuffled' ? shuffled(days, world.random) : days;
  return schedule.map(({ rate, weekdays, time_slots }) => ({
    ...{ rate, weekdays: order(weekdays), time_slots: order(time_slots) },
  }));
};

const profileSaid = (profile: Profile, call: Call): Record<string, unknown> => {
  const { agreement: _, ...fields } = profile;
  const shown = { allow_pay_over_limit: false, uploadMode: 'auto', ...fields };
  const left = call.switches.profileShows ? [] : UNDOCUMENTED;
  return Object.fromEntries(
    Object.entries({ ...shown, schedule: inItsOrder(profile, call) }).filter(
      ([name]) => !left.includes(name),
    ),
  );
};

const giveProfile = (call: Call): Answer => {
  const { profile } = call.account;
  if (!profile) throw new Refused(404, 'Профиль не найден');
  return { body: profileSaid(profile, call) };
};

const isUrl = (text: unknown): boolean => typeof text === 'string' && /^https?:\/\/[^\s/]/.test(text);

const isFeed = (row: unknown): boolean =>
  isObject(row) && typeof row.feed_name === 'string' && isUrl(row.feed_url);

const areWhole = (value: unknown, most: number): boolean =>
  Array.isArray(value) && value.every((row) => isWhole(row, 0, most));

const isSlot = (row: unknown): boolean =>
  isObject(row) && isWhole(row.rate, -1) && areWhole(row.weekdays, 6) && areWhole(row.time_slots, 23);

const CHECKS: Record<string, (value: unknown) => boolean> = {
  autoload_enabled: (value) => typeof value === 'boolean',
  report_email: (value) => typeof value === 'string' && value.includes('@'),
  feeds_data: (value) => value === null || (Array.isArray(value) && value.every(isFeed)),
  schedule: (value) => Array.isArray(value) && value.every(isSlot),
  agreement: (value) => value === undefined || value === null || typeof value === 'boolean',
};

/** Overwrites the whole: what is not sent is lost. */
const putProfile = (call: Call): Answer => {
  const { account, switches } = call;
  const sent = objectIn(call);
  const wrong = Object.keys(CHECKS).find((name) => !CHECKS[name]?.(sent[name]));
  if (wrong) throw bad(`${wrong} is not valid`);
  const lacking = switches.profileNeeds.find((name) => sent[name] === undefined);
  if (lacking) throw bad(`${lacking} is required`);
  if (!account.profile && sent.agreement !== true) throw bad('agreement must be true');
  account.profile = sent as Profile;
  return { status: 200 };
};

const HOUR = 3_600_000;

const ANSWERS: Record<Call['switches']['uploadAnswer'], Answer> = {
  empty: { status: 200 },
  '204': { status: 204 },
  json: { status: 200, body: {} },
};

/** One an hour; it answers when its files have been fetched. */
const startLoad = async ({ account, world, switches, now }: Call): Promise<Answer> => {
  if (account.startedByApi && now.getTime() - account.startedByApi.getTime() < HOUR)
    throw new Refused(429, 'Загрузку можно запускать не чаще раза в час');
  if (!account.profile) throw new Refused(404, 'Профиль не найден');
  account.startedByApi = now;
  await runLoad(world, account, 'OpenAPI');
  return ANSWERS[switches.uploadAnswer];
};

interface Pair {
  ad_id?: string | null;
  avito_id?: number | null;
}

/** Rows by what was asked for: `known` is what identifies, `other` what may be unknown. */
const pairs = (
  call: Call,
  pairOf: (asked: string) => Pair | null,
  lacking: (asked: string) => Pair,
): Answer => {
  const { switches, world, query } = call;
  const asked = idsIn(query);
  if (!asked) throw bad('query is required');
  const rows = asked.flatMap((id) => pairOf(id) ?? (switches.unknownIds === 'omitted' ? [] : lacking(id)));
  return { body: { items: switches.idsOrder === 'asked' ? rows : shuffled(rows, world.random) } };
};

const nothing = ({ switches }: Call, name: keyof Pair): Pair =>
  switches.unknownIds === 'null' ? { [name]: null } : {};

const byAdId = (call: Call): Answer =>
  pairs(
    call,
    (id) => {
      const live = call.account.ads.get(id);
      return live ? { ad_id: id, avito_id: live.avitoId } : null;
    },
    (id) => ({ ad_id: id, ...nothing(call, 'avito_id') }),
  );

const withNumber = ({ ads }: Account, avitoId: number) =>
  [...ads.values()].find((ad) => ad.avitoId === avitoId);

const byAvitoId = (call: Call): Answer =>
  pairs(
    call,
    (id) => {
      const live = withNumber(call.account, Number(id));
      return live ? { ad_id: live.adId, avito_id: live.avitoId } : null;
    },
    (id) => ({ avito_id: Number(id), ...nothing(call, 'ad_id') }),
  );

const AUTOLOAD = { group: 'autoload', errors: 'nested' } as const;

/** Where the feed lies and when it is loaded, the start of a load, and numbers of ads. */
export const PROFILE: readonly Route[] = [
  { ...AUTOLOAD, method: 'POST', path: '/autoload/v1/upload', answer: startLoad },
  { ...AUTOLOAD, method: 'GET', path: '/autoload/v2/profile', answer: giveProfile },
  { ...AUTOLOAD, method: 'POST', path: '/autoload/v2/profile', answer: putProfile },
  { ...AUTOLOAD, method: 'GET', path: '/autoload/v2/items/avito_ids', answer: byAdId },
  { ...AUTOLOAD, method: 'GET', path: '/autoload/v2/items/ad_ids', answer: byAvitoId },
];
