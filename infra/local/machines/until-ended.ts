import { setTimeout } from 'node:timers/promises';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { executionArn } from './arns.ts';
import type { Execution } from './journal.ts';

const ASK_EVERY_MS = 100;

/** Waits until an execution has ended, on this process's host or another's; answers how. */
export const untilEnded = async (execution: Pick<Execution, 'machine' | 'name'>): Promise<string> => {
  const client = new SFNClient({});
  for (;;) {
    const asked = new DescribeExecutionCommand({ executionArn: executionArn(execution) });
    const { status = 'RUNNING' } = await client.send(asked);
    if (status !== 'RUNNING') return status;
    await setTimeout(ASK_EVERY_MS);
  }
};
