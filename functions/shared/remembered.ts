/** What processes keep to ask or work out less, by name: docs/caches.md says of each how long, and what ends it. */
export const CACHES = [
  'avito-tokens',
  'dealer-ports',
  'dealer-sessions',
  'found-lists',
  'printed-books',
  'rule-sets',
  'rules-parsed',
  'search-index',
  'search-meanings',
  'search-wishes',
  'snapshots',
  'standings',
  'vectors',
] as const;
export type CacheName = (typeof CACHES)[number];

/** How often something was there. */
export interface Looked {
  hits: number;
  misses: number;
}

const looked = new Map<CacheName, Looked>();

const note = (cache: CacheName, isThere: boolean): void => {
  const { hits, misses } = looked.get(cache) ?? { hits: 0, misses: 0 };
  looked.set(cache, isThere ? { hits: hits + 1, misses } : { hits, misses: misses + 1 });
};

/** How often this process has found something in its caches, and not, since it was last asked; by cache. */
export const takeLooked = (): Partial<Record<CacheName, Looked>> => {
  const taken = Object.fromEntries(looked);
  looked.clear();
  return taken;
};

/** Keeps the last so many: of what never changes, a process reads one copy. */
export const remembered = <Value>(cache: CacheName, most: number) => {
  const kept = new Map<string, Value>();
  return {
    get: (key: string): Value | undefined => {
      const value = kept.get(key);
      note(cache, value !== undefined);
      if (value === undefined) return undefined;
      kept.delete(key);
      kept.set(key, value);
      return value;
    },
    set: (key: string, value: Value): void => {
      kept.delete(key);
      kept.set(key, value);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    },
    drop: (key: string): void => void kept.delete(key),
  };
};
