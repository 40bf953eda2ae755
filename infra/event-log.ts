import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IRuleTarget } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** A log group that rules of the bus may write to. CDK's own target deploys a function that writes this policy. */
export const eventLog = (scope: Construct, logGroupName: string, retention: RetentionDays): LogGroup => {
  const log = new LogGroup(scope, 'Log', { logGroupName, retention, removalPolicy: RemovalPolicy.DESTROY });
  log.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [log.logGroupArn],
    }),
  );
  return log;
};

/** The log group as a rule's target. */
export const intoLog = (log: LogGroup): IRuleTarget => ({
  bind: () => ({
    arn: Stack.of(log).formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: log.logGroupName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    }),
  }),
});
