import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Machines } from '../ports.ts';

const onceOnly = (error: unknown) => {
  if (!(error instanceof ExecutionAlreadyExists)) throw error;
  return null;
};

const absent = (error: unknown) => {
  if (error instanceof ExecutionDoesNotExist) return null;
  throw error;
};

/** `arn:…:stateMachine:feedwright-dev-` → `arn:…:execution:feedwright-dev-`. */
const executionsOf = (arnPrefix: string): string => arnPrefix.replace(':stateMachine:', ':execution:');

/** State machines by ARN prefix. The endpoint comes from the SDK's own variables, so both hosts start alike. */
export const stepFunctions = (arnPrefix: string, client = new SFNClient({})): Machines => ({
  start: async (machine, name, input) => {
    const command = new StartExecutionCommand({
      stateMachineArn: `${arnPrefix}${machine}`,
      name,
      input: JSON.stringify(input),
    });
    return (await client.send(command).catch(onceOnly)) !== null;
  },
  status: async (machine, name) => {
    const executionArn = `${executionsOf(arnPrefix)}${machine}:${name}`;
    const found = await client.send(new DescribeExecutionCommand({ executionArn })).catch(absent);
    return found?.status ?? null;
  },
});
