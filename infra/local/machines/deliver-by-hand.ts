import { setTimeout } from 'node:timers/promises';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { Ports } from '#shared/ports.ts';
import { executionArn } from './arns.ts';

const ASK_EVERY_MS = 100;

const untilEnded = async (client: SFNClient, arn: string): Promise<void> => {
  const { status } = await client.send(new DescribeExecutionCommand({ executionArn: arn }));
  if (status !== 'RUNNING') return;
  await setTimeout(ASK_EVERY_MS);
  await untilEnded(client, arn);
};

/** Delivers a dealer's feed now, whatever his windows; the receipt is the table's. */
export const deliverByHand = async (dealerId: string, { machines, newId, clock }: Ports): Promise<void> => {
  const name = newId();
  await machines.start('delivery', name, { at: clock().toISOString(), mode: 'deliver', dealerId });
  await untilEnded(new SFNClient({}), executionArn({ machine: 'delivery', name }));
};
