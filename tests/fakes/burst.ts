/**
 * A day of AWS in a moment: files dropped at once, the queue, the account's limit of functions, the machine's retries as
 * its definition has them, and the project's own admission and leases on a table in memory.
 */
import { fillPlaces, leavePlace, lineUp } from '#functions/operations/admit/admit.ts';
import { executionOf, fileOf } from '#functions/operations/reconcile/unknown-files.ts';
import { releaseLease, takeLease } from '#shared/lease.ts';
import type { Admission, Ports } from '#shared/ports.ts';
import { definitionOf, tasks } from '../infra/support/definitions.ts';

export interface Burst {
  /** Functions that the account may run at once. */
  quota: number;
  admission: Admission;
  /** Whose files they are. */
  dealers: string[];
  seed: number;
}

export interface Outcome {
  failed: number;
  published: number;
  builds: number;
  throttled: number;
  /** Until the last file has ended. */
  hours: number;
  /** The longest that one function of a delivery was kept waiting, in minutes. */
  deliveryWaitedMinutes: number;
  /** The most functions at once. */
  most: number;
}

/** Seconds of each stage, as lists of about a hundred rows take them with cold starts. */
const STAGES: [string, number][] = [
  ['Intake', 3],
  ['Extract', 8],
  ['Match', 6],
  ['Validate', 8],
  ['Generate', 6],
  ['Close', 3],
];

/** The queue's, in seconds: how often it is asked, by how many, and after what time a message comes again. */
const QUEUE = { every: 1, readers: 2, batch: 10, hidden: 120, mostReceives: 1_000 };

/** Every hour so many deliveries begin, each of so many calls of so many seconds. */
const DELIVERIES = { every: 3600, dealers: 20, calls: 6, seconds: 20 };

