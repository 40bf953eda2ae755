import { isDeepStrictEqual } from 'node:util';
import { ServiceError } from '../host/aws-server.ts';
import { executionArn } from './arns.ts';
import type { Machine } from './definitions.ts';
import { execute } from './execute.ts';
import type { Lambda } from './handlers.ts';
import { type Entry, type Execution, executionKey, type Journal } from './journal.ts';
import { type Ended, progressOf } from './progress.ts';
import { queueOf } from './queue.ts';
import { tasksOf } from './tasks.ts';

/** Executions of one machine at a time: as many as there are threads for their stages. */
export const AT_ONCE = 2;

/** What waits most of its time, for a window, a host or the marketplace: a sweep or one by hand need not wait for it. */
const WAITING = { delivery: 20, verdict: 20 } as Record<string, number>;

/** It waits for hours: what else is at work has news before it ends. */
const PATIENT = 'verdict';

/** The machine that closes from outside what others left open. */
const FAILURE = 'failure';

interface RunnerParts {
  machines: Map<string, Machine>;
  lambda: Lambda;
  journal: Journal;
  eventsFile: string;
}

const endOf = ({ machine, name, awaited }: Execution, ended: Ended): Entry => ({
  ...{ machine, name },
  ...(awaited ? ended : { status: ended.status }),
});

/**
 * Step Functions in small: each execution name once, a few executions at a time, failures closed from
 * outside. What a killed process left unfinished begins anew under its own name.
 */
export const runnerOf = ({ machines, lambda, journal, eventsFile }: RunnerParts) => {
  const progress = progressOf();
  const running = new Map<string, Promise<Ended>>();
  const queues = new Map([...machines.keys()].map((name) => [name, queueOf(WAITING[name] ?? AT_ONCE)]));

  /**
   * "Step Functions Execution Status Change", which the rule on AWS answers with the same machine. Answers whether
   * the document is closed; an execution that nobody could close begins again at the next start.
   */
  const closeFailed = async ({ machine, name, input }: Execution, ended: Ended): Promise<boolean> => {
    const closing = machines.get(FAILURE);
    if (!closing || machine === FAILURE) return true;
    const { status, error, cause } = ended;
    const detail = { name, status, error, cause, input: JSON.stringify(input) };
    const execution = { machine: FAILURE, name, input: { detail } };
    const closed = await execute(execution, closing, tasks, progressOf());
    if (closed.status !== 'SUCCEEDED') console.error(closed);
    return closed.status === 'SUCCEEDED';
  };

  const complete = async (execution: Execution, machine: Machine): Promise<Ended> => {
    const ended = await execute(execution, machine, tasks, progress);
    const closed = ended.status === 'SUCCEEDED' || (await closeFailed(execution, ended));
    if (closed) journal.write(endOf(execution, ended));
    running.delete(executionKey(execution));
    progress.emit('ended', execution, ended);
    return ended;
  };

  const begin = (execution: Execution) => {
    const machine = machines.get(execution.machine);
    const queue = queues.get(execution.machine);
    if (!machine || !queue)
      throw new ServiceError('StateMachineDoesNotExist', `No machine ${execution.machine}`);
    running.set(
      executionKey(execution),
      queue(() => complete(execution, machine)),
    );
  };

  const refuseUsedName = (used: Entry, execution: Execution) => {
    if (used.status === 'RUNNING' && isDeepStrictEqual(used.input, execution.input)) return;
    throw new ServiceError(
      'ExecutionAlreadyExists',
      `${execution.machine} has run ${execution.name} already`,
    );
  };

  const start = (execution: Execution): string => {
    const key = executionKey(execution);
    const used = journal.find(key);
    if (used) refuseUsedName(used, execution);
    // What a killed process left is begun again where it is asked for.
    if (!running.has(key)) begin(execution);
    if (!used) journal.write({ ...execution, status: 'RUNNING' });
    return executionArn(execution);
  };
  /** A machine that begins again after a kill finds what it had started: running, with the input of then, or ended. */
  const startOnce = (execution: Execution): string => {
    const used = journal.find(executionKey(execution));
    return used && used.status !== 'RUNNING' ? executionArn(used) : start(used ?? execution);
  };
  const finish = async (execution: Execution): Promise<Ended> => {
    const key = executionKey(execution);
    startOnce({ ...execution, awaited: true });
    const used = journal.find(key);
    return running.get(key) ?? (used as Ended);
  };
  const tasks = tasksOf({ lambda, start: startOnce, finish, eventsFile });

  return {
    progress,
    start,
    /**
     * Starts again what had not ended when the last process did; answers how many. What is overtaken by now, since
     * the same begins anew, ends instead: else each kill of a host would leave it one more.
     */
    resume: (isOvertaken: (execution: Execution) => boolean = () => false): number => {
      const unfinished = journal.unfinished();
      for (const { machine, name } of unfinished.filter(isOvertaken))
        journal.write({ machine, name, status: 'ABORTED' });
      return unfinished.filter((execution) => !isOvertaken(execution)).map(start).length;
    },
    /** Waits until every execution has ended, those started meanwhile too. */
    idle: async (): Promise<void> => {
      while (running.size > 0) await Promise.all(running.values());
    },
    unfinished: () => running.size,
    /** The same without those that wait for the marketplace. */
    atWork: () => [...running.keys()].filter((key) => !key.startsWith(`${PATIENT}:`)).length,
  };
};

export type Runner = ReturnType<typeof runnerOf>;
