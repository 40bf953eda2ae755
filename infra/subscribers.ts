import { Duration } from 'aws-cdk-lib';
import { type EventBus, EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { FilterPattern, type LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { EVENT_NAMES, type EventName } from '#contracts/events.ts';
import { eventLog, intoLog } from './event-log.ts';
import type { Settings } from './settings.ts';

interface SubscribersProps {
  service: string;
  settings: Settings;
  bus: EventBus;
  /** Where people hear of alarms. */
  topic: ITopic;
  undelivered: IQueue;
}

/** What the runs' own events are counted by: metric → field of `PipelineCompleted`. */
const COUNTED = {
  ProductsPublished: '$.detail.counts.published',
  ProductsInReview: '$.detail.counts.review',
  ProductsRejected: '$.detail.counts.rejected',
};

/** Those who listen to the bus beside the counters of deliveries (S3-05): audit log, metrics, alarms. */
export class Subscribers extends Construct {
  private readonly props: SubscribersProps;

  constructor(scope: Construct, id: string, props: SubscribersProps) {
    super(scope, id);
    this.props = props;
    const { service, settings } = props;
    const log = eventLog(this, `/aws/events/${service}-all`, settings.retention.logsDays);
    this.listen('audit', EVENT_NAMES).addTarget(intoLog(log));
    this.listen('runs-failed', ['PipelineFailed']).addTarget(this.people());
    if (settings.monitoring === 'whole') this.count(log);
  }

  private listen(name: string, detailType: EventName[]): Rule {
    const { service, bus: eventBus } = this.props;
    return new Rule(this, name, {
      ruleName: `${service}-${name}`,
      eventBus,
      eventPattern: { source: ['feedwright'], detailType },
    });
  }

  /** The alarm says that a run has failed; this says which, where, why, and what to do. */
  private people(): SnsTopic {
    const text = (field: string) => EventField.fromPath(`$.detail.${field}`);
    return new SnsTopic(this.props.topic, {
      // A statement of the topic's policy would let in the rules of any account.
      authorizeUsingRole: true,
      deadLetterQueue: this.props.undelivered,
      maxEventAge: Duration.hours(1),
      message: RuleTargetInput.fromText(
        `A run of ${text('dealerId')} stopped at ${text('stage')} (document ${text('documentId')}): ` +
          `${text('reason')} ${text('whatToDo')}`,
      ),
    });
  }

  /** The namespace is the environment's own: a filter cannot give a metric a dimension that is not in the event. */
  private count(logGroup: LogGroup): void {
    for (const [metricName, metricValue] of Object.entries(COUNTED))
      new MetricFilter(this, metricName, {
        logGroup,
        metricNamespace: `Feedwright/${this.props.service}`,
        metricName,
        metricValue,
        filterPattern: FilterPattern.stringValue('$.detail-type', '=', 'PipelineCompleted'),
      });
  }
}
