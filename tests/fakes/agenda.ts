/** What simulations are made of: a course of time, chance that can be had again, and a table in memory. */
export const randomOf = (seed: number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

type Item = Record<string, unknown>;
type Condition = (names: Record<string, string>, tests: Record<string, unknown>) => string;

/** The records of one kind, with the conditions that leases are taken and given back on. */
const recordsOf = (keyOf: (item: Item) => string) => {
  const items = new Map<string, Item>();
  const holds = (stored: Item | undefined, condition: Condition): boolean => {
    const names = new Proxy({}, { get: (_, name) => name }) as Record<string, string>;
    const test = (compare: (value: never, other: never) => boolean) => (name: string, other: unknown) =>
      String(stored?.[name] !== undefined && compare(stored[name] as never, other as never));
    const tests = {
      notExists: (name: string) => String(stored?.[name] === undefined),
      eq: test((value, other) => value === other),
      ne: test((value, other) => value !== other),
      lt: test((value, other) => value < other),
    };
    return condition(names, tests).split(' OR ').includes('true');
  };
  return {
    get: async (key: Item) => items.get(keyOf(key)) ?? null,
    /** The first that has all fields of the key: in the order in which they came. */
    pageOf: async (key: Item) => {
      for (const item of items.values())
        if (Object.entries(key).every(([field, value]) => item[field] === value)) return { items: [item] };
      return { items: [] };
    },
    remove: async (key: Item) => void items.delete(keyOf(key)),
    put: async (item: Item) => void items.set(keyOf(item), item),
    query: async () => [...items.values()],
    putIf: async (item: Item, condition: Condition) => {
      const may = holds(items.get(keyOf(item)), condition);
      if (may) items.set(keyOf(item), item);
      return may;
    },
    removeIf: async (key: Item, condition: Condition) =>
      holds(items.get(keyOf(key)), condition) && items.delete(keyOf(key)),
  };
};

/** What happens when, in its order; seconds. */
export const agenda = () => {
  const heap: { at: number; order: number; act: () => unknown }[] = [];
  let [now, order] = [0, 0];
  const before = (one: number, other: number) => {
    const [a, b] = [heap[one], heap[other]];
    return a && b ? a.at < b.at || (a.at === b.at && a.order < b.order) : false;
  };
  const swap = (one: number, other: number) => {
    [heap[one], heap[other]] = [heap[other] as never, heap[one] as never];
  };
  return {
    now: () => now,
    after: (seconds: number, act: () => unknown) => {
      heap.push({ at: now + seconds, order: order++, act });
      for (let at = heap.length - 1; at > 0 && before(at, (at - 1) >> 1); at = (at - 1) >> 1)
        swap(at, (at - 1) >> 1);
    },
    next: async (): Promise<boolean> => {
      const [first] = heap;
      const last = heap.pop();
      if (!first || !last) return false;
      if (heap.length > 0) heap[0] = last;
      for (let at = 0; ; ) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        const least = before(right, left) ? right : left;
        if (!before(least, at)) break;
        swap(at, least);
        at = least;
      }
      now = first.at;
      await first.act();
      return true;
    },
  };
};

/** The records that admission and leases are made of, empty. */
export const tableInMemory = () => ({
  places: recordsOf(({ place }) => String(place)),
  waitingLines: recordsOf(({ dealerId, kind }) => `${dealerId} ${kind}`),
  waitingFiles: recordsOf(({ documentId }) => String(documentId)),
  locks: recordsOf(({ dealerId }) => String(dealerId)),
  documents: recordsOf(({ documentId }) => String(documentId)),
  dealerPlans: recordsOf(({ dealerId }) => String(dealerId)),
  plans: recordsOf(({ name }) => String(name)),
  leavings: recordsOf(({ dealerId }) => String(dealerId)),
});
