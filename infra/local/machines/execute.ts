import { ExecutionAbortedError, ExecutionTimeoutError, type RunOptions } from 'aws-local-stepfunctions';
import type { Machine } from './definitions.ts';
import type { Execution } from './journal.ts';
import type { Ended, Progress } from './progress.ts';
import type { Tasks } from './tasks.ts';

const LIMIT_BYTES = 256 * 1024;

/** Step Functions refuses a larger state; so does this machine, before AWS has to. */
class DataLimitExceeded extends Error {
  override readonly name = 'States.DataLimitExceeded';
}

/** The state as it travels: JSON of at most 256 KiB. Throws `States.DataLimitExceeded`. */
export const handOver = <State>(where: string, state: State): State => {
  const text = JSON.stringify(state);
  const bytes = Buffer.byteLength(text);
  if (bytes > LIMIT_BYTES)
    throw new DataLimitExceeded(
      `${where} holds ${bytes} bytes; a state holds ${LIMIT_BYTES}: pass references, not data`,
    );
  return JSON.parse(text);
};

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

/** Runs one execution to its end; what is thrown in it is how it ended. */
export const execute = async (
  execution: Execution,
  machine: Machine,
  tasks: Tasks,
  progress: Progress,
): Promise<Ended> => {
  try {
    const output = await machine.engine.run(handOver('The input', execution.input) as Json, {
      context: { Execution: { Name: execution.name }, StateMachine: { Name: execution.machine } },
      overrides: { taskResourceLocalHandlers: handlersOf(execution, machine, tasks, progress) },
    }).result;
    return { status: 'SUCCEEDED', output };
  } catch (error) {
    return endedBy(error as Error);
  }
};
