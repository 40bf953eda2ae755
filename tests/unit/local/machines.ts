import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadMachines } from '#local/machines/definitions.ts';
import type { Lambda } from '#local/machines/handlers.ts';
import { openJournal } from '#local/machines/journal.ts';
import { runnerOf } from '#local/machines/runner.ts';

/** A Task that calls a function with the whole state, as the project's machines do. */
export const lambdaState = (functionName: string, next?: string, extra: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: `\${${functionName}Function}`, 'Payload.$': '$' },
  OutputPath: '$.Payload',
  ...(next ? { Next: next } : { End: true }),
  ...extra,
});

const failure = { StartAt: 'Close', States: { Close: lambdaState('CloseFailed') } };

/** A runner on machines of the test's own; `folder` survives it, as a data folder survives a host. */
export const runnerOn = async (definitions: Record<string, object>, lambda: Lambda, folder: string) => {
  for (const [name, definition] of Object.entries({ failure, ...definitions }))
    await writeFile(join(folder, `${name}.asl.json`), JSON.stringify(definition));
  const machines = await loadMachines(folder);
  const journal = openJournal(join(folder, 'executions.jsonl'));
  return runnerOf({ machines, lambda, journal, eventsFile: join(folder, 'events.jsonl') });
};

/** A folder that goes with the test. */
export const temporaryFolder = async () => {
  const path = await mkdtemp(join(tmpdir(), 'feedwright-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
};

/** What a process that was killed while it wrote leaves at the end of its journal. */
export const tearLastLine = (folder: string) =>
  appendFile(join(folder, 'executions.jsonl'), '{"machine":"on');
