import type { Account } from './account.ts';
import type { Switches } from './switches.ts';

export interface Message {
  code: number;
  title: string;
  description: string;
  type: string;
  updatedAt: Date;
}

/** An ad as a load left it. */
export interface Item {
  adId: string;
  slug: string;
  messages: readonly Message[];
  avitoId: number | null;
  status: string | null;
  endAt: Date | null;
  feedName: string;
  url: string | null;
}

export type Source = 'Email' | 'Url' | 'Web' | 'OpenAPI';

export interface Load {
  id: number;
  source: Source;
  startedAt: Date;
  /** Infinity while files are being fetched. */
  endsAt: number;
  /** It ends with `error`. */
  isFailed: boolean;
  events: { code: number; type: string; description: string }[];
  copies: { name: string; url: string }[];
  /** What became of each ad; stays when the items are forgotten. Of ads that were left out of the file after `total`. */
  slugs: readonly string[];
  /** How many ads its files hold. */
  total: number;
  items: readonly Item[] | null;
}

/** The groups of outcomes: level 2 of `stats`. Only the first and the last of these slugs are known from v4. */
const GROUPS: Record<string, { title: string; slugs: Record<string, string> }> = {
  successful: {
    title: 'Успешно опубликовано',
    slugs: {
      success_added: 'Опубликовано',
      success_activated: 'Активировано',
      success_activated_updated: 'Активировано и обновлено',
      success_updated: 'Обновлено',
      success_skipped: 'Без изменений',
    },
  },
  problem: {
    title: 'Опубликовано с проблемами',
    slugs: {
      problem_obsolete: 'Устаревшие значения',
      problem_params_critical: 'Критичные ошибки описания',
      problem_params: 'Недочёты описания',
      problem_phone: 'Телефон',
      problem_images: 'Фотографии',
      problem_vas: 'Услуги продвижения',
      problem_other: 'Другое',
      problem_several: 'Несколько проблем',
    },
  },
  stopped: {
    title: 'Не размещается',
    slugs: {
      stopped_end_date_complete: 'Закончился срок размещения',
      stopped_end_date_error: 'Не удалось снять',
      stopped_by_expiration: 'Закончился оплаченный срок',
      date_in_future: 'Дата начала ещё не наступила',
      publish_later: 'Опубликуется позже',
      linker: 'Похоже на размещённое вручную',
      need_sync: 'Нужна синхронизация',
    },
  },
  removed: {
    title: 'Снято с публикации',
    slugs: { removed_complete: 'Удалено из файла', removed_error: 'Не удалось снять' },
  },
  other: { title: 'Прочее', slugs: { duplicate: 'Дубль', without_id: 'Без Id' } },
  error: {
    title: 'Не удалось опубликовать',
    slugs: {
      error_fee: 'Не оплачено',
      error_fee_hard_limit: 'Лимит исчерпан',
      error_params: 'Ошибки описания',
      error_phone: 'Телефон',
      error_rejected: 'Отклонено',
      error_blocked: 'Заблокировано',
      error_deleted: 'Удалено ранее',
      error_other: 'Другое',
      error_several: 'Несколько ошибок',
    },
  },
};

/** A word that nobody knows goes by its beginning, else to what is left. */
export const groupOf = (slug: string): string =>
  Object.keys(GROUPS).find((group) => Object.hasOwn(GROUPS[group]?.slugs ?? {}, slug)) ??
  (slug.startsWith('error') ? 'error' : 'other');

export const titleOf = (slug: string): string =>
  GROUPS[slug]?.title ?? GROUPS[groupOf(slug)]?.slugs[slug] ?? `Новый раздел ${slug}`;

/** How many of its ads, and of those gone from the file, a load has done by now. */
export const doneBy = (load: Load, now: Date): number => {
  const all = load.slugs.length;
  const whole = load.endsAt - load.startedAt.getTime();
  if (now.getTime() >= load.endsAt) return all;
  return Math.floor((all * (now.getTime() - load.startedAt.getTime())) / whole);
};

export const statusOf = (load: Load, now: Date): string => {
  if (now.getTime() < load.endsAt) return 'processing';
  if (load.isFailed) return 'error';
  return load.slugs.some((slug) => groupOf(slug) === 'error') ? 'success_warning' : 'success';
};

/** The last load that has processed at least one ad: a file that nobody could fetch never becomes it. */
export const currentOf = ({ loads }: Account, now: Date): Load | undefined =>
  loads.find((load) => doneBy(load, now) > 0);

/** The last load that has processed all ads of its files, some time after that. */
export const lastSuccessfulOf = ({ loads }: Account, now: Date, { lagSeconds }: Switches): Load | undefined =>
  loads.find((load) => !load.isFailed && load.total > 0 && now.getTime() >= load.endsAt + lagSeconds * 1_000);

/** Items are kept for the last two loads that have any. */
export const forgetItems = ({ loads }: Account): void => {
  for (const load of loads.filter(({ items }) => items?.length).slice(2)) load.items = null;
};
