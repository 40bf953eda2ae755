import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, EventField, Match, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { FilterCriteria, FilterRule, type IFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { accept } from './findings.ts';
import type { MachineName } from './functions.ts';
import type { Stores } from './stores.ts';

/** The endings of an execution that leave its document open. */
const UNFINISHED = ['FAILED', 'TIMED_OUT', 'ABORTED'];

/** The most that SQS counts before it calls a message undelivered. */
const MOST_RECEIVES = 1_000;

/** The bus other programs listen to, and the queue of what could not be delivered to us. */
export class Events extends Construct {
  readonly bus: EventBus;
  readonly undelivered: Queue;

  constructor(scope: Construct, id: string, busName: string) {
    super(scope, id);
    this.undelivered = new Queue(this, 'Undelivered', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    accept(this.undelivered, 'SQS3', 'This is the dead-letter queue: its alarm brings a person.');
    this.bus = new EventBus(this, 'Bus', { eventBusName: busName });
  }

  /**
   * Every new object below `inbox/` waits in a queue until there is room for it. A message that is not taken comes
   * again after two minutes, up to a thousand times: a burst may last a day. That a list has ended, and left its
   * place, is a message too: the next one begins at once.
   */
  admitNewObjects({ inbox }: Stores, admit: IFunction, maxConcurrency: number): void {
    const arrivals = new Queue(this, 'Arrivals', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      visibilityTimeout: Duration.minutes(2),
      deadLetterQueue: { queue: this.undelivered, maxReceiveCount: MOST_RECEIVES },
    });
    new Rule(this, 'NewObject', {
      description: 'A file has come into the inbox',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [inbox.bucketName] }, object: { key: Match.prefix('inbox/') } },
      },
      targets: [new SqsQueue(arrivals, { deadLetterQueue: this.undelivered })],
    });
    new Rule(this, 'PlaceLeft', {
      description: 'A list or a book has ended, and there is room for another',
      eventBus: this.bus,
      eventPattern: { source: ['feedwright'], detailType: ['PipelineCompleted', 'PipelineFailed'] },
      targets: [new SqsQueue(arrivals, { deadLetterQueue: this.undelivered })],
    });
    admit.addEventSource(
      new SqsEventSource(arrivals, { batchSize: 10, maxConcurrency, reportBatchItemFailures: true }),
    );
  }

  /**
   * What people have asked for is carried out: the table's stream tells where it was written down, and no more. Of one
   * dealer one act comes after the other; what a call that was killed has left, the hourly round takes up.
   */
  carryOut({ table }: Stores, carryOut: IFunction): void {
    carryOut.addEventSource(
      new DynamoEventSource(table as ITable, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 1,
        parallelizationFactor: 10,
        retryAttempts: 2,
        maxRecordAge: Duration.hours(1),
        onFailure: new SqsDlq(this.undelivered),
        filters: [
          FilterCriteria.filter({
            eventName: FilterRule.isEqual('INSERT'),
            dynamodb: { Keys: { SK: { S: FilterRule.beginsWith('COMMAND#') } } },
          }),
        ],
      }),
    );
  }

  /** A feed that was built shortly before its dealer's window goes by itself: nothing scheduled would bring it in time. */
  deliverSoon(delivery: StateMachine): void {
    new Rule(this, 'BuiltLate', {
      description: 'A feed was built shortly before its window',
      eventBus: this.bus,
      eventPattern: {
        source: ['feedwright'],
        detailType: ['PipelineCompleted'],
        detail: { feed: { soon: Match.exists() } },
      },
      targets: [
        new SfnStateMachine(delivery, {
          input: RuleTargetInput.fromObject({
            at: EventField.fromPath('$.detail.feed.soon'),
            mode: 'soon',
            dealerId: EventField.fromPath('$.detail.dealerId'),
          }),
          deadLetterQueue: this.undelivered,
        }),
      ],
    });
  }

  /** An execution that ends without closing its document is closed from outside, by a machine of its own. */
  closeUnfinished({ failure, ...machines }: Record<MachineName, StateMachine>): void {
    new Rule(this, 'Unfinished', {
      description: 'An execution has failed, timed out or been aborted',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          status: UNFINISHED,
          stateMachineArn: Object.values(machines).map(({ stateMachineArn }) => stateMachineArn),
        },
      },
      targets: [new SfnStateMachine(failure, { deadLetterQueue: this.undelivered })],
    });
  }
}