const randomOf = (seed: number) => {
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

/** What happens when, in its order. */
const agenda = () => {
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

interface Clause {
  IntervalSeconds: number;
  BackoffRate: number;
  MaxAttempts: number;
  MaxDelaySeconds: number;
}

const THROTTLED = 'Lambda.TooManyRequestsException';

const PRICE_LIST = definitionOf('price-list').States;

const DELIVERY_THROTTLED = tasks
  .find(({ machine, name }) => machine === 'delivery' && name === 'Upload')
  ?.Retry?.find(({ ErrorEquals }) => ErrorEquals.includes(THROTTLED)) as unknown as Clause;

/** The clause of a state of the machine that answers an error. */
const clauseOf = (state: string, error: string): Clause => {
  const found = PRICE_LIST[state]?.Retry?.find(({ ErrorEquals }) => ErrorEquals.includes(error));
  if (!found) throw new Error(`${state} does not retry ${error}`);
  return found as unknown as Clause;
};

/** What becomes of files that are dropped at the same moment. */
export const simulate = async ({ quota, admission, dealers, seed }: Burst): Promise<Outcome> => {
  const { now, after, next } = agenda();
  const random = randomOf(seed);
  const outcome: Outcome = {
    ...{ failed: 0, published: 0, builds: 0, throttled: 0, hours: 0, deliveryWaitedMinutes: 0, most: 0 },
  };
  const open = () => outcome.failed + outcome.published < dealers.length;

  let running = 0;
  /** Calls a function where the account has room for it. */
  const invoke = (seconds: number, done: () => unknown): boolean => {
    if (running >= quota) {
      outcome.throttled += 1;
      return false;
    }
    running += 1;
    outcome.most = Math.max(outcome.most, running);
    after(seconds, () => {
      running -= 1;
      return done();
    });
    return true;
  };

  /** Waits as Step Functions does, with full jitter; false where the clause allows no further attempt. */
  const again = (clause: Clause, attempt: number, act: () => unknown): boolean => {
    if (attempt >= clause.MaxAttempts) return false;
    const delay = clause.IntervalSeconds * clause.BackoffRate ** attempt;
    after(random() * Math.min(clause.MaxDelaySeconds, delay), act);
    return true;
  };

  const table = {
    places: recordsOf(({ place }) => String(place)),
    waitingLines: recordsOf(({ dealerId, kind }) => `${dealerId} ${kind}`),
    waitingFiles: recordsOf(({ documentId }) => String(documentId)),
    locks: recordsOf(({ dealerId }) => String(dealerId)),
    documents: recordsOf(({ documentId }) => String(documentId)),
    dealerPlans: recordsOf(({ dealerId }) => String(dealerId)),
    plans: recordsOf(({ name }) => String(name)),
  };
  const feeds = new Map<string, { offers: number; built: number }>();
  const feedOf = (dealerId: string) => {
    const feed = feeds.get(dealerId) ?? { offers: 0, built: 0 };
    feeds.set(dealerId, feed);
    return feed;
  };

  const end = async (execution: string, status: 'failed' | 'published') => {
    outcome[status] += 1;
    outcome.hours = now() / 3600;
    await leavePlace(execution, ports);
  };

  interface Run {
    execution: string;
    dealerId: string;
    needed: number;
  }

  /** Generate: nothing to do where the feed has it, else a build under the dealer's lease. */
  const build = async (run: Run, attempts: { throttled: number; busy: number }): Promise<void> => {
    const feed = feedOf(run.dealerId);
    const onwards = () => stage(run, STAGES.length - 1);
    const retry = (error: string, attempt: number, count: typeof attempts) =>
      again(clauseOf('Generate', error), attempt, () => build(run, count)) || end(run.execution, 'failed');
    const wanted = feed.built < run.needed;
    const lease = { dealerId: run.dealerId, name: 'generate', owner: run.execution, milliseconds: 900_000 };
    if (running >= quota) {
      outcome.throttled += 1;
      return void retry(THROTTLED, attempts.throttled, { ...attempts, throttled: attempts.throttled + 1 });
    }
    if (!wanted) return void invoke(0.2, onwards);
    if (!(await takeLease(lease, ports)))
      return void invoke(0.2, () =>
        retry('LeaseBusy', attempts.busy, { ...attempts, busy: attempts.busy + 1 }),
      );
    const { offers } = feed;
    invoke(STAGES[4]?.[1] ?? 0, async () => {
      feed.built = offers;
      outcome.builds += 1;
      await releaseLease(lease, ports);
      return onwards();
    });
  };

  const stage = (run: Run, at: number, attempt = 0): unknown => {
    const [name = '', seconds = 0] = STAGES[at] ?? [];
    if (name === '') return end(run.execution, 'published');
    if (name === 'Generate') return build(run, { throttled: 0, busy: 0 });
    const took = invoke(seconds * (0.5 + random()), () => {
      if (name === 'Validate') {
        const feed = feedOf(run.dealerId);
        feed.offers += 1;
        run.needed = feed.offers;
      }
      return stage(run, at + 1);
    });
    if (took) return undefined;
    const clause = clauseOf(name, THROTTLED);
    return again(clause, attempt, () => stage(run, at, attempt + 1)) || end(run.execution, 'failed');
  };

  const started = new Set<string>();
  const ports = {
    table,
    admission,
    clock: () => new Date(now() * 1000),
    machines: {
      status: async (_: string, name: string) => (started.has(name) ? 'RUNNING' : null),
      start: async (_: string, name: string, { key }: { key: string }) => {
        started.add(name);
        const dealerId = key.split('/')[1] ?? '';
        after(0.1, () => stage({ execution: name, dealerId, needed: 0 }, 0));
        return true;
      },
    },
  } as unknown as Ports;

  const messages = dealers.map((dealerId, at) => ({
    receives: 0,
    file: fileOf({ key: `inbox/${dealerId}/${at}.pdf`, version: 'v', bytes: 1, modifiedAt: '' }),
  }));
  const visible = [...messages];

  /** One call of `admit` with what the queue gives; what it does not take is hidden for a while. */
  const receive = (): void => {
    const batch = visible.splice(0, QUEUE.batch);
    if (batch.length === 0) return;
    const hide = (message: (typeof batch)[number]) => {
      message.receives += 1;
      if (message.receives > QUEUE.mostReceives) outcome.failed += 1;
      else after(QUEUE.hidden, () => visible.push(message));
    };
    const called = invoke(0.3, async () => {
      const waiting = [];
      for (const message of batch)
        if ((await lineUp(message.file, ports)) === 'waiting') waiting.push(message);
      const served = await fillPlaces(ports);
      for (const message of waiting) if (!served.has(executionOf(message.file))) hide(message);
    });
    if (!called) batch.forEach(hide);
  };
  const poll = () => {
    for (let reader = 0; reader < QUEUE.readers; reader++) receive();
    if (open()) after(QUEUE.every, poll);
  };

  const deliver = (calls: number, since: number, attempt = 0): void => {
    if (calls === 0) return;
    const done = () => deliver(calls - 1, now());
    if (invoke(DELIVERIES.seconds, done)) {
      outcome.deliveryWaitedMinutes = Math.max(outcome.deliveryWaitedMinutes, (now() - since) / 60);
      return;
    }
    if (!again(DELIVERY_THROTTLED, attempt, () => deliver(calls, since, attempt + 1)))
      throw new Error('A delivery was refused for too long');
  };
  const sweep = () => {
    for (let dealer = 0; dealer < DELIVERIES.dealers; dealer++) deliver(DELIVERIES.calls, now());
    if (open()) after(DELIVERIES.every, sweep);
  };

  after(0, poll);
  after(600, sweep);
  while (await next());
  return outcome;
};
