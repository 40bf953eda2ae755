import { Annotations, Stack } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { type AlarmDefinition, alarmsOf } from './alarms.ts';
import type { Watched } from './metrics.ts';
import type { Settings } from './settings.ts';

interface MonitoringProps {
  settings: Settings;
  watched: Watched;
}

const describe = ({ name, severity, means }: AlarmDefinition) =>
  `[${severity}] ${means} What to do: infra/runbook.md#${name}`;

/** Every alarm of the table, each telling the same topic. */
export class Monitoring extends Construct {
  /** Where people hear of alarms. */
  readonly topic: Topic;
  private readonly props: MonitoringProps;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    this.props = props;
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    this.admitAlarms();
    this.subscribe(props.settings.alarms.subscribers);
    for (const definition of alarmsOf(props.settings)) this.createAlarms(definition);
  }

  private subscribe(addresses: string[]): void {
    for (const address of addresses) this.topic.addSubscription(new EmailSubscription(address));
    if (addresses.length > 0) return;
    const whatToDo = 'Alarms reach nobody: name e-mail addresses in alarms.subscribers of infra/settings.ts.';
    Annotations.of(this).addWarningV2('feedwright:alarms-reach-nobody', whatToDo);
  }

  /** A topic with a policy of its own, as one for TLS only, no longer lets the account's alarms in by itself. */
  private admitAlarms(): void {
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
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
      threshold: definition.threshold(settings.alarms, settings.concurrency),
      comparisonOperator: definition.raisedWhen,
      evaluationPeriods: definition.periods ?? 1,
      treatMissingData: definition.missingData,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}
