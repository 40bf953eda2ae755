import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { ALARMS, type AlarmDefinition } from './alarms.ts';
import type { Watched } from './metrics.ts';
import type { Settings } from './settings.ts';

export interface MonitoringProps {
  settings: Settings;
  watched: Watched;
}

const describe = ({ name, severity, means }: AlarmDefinition) =>
  `[${severity}] ${means} What to do: infra/runbook.md#${name}`;

/** Every alarm of the table, each telling the same topic. */
export class Monitoring extends Construct {
  private readonly topic: Topic;
  private readonly props: MonitoringProps;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    this.props = props;
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    for (const address of props.settings.alarms.subscribers)
      this.topic.addSubscription(new EmailSubscription(address));
    for (const definition of ALARMS) this.createAlarms(definition);
  }

  private createAlarms(definition: AlarmDefinition): void {
    const metrics = Object.entries(definition.metrics(this.props.watched));
    for (const [subject, metric] of metrics) this.createAlarm(definition, subject, metric);
  }

  private createAlarm(definition: AlarmDefinition, subject: string, metric: IMetric): void {
    const { settings, watched } = this.props;
    const alarm = new Alarm(this, `${definition.name}-${subject}`, {
      alarmName: `${watched.service}-${definition.name}-${subject}`,
      alarmDescription: describe(definition),
      metric,
      threshold: definition.threshold(settings.alarms),
      comparisonOperator: definition.raisedWhen,
      evaluationPeriods: 1,
      treatMissingData: definition.missingData,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}
