import { remembered } from '#shared/remembered.ts';

/** As long as somebody may take to turn a page. */
const KEPT_MS = 60_000;
const MOST_KEPT = 50;

type Items = readonly unknown[];

/** What the first pages of lists have found that takes long to find: the next pages are of the same. */
export interface Found {
  /** Looks anew for a first page, and where what it found is no longer there. */
  of(list: string, isFirst: boolean, look: () => Promise<Items>): Promise<Items>;
}

export const foundLists = (now: () => Date): Found => {
  const kept = remembered<{ items: Items; until: number }>('found-lists', MOST_KEPT);
  return {
    of: async (list, isFirst, look) => {
      const known = isFirst ? undefined : kept.get(list);
      if (known && known.until > now().getTime()) return known.items;
      const items = await look();
      kept.set(list, { items, until: now().getTime() + KEPT_MS });
      return items;
    },
  };
};
