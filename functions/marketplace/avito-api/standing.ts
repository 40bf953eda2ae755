import type { AdStanding } from '#shared/table/verdict-records.ts';
import type { Item } from './schemas.ts';

type Group = 'live' | 'problem' | 'refused' | 'waiting' | 'gone';

/** What an ad's section means. Avito names its own; those that begin alike mean alike. */
const SECTIONS: Record<string, Group> = {
  date_in_future: 'waiting',
  publish_later: 'waiting',
  linker: 'waiting',
  need_sync: 'waiting',
  duplicate: 'refused',
  without_id: 'refused',
  stopped_end_date_error: 'refused',
};
const BEGINNINGS: Record<string, Group> = {
  success: 'live',
  problem: 'problem',
  error: 'refused',
  stopped: 'gone',
  removed: 'gone',
};

/** Whether a status of Avito's means that buyers see the ad. */
const STATUSES: Record<string, { live: boolean; standing?: AdStanding }> = {
  active: { live: true },
  blocked: { live: false, standing: 'refused' },
  rejected: { live: false, standing: 'refused' },
  old: { live: false, standing: 'gone' },
  archived: { live: false, standing: 'gone' },
  removed: { live: false, standing: 'gone' },
};

/** The group of a section; null for one that nobody knows. */
export const groupOf = (slug: string | null): Group | null =>
  slug === null ? null : (SECTIONS[slug] ?? BEGINNINGS[slug.split('_')[0] ?? ''] ?? null);

const ASKING = ['warning', 'alarm'];

/** How an ad stands, and whether buyers see it; null where that is not said. */
export interface Standing {
  standing: AdStanding;
  live: boolean | null;
}

const liveOf = ({ status, avitoId }: Item): boolean | null => {
  const known = STATUSES[status ?? '']?.live;
  return known ?? (avitoId === null ? false : null);
};

const standingWith = (item: Item, group: Group | null): AdStanding => {
  const told = STATUSES[item.status ?? ''];
  const isRefused = group === 'refused' || item.messages.some(({ type }) => type === 'error');
  if (told?.standing === 'refused' || isRefused) return 'refused';
  if (told?.standing === 'gone' || group === 'gone') return 'gone';
  if (group === 'waiting') return 'waiting';
  if (!told?.live) return 'unknown';
  const asks = group === 'problem' || item.messages.some(({ type }) => ASKING.includes(type ?? ''));
  return asks ? 'warned' : 'active';
};

/**
 * How an ad stands after a load. Status and section decide together: a number alone proves no live ad, and an ad whose
 * change was refused is live as it was.
 */
export const standingOf = (item: Item): Standing => {
  const standing = standingWith(item, groupOf(item.section.slug));
  const live = liveOf(item);
  return { standing, live: standing === 'gone' && live === true ? null : live };
};
