/**
 * A day of AWS in a moment: files dropped at once, the queue, the account's limit of functions, the machine's retries as
 * its definition has them, and the project's own admission and leases on a table in memory.
 */
import { fillPlaces, leavePlace, lineUp } from '#functions/operations/admit/admit.ts';
import { executionOf, fileOf } from '#functions/operations/reconcile/unknown-files.ts';
import { releaseLease, takeLease } from '#shared/lease.ts';
import type { Admission, Ports } from '#shared/ports.ts';
import { admissionsOf } from '../../infra/settings.ts';
import { definitionOf, tasks } from '../infra/support/definitions.ts';
import { agenda, randomOf, tableInMemory } from './agenda.ts';

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
  /** When the last file of each dealer ended, in seconds. */
  ended: Map<string, number>;
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

/** The queue's, in seconds: how often each reader asks it, and after what time a message comes again. */
const QUEUE = { every: 1, batch: 10, hidden: 120, mostReceives: 1_000 };

/** Every hour so many deliveries begin, each of so many calls of so many seconds. */
const DELIVERIES = { every: 3600, dealers: 20, calls: 6, seconds: 20 };

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
    ended: new Map(),
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

  const table = tableInMemory();
  const feeds = new Map<string, { offers: number; built: number }>();
  const feedOf = (dealerId: string) => {
    const feed = feeds.get(dealerId) ?? { offers: 0, built: 0 };
    feeds.set(dealerId, feed);
    return feed;
  };

  const end = async ({ execution, dealerId }: Run, status: 'failed' | 'published') => {
    outcome[status] += 1;
    outcome.hours = now() / 3600;
    outcome.ended.set(dealerId, now());
    await leavePlace(execution, ports);
    // The event of its end is a message, which comes within a second or two.
    after(1, () => invoke(0.3, () => fillPlaces(ports)));
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
      again(clauseOf('Generate', error), attempt, () => build(run, count)) || end(run, 'failed');
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
    if (name === '') return end(run, 'published');
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
    return again(clause, attempt, () => stage(run, at, attempt + 1)) || end(run, 'failed');
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
    for (let reader = 0; reader < admissionsOf({ quota }); reader++) receive();
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
