import { type Execution, executionKey } from './journal.ts';

const STATES = 'arn:aws:states:eu-north-1:000000000000:';

/** State machines by ARN: their name follows. */
export const MACHINE_ARN_PREFIX = `${STATES}stateMachine:`;
const EXECUTION_ARN_PREFIX = `${STATES}execution:`;

export const machineOf = (arn: string): string => arn.slice(MACHINE_ARN_PREFIX.length);

export const executionArn = (execution: Pick<Execution, 'machine' | 'name'>): string =>
  `${EXECUTION_ARN_PREFIX}${executionKey(execution)}`;

/** The key under which the journal knows the execution. */
export const keyOfExecution = (arn: string): string => arn.slice(EXECUTION_ARN_PREFIX.length);
