import { type Account, type AdStatus, type LiveAd, urlOf, type World } from './account.ts';
import type { FeedAd } from './read-feed.ts';
import type { Switches } from './switches.ts';
import type { Item, Message } from './uploads.ts';

/** What is wrong with an ad: `finds` names the fields, or whatever its description is to tell. */
export interface Rule extends Omit<Message, 'updatedAt'> {
  slug: string;
  finds(fields: FeedAd['fields']): readonly string[];
}

/** A judgement of moderators, or of nobody knows whom: words may be such as no description has. */
export interface Verdict {
  slug: string;
  /** What becomes of the ad on the site; without it nothing does. */
  status?: AdStatus;
  messages?: readonly Omit<Message, 'updatedAt'>[];
  /** Another number than the one that it had. */
  avitoId?: number;
}

const REQUIRED = [
  ...['Title', 'Description', 'Category', 'VehicleType', 'Condition', 'Images', 'Make', 'Model', 'Type'],
  ...['Year', 'EngineType', 'Power', 'PersonCapacity', 'TrackWidth', 'Availability'],
];

const isFilled = (fields: FeedAd['fields'], tag: string): boolean => Boolean(fields.get(tag));

const ADDRESS: readonly string[][] = [['Address'], ['Latitude', 'Longitude']];

const missing = (fields: FeedAd['fields']): string[] => [
  ...REQUIRED.filter((tag) => !isFilled(fields, tag)),
  ...(ADDRESS.some((tags) => tags.every((tag) => isFilled(fields, tag))) ? [] : ['Address']),
  ...(fields.get('EngineType') === 'Бензин' && !isFilled(fields, 'EngineCapacity') ? ['EngineCapacity'] : []),
];

const CENTS = /^\d{1,12}$/;

/** 1073 and 4012 stand in the sheet; the numbers of the others are invented. */
export const RULES: readonly Rule[] = [
  {
    ...{ code: 1073, type: 'error', slug: 'error_params', finds: missing },
    title: 'Не заполнено обязательное поле',
    description: 'Заполните поле <b>{found}</b>. <a href="https://support.avito.example/1073">Подробнее</a>',
  },
  {
    ...{ code: 4012, type: 'error', slug: 'error_params' },
    title: 'Не указана цена',
    description: 'Укажите цену в рублях: {found}',
    finds: (fields) => (CENTS.test(fields.get('Price') ?? '') ? [] : ['Price']),
  },
  {
    ...{ code: 9107, type: 'error', slug: 'error_params' },
    title: 'Слишком длинный текст',
    description: 'Сократите {found}',
    finds: (fields) =>
      Object.entries({ Title: 50, Description: 7_500, Address: 256, Id: 100 })
        .filter(([tag, most]) => (fields.get(tag) ?? '').length > most)
        .map(([tag]) => tag),
  },
  {
    ...{ code: 9106, type: 'error', slug: 'error_params' },
    title: 'Лишнее поле',
    description: 'Уберите {found}: двигатель электрический',
    finds: (fields) =>
      fields.get('EngineType') === 'Электро' && isFilled(fields, 'EngineCapacity') ? ['EngineCapacity'] : [],
  },
  {
    ...{ code: 9108, type: 'error', slug: 'error_params' },
    title: 'Недопустимый Id',
    description: 'В Id недопустимые знаки',
    finds: (fields) => (/^[\dA-Za-zА-Яа-яЁё,\\/()[\]\-=]*$/.test(fields.get('Id') ?? '') ? [] : ['Id']),
  },
];

/** A load at work on its ads. */
export interface Judging {
  world: World;
  account: Account;
  switches: Switches;
  now: Date;
  /** How many ads this slot may still put on the site. */
  slots: number;
}

const DAYS = 86_400_000;

const BY_DOTS = /^(\d\d)\.(\d\d)\.(?:20)?(\d\d)(?!\d)/;

const MOMENT = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(:\d\d)?(Z|[+-]\d\d:\d\d)?)?$/;

