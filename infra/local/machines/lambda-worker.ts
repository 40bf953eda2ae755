import { parentPort, workerData } from 'node:worker_threads';
import { logToFile } from '../host/console.ts';
import { lambdaOf } from './handlers.ts';
import type { Answer, Invocation } from './lambda-pool.ts';

const { functions, log } = workerData;
logToFile(log);
const lambda = lambdaOf(functions);

const answer = async ({ id, functionName, event }: Invocation): Promise<Answer> => {
  try {
    return { id, result: await lambda(functionName, event) };
  } catch (error) {
    // A copied error loses its own name, which is what the machine retries and catches by.
    const { name, message } = error as Error;
    return { id, failure: { name, message } };
  }
};

parentPort?.on('message', async (invocation: Invocation) =>
  parentPort?.postMessage(await answer(invocation)),
);
