import { expect, test } from 'vitest';
import { EVENT_NAMES } from '#contracts/events.ts';
import { flat, type Properties, resourcesOf } from './support/synthesis.ts';

const ruleNamed = (name: string): Properties => {
  const rules = Object.values(resourcesOf('prod', 'AWS::Events::Rule'));
  const found = rules.find(({ Name }) => Name === `feedwright-prod-${name}`);
  if (!found) throw new Error(`There is no rule ${name}`);
  return found;
};

test('every event on the bus is kept in a log', () => {
  const { EventPattern, Targets } = ruleNamed('audit');
  expect(EventPattern).toEqual({ source: ['feedwright'], 'detail-type': EVENT_NAMES });
  expect(JSON.stringify(Targets[0].Arn)).toContain('log-group');
});

test('people hear which run failed, where, why and what to do', () => {
  const { EventPattern, Targets } = ruleNamed('runs-failed');
  expect(EventPattern['detail-type']).toEqual(['PipelineFailed']);
  expect(flat(Targets[0].Arn)).toMatch(/^<MonitoringTopic/);
  expect(flat(Targets[0].DeadLetterConfig.Arn)).toMatch(/^<EventsUndelivered/);
  for (const field of ['dealerId', 'documentId', 'stage', 'reason', 'whatToDo'])
    expect(JSON.stringify(Targets[0].InputTransformer)).toContain(`$.detail.${field}`);
});

test('what becomes of products is counted from the events', () => {
  const filters = Object.values(resourcesOf('prod', 'AWS::Logs::MetricFilter'));
  expect(filters.map(({ MetricTransformations: [metric] }) => metric.MetricName)).toEqual([
    'ProductsPublished',
    'ProductsInReview',
    'ProductsRejected',
  ]);
});

test('alarms of this account alone reach the topic, and events by a role of the rule', () => {
  const policies = Object.values(resourcesOf('prod', 'AWS::SNS::TopicPolicy'));
  const allowed = policies
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .filter(({ Effect }: Properties) => Effect === 'Allow');
  expect(allowed.map(({ Principal }: Properties) => Principal.Service)).toEqual(['cloudwatch.amazonaws.com']);
  for (const { Condition } of allowed)
    expect(Condition.StringEquals['aws:SourceAccount']).toEqual({ Ref: 'AWS::AccountId' });
  expect(ruleNamed('runs-failed').Targets[0].RoleArn).toBeDefined();
});
