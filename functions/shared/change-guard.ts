import type { Ad } from '#contracts/validated.ts';

/** How much a feed may change without a person. */
export interface GuardLimits {
  /** Share of the live ads, 0 to 100. */
  maxRemovedPercent: number;
}

/** An ad that stays, and the tags whose values differ. */
export interface ChangedAd {
  id: string;
  fields: string[];
}

/** What a new feed does to the one that is live. */
export interface FeedChange {
  /** Why the feed must wait for a person; null when it may go. */
  held: string | null;
  added: string[];
  removed: string[];
  changed: ChangedAd[];
}

const changedFields = (before: Ad, after: Ad): string[] => {
  const tags = new Set([...Object.keys(before.fields), ...Object.keys(after.fields)]);
  const fields = [...tags].filter((tag) => before.fields[tag] !== after.fields[tag]);
  const sameImages = before.images.join('\n') === after.images.join('\n');
  return sameImages ? fields : [...fields, 'Images'];
};

const byId = (ads: Iterable<Ad>): Map<string, Ad> => new Map([...ads].map((ad) => [ad.id, ad]));

const changes = (before: Map<string, Ad>, after: Map<string, Ad>): ChangedAd[] =>
  [...after].flatMap(([id, ad]) => {
    const old = before.get(id);
    const fields = old ? changedFields(old, ad) : [];
    return fields.length > 0 ? [{ id, fields }] : [];
  });

const reasonToHold = (live: number, removed: number, next: number, limits: GuardLimits): string | null => {
  if (next === 0) return 'the feed would be empty';
  const percent = live === 0 ? 0 : (100 * removed) / live;
  if (percent <= limits.maxRemovedPercent) return null;
  return `${removed} of ${live} live ads would go, more than ${limits.maxRemovedPercent} %`;
};

/**
 * Compares the feed that is live with the next one. An empty feed is held, and one that takes away more
 * than the dealer's share of live ads: what Avito unpublishes may not come back for 30 days.
 */
export const compare = (previous: Iterable<Ad>, next: Iterable<Ad>, limits: GuardLimits): FeedChange => {
  const [before, after] = [byId(previous), byId(next)];
  const added = [...after.keys()].filter((id) => !before.has(id));
  const removed = [...before.keys()].filter((id) => !after.has(id));
  const held = reasonToHold(before.size, removed.length, after.size, limits);
  return { held, added, removed, changed: changes(before, after) };
};