/** Days are Moscow's; one without an hour has that of `hour`. NaN for what is no moment. */
const momentOf = (text: string, hour: string): number => {
  const [, day, time = hour, seconds = ':00', zone = '+03:00'] =
    MOMENT.exec(text.replace(BY_DOTS, '20$3-$2-$1')) ?? [];
  return Date.parse(`${day}T${time}${seconds}${zone}`);
};

const said = (rule: Omit<Message, 'updatedAt'>, updatedAt: Date, found = ''): Message => ({
  ...{ code: rule.code, title: rule.title, type: rule.type, updatedAt },
  description: rule.description.replace('{found}', found),
});

const priceOf = (ad: FeedAd): number => Number(ad.fields.get('Price') ?? Number.NaN);

const covers = (ad: FeedAd) => (pack: { categories: { name: string; subCategories: string[] }[] }) =>
  pack.categories.length === 0 ||
  pack.categories.some(
    ({ name, subCategories }) =>
      name === ad.fields.get('Category') &&
      (subCategories.length === 0 || subCategories.includes(ad.fields.get('VehicleType') ?? '')),
  );

/** What one placement costs where no package pays; invented. */
const SINGLE_RUB = 500;

/** Takes a placement out of a package, or roubles where the ad allows that; whether it could. */
const pay = ({ account, now }: Judging, ad: FeedAd, avitoId: number): boolean => {
  const fee = ad.fields.get('ListingFee') || 'Package';
  const packages = account.tariff?.current?.packages ?? [];
  const left = fee === 'Single' ? undefined : packages.filter(covers(ad)).find(({ remain }) => remain > 0);
  if (!left && (fee === 'Package' || account.balance.real < SINGLE_RUB)) return false;
  if (left) left.remain -= 1;
  else account.balance.real -= SINGLE_RUB;
  account.placements.push({ at: now, avitoId, package: left ?? null, rub: left ? 0 : SINGLE_RUB });
  return true;
};

/** Numbers grow by leaps: two that are neighbours in a file are none on the site. */
const nextNumber = ({ world }: Judging): number => {
  world.numbers.avito += 1 + Math.floor(world.random() * 9_000);
  return world.numbers.avito;
};

const described = (ad: FeedAd) => ({
  ...{ title: ad.fields.get('Title') ?? '', fingerprint: ad.fingerprint, feedName: ad.feedName },
  ...{ address: ad.fields.get('Address') ?? '', category: ad.fields.get('Category') ?? '' },
});

/** A price set by hand stays where the file has the same as before, or yields to what the file says. */
const reprice = (live: LiveAd, price: number, model: Switches['priceModel']): boolean => {
  const before = model === 'api-stays' ? live.filePrice : live.price;
  if (before !== price) live.price = price;
  live.filePrice = price;
  return before !== price;
};

const create = (judging: Judging, ad: FeedAd, status: AdStatus, avitoId: number): LiveAd => {
  const { account, now } = judging;
  const live: LiveAd = {
    ...{ adId: ad.id, avitoId, status, ...described(ad), quantity: 0 },
    ...{ price: priceOf(ad), filePrice: priceOf(ad), startAt: now, updatedAt: now },
    endAt: new Date(now.getTime() + 30 * DAYS),
  };
  account.ads.set(ad.id, live);
  return live;
};

const publish = (judging: Judging, ad: FeedAd): string => {
  if (judging.slots <= 0) return 'publish_later';
  const avitoId = Number(ad.fields.get('AvitoId')) || nextNumber(judging);
  if (!pay(judging, ad, avitoId)) return 'error_fee';
  judging.slots -= 1;
  create(judging, ad, 'active', avitoId);
  return 'success_added';
};

const update = ({ switches, now }: Judging, ad: FeedAd, live: LiveAd): boolean => {
  const isChanged = live.fingerprint !== ad.fingerprint;
  const isRepriced = reprice(live, priceOf(ad), switches.priceModel);
  Object.assign(live, described(ad), isChanged || isRepriced ? { updatedAt: now } : {});
  return isChanged || isRepriced;
};

