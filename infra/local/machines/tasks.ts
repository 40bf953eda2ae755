import { appendFile } from 'node:fs/promises';
import { machineOf } from './arns.ts';
import type { Lambda } from './handlers.ts';
import type { Execution } from './journal.ts';

// biome-ignore lint/suspicious/noExplicitAny: each integration knows its own parameters
type Task = (parameters: any) => Promise<object>;

/** The service integrations the machines use, by their Resource. */
export type Tasks = Record<string, Task>;

interface TaskServices {
  lambda: Lambda;
  start(execution: Execution): string;
  eventsFile: string;
}

/** Runs the same Resources as Step Functions does, with the parameters the ASL gives them. */
export const tasksOf = ({ lambda, start, eventsFile }: TaskServices): Tasks => ({
  'arn:aws:states:::lambda:invoke': async ({ FunctionName, Payload }) => ({
    Payload: await lambda(FunctionName, Payload),
  }),
  'arn:aws:states:::states:startExecution': async ({ StateMachineArn, Name, Input }) => ({
    ExecutionArn: start({ machine: machineOf(StateMachineArn), name: Name, input: Input }),
  }),
  'arn:aws:states:::events:putEvents': async ({ Entries }) => {
    const lines = Entries.map(
      (entry: object) => `${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`,
    );
    await appendFile(eventsFile, lines.join(''));
    return { FailedEntryCount: 0 };
  },
});
