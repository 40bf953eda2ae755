import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { PipelineStack } from '../../infra/pipeline-stack.ts';
import { Settings, settingsOf } from '../../infra/settings.ts';
import { resourcesOf, unbundledApp } from './support/synthesis.ts';

const settings = settingsOf('prod');
const dealers = { north: ['north@dealer.example'], south: ['south@dealer.example'] };
const app = unbundledApp();
const stack = new PipelineStack(app, 'with-dealers', {
  settings: Settings.parse({ ...settings, alarms: { ...settings.alarms, dealers } }),
});
const template = Template.fromStack(stack);
const subscriptions = () =>
  Object.values(template.findResources('AWS::SNS::Subscription')).map(({ Properties }) => Properties);

describe('A dealer whose delivery needs him', () => {
  test('is told of his own alone', () => {
    const told = subscriptions().map(({ Endpoint, FilterPolicy, FilterPolicyScope, Protocol }) => ({
      ...{ Endpoint, FilterPolicy, FilterPolicyScope, Protocol },
    }));
    const byMail = { FilterPolicyScope: 'MessageBody', Protocol: 'email' };
    expect(told).toEqual([
      { Endpoint: 'north@dealer.example', FilterPolicy: { dealerId: ['north'] }, ...byMail },
      { Endpoint: 'south@dealer.example', FilterPolicy: { dealerId: ['south'] }, ...byMail },
    ]);
  });

  test('hears of what halted, what failed, and before its window of what may miss that, with the reason', () => {
    const rules = Object.values(template.findResources('AWS::Events::Rule'));
    const forDealers = rules.find(
      ({ Properties }) => Properties.Description === 'A delivery needs its dealer',
    );
    expect(forDealers?.Properties.EventPattern).toMatchObject({
      'detail-type': ['DeliveryEnded'],
      detail: { $or: [{ outcome: ['halted', 'failed'] }, { windowAtRisk: [true] }] },
    });
    const { InputTemplate } = forDealers?.Properties.Targets[0].InputTransformer ?? {};
    expect(InputTemplate).toMatch(/"reason":<detail-reason>/);
  });

  test('hears before a window what waits, by the same topic', () => {
    const rules = Object.values(template.findResources('AWS::Events::Rule'));
    const ahead = rules.find(
      ({ Properties }) => Properties.EventPattern?.['detail-type']?.[0] === 'WindowAhead',
    );
    const [target] = ahead?.Properties.Targets ?? [];
    expect(target.InputTransformer.InputTemplate).toMatch(
      /"dealerId":<detail-dealerId>.*"text":<detail-text>/,
    );
    const topics = rules.flatMap(({ Properties }) =>
      Properties.Targets.map(({ Arn }: { Arn: object }) => JSON.stringify(Arn)),
    );
    expect(topics.filter((arn) => arn === JSON.stringify(target.Arn))).toHaveLength(2);
  });

  test('is no subscriber where the settings name none', () => {
    expect(Object.keys(resourcesOf('prod', 'AWS::SNS::Topic'))).toHaveLength(1);
  });

  test('passes the security checks', () => {
    const { violations } = new AwsSolutionsChecks(app).validateScope(app);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual([]);
  });
});
