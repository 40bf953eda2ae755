import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Machines } from '../ports.ts';

const onceOnly = (error: unknown) => {
  if (!(error instanceof ExecutionAlreadyExists)) throw error;
};

/** State machines by ARN prefix. The endpoint comes from the SDK's own variables, so both hosts start alike. */
export const stepFunctions = (arnPrefix: string, client = new SFNClient({})): Machines => ({
  start: async (machine, name, input) => {
    const command = new StartExecutionCommand({
      stateMachineArn: `${arnPrefix}${machine}`,
      name,
      input: JSON.stringify(input),
    });
    await client.send(command).catch(onceOnly);
  },
});
