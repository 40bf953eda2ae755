import { Worker } from 'node:worker_threads';
import type { Lambda } from './handlers.ts';
import { queueOf } from './queue.ts';

/** Stages reckon for seconds; two threads use two cores and leave the host's own servers quick. */
const WORKERS = 2;

/** Waits for other people's hosts most of its time: it neither holds up what reckons nor waits for it. */
const WAITING = 'deliver';

/**
 * Pages and pictures are short-lived: a little room for them saves time in collecting garbage; more only costs memory.
 * Without a limit V8 collects the long-lived late, and a thread that has read a thousand lists looks like a leak.
 */
const MEMORY = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 512 };

export interface Invocation {
  id: number;
  functionName: string;
  event: unknown;
}

export type Answer = { id: number } & ({ result: unknown } | { failure: { name: string; message: string } });

interface PoolParts {
  /** Folder of the functions. */
  functions: string;
  log: string;
}

/** How long a function may take, in seconds, by its name. */
export type TimeLimits = Readonly<Record<string, number>>;

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** What Step Functions calls a function that took too long, and one whose environment broke down. */
const TIMED_OUT = 'Sandbox.Timedout';
const BROKEN_DOWN = 'Runtime.ExitError';

const failureOf = ({ name, message }: { name: string; message: string }) =>
  Object.assign(new Error(message), { name });

const settle = ({ resolve, reject }: Waiting, answer: Answer) =>
  'failure' in answer ? reject(failureOf(answer.failure)) : resolve(answer.result);

/** One thread with the handlers warm in it, as a Lambda's environment keeps them. */
const threadOf = (parts: PoolParts, env: NodeJS.ProcessEnv) => {
  const worker = new Worker(new URL('./lambda-worker.ts', import.meta.url), {
    workerData: parts,
    env,
    resourceLimits: MEMORY,
  });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  worker.on('message', (answer: Answer) => {
    const invocation = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (invocation) settle(invocation, answer);
  });
  const failAll = (name: string, message: string) => {
    for (const { reject } of waiting.values()) reject(failureOf({ name, message }));
    waiting.clear();
  };
  worker.on('error', ({ message }) => failAll(BROKEN_DOWN, message));
  worker.on('exit', (code) => failAll(BROKEN_DOWN, `The handlers' thread ended with code ${code}`));

  return {
    worker,
    busy: () => waiting.size,
    invoke: (functionName: string, event: unknown) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        worker.postMessage({ id: lastId, functionName, event });
      }),
    /** Ends the thread, also where it is in a loop without an end, and every call in it. */
    stop: (message: string) => {
      failAll(TIMED_OUT, message);
      return worker.terminate();
    },
  };
};

type Thread = ReturnType<typeof threadOf>;

/**
 * Calls handlers in threads that take over the environment of this process at the first call, one call a
 * thread, first come, first served. A thread that dies or takes longer than its function may fails its call
 * and is replaced, as Lambda does.
 */
export const lambdaPoolOf = (
  parts: PoolParts,
  limits: TimeLimits,
): { lambda: Lambda; close(): Promise<void> } => {
  const threads = new Set<Thread>();

  let environment: NodeJS.ProcessEnv | undefined;
  const add = (): Thread => {
    environment ??= { ...process.env };
    const thread = threadOf(parts, environment);
    threads.add(thread);
    for (const end of ['error', 'exit']) thread.worker.on(end, () => threads.delete(thread));
    return thread;
  };
  /** A warm thread that is free, a new one where all are at work and there may be more, else the one with least to do. */
  const chosen = (): Thread => {
    const [least] = [...threads].sort((one, other) => one.busy() - other.busy());
    return least && (least.busy() === 0 || threads.size === WORKERS) ? least : add();
  };

  const reckoning = queueOf(WORKERS);

  const timed = (thread: Thread, functionName: string): NodeJS.Timeout | undefined => {
    const seconds = limits[functionName];
    if (seconds === undefined) return undefined;
    const message = `Task timed out after ${seconds} seconds`;
    return setTimeout(() => {
      threads.delete(thread);
      thread.stop(message);
    }, seconds * 1000);
  };

  const invoke = async (functionName: string, event: unknown) => {
    const thread = chosen();
    const timer = timed(thread, functionName);
    try {
      return await thread.invoke(functionName, event);
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    lambda: (functionName, event) =>
      functionName === WAITING ? invoke(functionName, event) : reckoning(() => invoke(functionName, event)),
    close: async () => {
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    },
  };
};
