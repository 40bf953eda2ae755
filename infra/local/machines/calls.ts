import { type Calls, ServiceError } from '../host/aws-server.ts';
import { keyOfExecution, machineOf } from './arns.ts';
import type { Journal } from './journal.ts';
import type { Runner } from './runner.ts';

/** The calls of Step Functions that handlers and a second terminal make. */
export const stepFunctionsCalls = (runner: Runner, journal: Journal): Calls => ({
  'AWSStepFunctions.StartExecution': (request: { stateMachineArn: string; name: string; input: string }) => ({
    executionArn: runner.start({
      machine: machineOf(request.stateMachineArn),
      name: request.name,
      input: JSON.parse(request.input),
    }),
    startDate: Date.now() / 1000,
  }),
  'AWSStepFunctions.DescribeExecution': ({ executionArn }: { executionArn: string }) => {
    const entry = journal.find(keyOfExecution(executionArn));
    if (!entry) throw new ServiceError('ExecutionDoesNotExist', `No execution ${executionArn}`);
    return { executionArn, name: entry.name, status: entry.status };
  },
});
