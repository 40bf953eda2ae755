import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Context } from 'aws-lambda';

/** The most that Lambda allows; the machine's own time-outs are shorter. */
const REMAINING_MS = 15 * 60 * 1000;

type Handler = (event: unknown, context: Context) => Promise<unknown>;

const notLambda = () => {
  throw new Error('Handlers answer by their promise');
};

const contextOf = (functionName: string): Context => ({
  functionName,
  functionVersion: 'local',
  invokedFunctionArn: `arn:aws:lambda:eu-north-1:000000000000:function:${functionName}`,
  memoryLimitInMB: '1024',
  awsRequestId: crypto.randomUUID(),
  logGroupName: 'local',
  logStreamName: 'local',
  callbackWaitsForEmptyEventLoop: false,
  getRemainingTimeInMillis: () => REMAINING_MS,
  done: notLambda,
  fail: notLambda,
  succeed: notLambda,
});

/** Calls the handler of a function, which is the `handler.ts` in the folder of its name. */
export const lambdaOf = (folder: string) => {
  const files = new Map(
    globSync('{*,*/*}/handler.ts', { cwd: folder }).map((file) => [
      basename(dirname(file)),
      join(folder, file),
    ]),
  );
  return async (functionName: string, event: unknown): Promise<unknown> => {
    const file = files.get(functionName);
    if (!file) throw new Error(`No folder of functions is called ${functionName}`);
    const { handler }: { handler: Handler } = await import(pathToFileURL(file).href);
    return handler(event, contextOf(functionName));
  };
};

export type Lambda = ReturnType<typeof lambdaOf>;