/** It comes back free while its placement is paid. */
const bringBack = (judging: Judging, ad: FeedAd, live: LiveAd): string => {
  const { now } = judging;
  if (judging.slots <= 0) return 'publish_later';
  if (live.endAt <= now) {
    if (!pay(judging, ad, live.avitoId)) return 'error_fee';
    live.endAt = new Date(now.getTime() + 30 * DAYS);
  }
  judging.slots -= 1;
  Object.assign(live, { status: 'active', updatedAt: now });
  return update(judging, ad, live) ? 'success_activated_updated' : 'success_activated';
};

const change = (judging: Judging, ad: FeedAd, live: LiveAd): string => {
  const isPaid = judging.switches.updateCosts && live.fingerprint !== ad.fingerprint;
  if (isPaid && !pay(judging, ad, live.avitoId)) return 'error_fee';
  return update(judging, ad, live) ? 'success_updated' : 'success_skipped';
};

/** What a load makes of a sound ad, by what stands on the site. */
const ways: Record<AdStatus, (judging: Judging, ad: FeedAd, live: LiveAd) => string> = {
  active: change,
  old: bringBack,
  archived: bringBack,
  removed: () => 'error_deleted',
  blocked: () => 'error_blocked',
  rejected: (judging, ad, live) => {
    if (!update(judging, ad, live)) return 'error_rejected';
    live.status = 'active';
    return 'success_updated';
  },
};

/** A day that is still to come closes a live ad; one that is over leaves it as it is. */
const notNow = ({ now }: Judging, ad: FeedAd, live?: LiveAd): string | null => {
  const [begin = '', end = ''] = [ad.fields.get('DateBegin'), ad.fields.get('DateEnd')];
  if (momentOf(end, '23:59') <= now.getTime()) return 'stopped_end_date_complete';
  if (!(momentOf(begin, '00:00') > now.getTime())) return null;
  if (live?.status === 'active') live.status = 'archived';
  return 'date_in_future';
};

const placed = (judging: Judging, ad: FeedAd): string => {
  const live = judging.account.ads.get(ad.id);
  return notNow(judging, ad, live) ?? (live ? ways[live.status](judging, ad, live) : publish(judging, ad));
};

type Outcome = Pick<Item, 'slug' | 'messages'>;

const obey = (judging: Judging, ad: FeedAd, verdict: Verdict): Outcome => {
  const { account, now } = judging;
  const { slug, status, avitoId, messages = [] } = verdict;
  const known = account.ads.get(ad.id);
  const live = known ?? (status && create(judging, ad, status, avitoId ?? nextNumber(judging)));
  if (live && status) live.status = status;
  if (live && avitoId) live.avitoId = avitoId;
  return { slug, messages: messages.map((message) => said(message, now)) };
};

const byRules = (judging: Judging, ad: FeedAd): Outcome => {
  const broken = judging.world.rules.flatMap((rule) =>
    rule.finds(ad.fields).map((found) => ({ rule, found })),
  );
  const messages = broken.map(({ rule, found }) => said(rule, judging.now, found));
  const slugsOf = (type: string) => [
    ...new Set(broken.flatMap(({ rule }) => (rule.type === type ? rule.slug : []))),
  ];
  const refusals = slugsOf('error');
  if (refusals.length > 0)
    return { slug: refusals.length > 1 ? 'error_several' : `${refusals[0]}`, messages };
  const slug = placed(judging, ad);
  const [problem] = slugsOf('warning');
  return { slug: slug.startsWith('success') && problem ? problem : slug, messages };
};

/** What the load says of an ad, which it has put on the site, changed or refused. */
export const judge = (judging: Judging, ad: FeedAd): Item => {
  const verdict = judging.account.verdicts.get(ad.id);
  if (!ad.id) return itemOf({ slug: 'without_id', messages: [] }, ad.id, ad.feedName);
  const outcome = verdict ? obey(judging, ad, verdict) : byRules(judging, ad);
  return itemOf(outcome, ad.id, ad.feedName, judging.account.ads.get(ad.id));
};

/** An ad as a load leaves it. */
export const itemOf = (outcome: Outcome, adId: string, feedName: string, live?: LiveAd): Item => ({
  ...{ ...outcome, adId, feedName },
  avitoId: live?.avitoId ?? null,
  status: live?.status ?? null,
  endAt: live?.endAt ?? null,
  url: live ? urlOf(live.avitoId) : null,
});
