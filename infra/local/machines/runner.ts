import { isDeepStrictEqual } from 'node:util';
import { ExecutionAbortedError, ExecutionTimeoutError, type RunOptions } from 'aws-local-stepfunctions';
import { ServiceError } from '../host/aws-server.ts';
import { executionArn } from './arns.ts';
import type { Machine } from './definitions.ts';
import type { Lambda } from './handlers.ts';
import { type Entry, type Execution, executionKey, type Journal } from './journal.ts';
import { type Ended, type Progress, progressOf } from './progress.ts';
import { queueOf } from './queue.ts';
import { handOver } from './state-limit.ts';
import { type Tasks, tasksOf } from './tasks.ts';

/** Executions of one machine at a time; the stages share one thread anyway. */
const AT_ONCE = 3;

type Handlers = NonNullable<NonNullable<RunOptions['overrides']>['taskResourceLocalHandlers']>;
type Handler = Handlers[string];
type Json = Awaited<ReturnType<Handler>>;

const observed =
  (execution: Execution, state: string, task: Tasks[string], progress: Progress): Handler =>
  async (parameters) => {
    const input = handOver(`The input of ${state}`, parameters);
    const started = performance.now();
    progress.emit('entered', execution, { state, input });
    const output = handOver(`The result of ${state}`, await task(input));
    progress.emit('left', execution, { state, seconds: (performance.now() - started) / 1000, output });
    return output as Json;
  };

const handlersOf = (execution: Execution, machine: Machine, tasks: Tasks, progress: Progress): Handlers =>
  Object.fromEntries(
    machine.tasks.map(({ name, resource }) => {
      const task = tasks[resource];
      if (!task) throw new Error(`The local host knows no resource ${resource} (state ${name})`);
      return [name, observed(execution, name, task, progress)];
    }),
  );

const STATUS_OF = new Map<unknown, Ended['status']>([
  [ExecutionTimeoutError, 'TIMED_OUT'],
  [ExecutionAbortedError, 'ABORTED'],
]);

const endedBy = (error: Error): Ended => {
  const { name, message } = error.cause instanceof Error ? error.cause : error;
  return { status: STATUS_OF.get(error.constructor) ?? 'FAILED', error: name, cause: message };
};

const run = async (
  execution: Execution,
  machine: Machine,
  tasks: Tasks,
  progress: Progress,
): Promise<Ended> => {
  try {
    await machine.engine.run(handOver('The input', execution.input) as Json, {
      context: { Execution: { Name: execution.name }, StateMachine: { Name: execution.machine } },
      overrides: { taskResourceLocalHandlers: handlersOf(execution, machine, tasks, progress) },
    }).result;
    return { status: 'SUCCEEDED' };
  } catch (error) {
    return endedBy(error as Error);
  }
};

/**
 * "Step Functions Execution Status Change", which closes the document from outside. Answers whether it did;
 * an execution that nobody could close begins again at the next start.
 */
const closeFailed = ({ name, input }: Execution, ended: Ended, lambda: Lambda): Promise<boolean> =>
  lambda('close-failed', { detail: { name, input: JSON.stringify(input), ...ended } }).then(
    () => true,
    (error) => {
      console.error(error);
      return false;
    },
  );

interface RunnerParts {
  machines: Map<string, Machine>;
  lambda: Lambda;
  journal: Journal;
  eventsFile: string;
}

/**
 * Step Functions in small: each execution name once, a few executions at a time, failures closed from
 * outside. What a killed process left unfinished begins anew under its own name.
 */
export const runnerOf = ({ machines, lambda, journal, eventsFile }: RunnerParts) => {
  const progress = progressOf();
  const running = new Map<string, Promise<void>>();
  const queues = new Map([...machines.keys()].map((name) => [name, queueOf(AT_ONCE)]));

  const complete = async (execution: Execution, machine: Machine) => {
    const ended = await run(execution, machine, tasks, progress);
    const closed = ended.status === 'SUCCEEDED' || (await closeFailed(execution, ended, lambda));
    if (closed) journal.write({ ...execution, status: ended.status });
    running.delete(executionKey(execution));
    progress.emit('ended', execution, ended);
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
    else {
      begin(execution);
      journal.write({ ...execution, status: 'RUNNING' });
    }
    return executionArn(execution);
  };
  const tasks = tasksOf({ lambda, start, eventsFile });

  return {
    progress,
    start,
    /** Starts again what had not ended when the last process did; answers how many. */
    resume: (): number => journal.unfinished().map(begin).length,
    /** Waits until every execution has ended, those started meanwhile too. */
    idle: async (): Promise<void> => {
      while (running.size > 0) await Promise.all(running.values());
    },
    unfinished: () => running.size,
  };
};

export type Runner = ReturnType<typeof runnerOf>;
