import { appendFile } from 'node:fs/promises';
import { machineOf } from './arns.ts';
import type { Lambda } from './handlers.ts';
import type { Execution } from './journal.ts';
import type { Ended } from './progress.ts';

// biome-ignore lint/suspicious/noExplicitAny: each integration knows its own parameters
type Task = (parameters: any) => Promise<object>;

/** The service integrations the machines use, by their Resource. */
export type Tasks = Record<string, Task>;

/** An execution that another one asks for. */
export type Begin<Answer> = (execution: Execution) => Answer;

interface TaskServices {
  lambda: Lambda;
  start: Begin<string>;
  /** Starts it too, and waits for its end. */
  finish: Begin<Promise<Ended>>;
  eventsFile: string;
}

interface StartExecution {
  StateMachineArn: string;
  Name: string;
  Input: object;
}

const executionOf = ({ StateMachineArn, Name, Input }: StartExecution): Execution => ({
  machine: machineOf(StateMachineArn),
  name: Name,
  input: Input,
});

/** What the caller's machine catches of an execution that did not succeed. */
const taskFailed = ({ status, error, cause }: Ended): Error => {
  const told = JSON.stringify({ Status: status, Error: error, Cause: cause });
  return Object.assign(new Error(told), { name: 'States.TaskFailed' });
};

const outputOf = (ended: Ended): object => {
  if (ended.status !== 'SUCCEEDED') throw taskFailed(ended);
  return { Status: ended.status, Output: ended.output };
};

/** Runs the same Resources as Step Functions does, with the parameters the ASL gives them. */
export const tasksOf = ({ lambda, start, finish, eventsFile }: TaskServices): Tasks => ({
  'arn:aws:states:::lambda:invoke': async ({ FunctionName, Payload }) => ({
    Payload: await lambda(FunctionName, Payload),
  }),
  'arn:aws:states:::states:startExecution': async (asked) => ({ ExecutionArn: start(executionOf(asked)) }),
  'arn:aws:states:::states:startExecution.sync:2': async (asked) =>
    outputOf(await finish(executionOf(asked))),
  'arn:aws:states:::events:putEvents': async ({ Entries }) => {
    const lines = Entries.map(
      (entry: object) => `${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`,
    );
    await appendFile(eventsFile, lines.join(''));
    return { FailedEntryCount: 0 };
  },
});
