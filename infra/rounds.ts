import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionName } from './functions.ts';

/** What is done every hour beside the deliveries, each at a minute of its own. */
const ROUNDS = {
  watch: { minute: 15, description: 'Counts what there is, what waits and what does not move' },
  reconcile: {
    minute: 30,
    description: 'Holds the inbox against the records of documents, and these against what runs',
  },
  canary: { minute: 45, description: 'Drops a list of our own, once the one before has gone through' },
} satisfies Partial<Record<FunctionName, { minute: number; description: string }>>;

export interface RoundsProps {
  functions: Record<keyof typeof ROUNDS, { live: IFunction }>;
  undelivered: IQueue;
}

/** The hourly rounds. One that is late by a quarter of an hour is left out: the next is near. */
export class Rounds extends Construct {
  constructor(scope: Construct, id: string, { functions, undelivered }: RoundsProps) {
    super(scope, id);
    for (const name of Object.keys(ROUNDS) as (keyof typeof ROUNDS)[]) {
      const { minute, description } = ROUNDS[name];
      new Schedule(this, name, {
        description,
        schedule: ScheduleExpression.cron({ minute: String(minute) }),
        target: new LambdaInvoke(functions[name].live, {
          deadLetterQueue: undelivered,
          maxEventAge: Duration.minutes(15),
          retryAttempts: 2,
        }),
      });
    }
  }
}
