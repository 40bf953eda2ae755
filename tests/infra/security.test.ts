import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { ENVIRONMENTS } from '../../infra/settings.ts';
import { addPipeline, flat, resourcesOf, unbundledApp } from './support/synthesis.ts';

interface Statement {
  Action: string | string[];
  Resource: unknown;
}

const asList = <Value>(value: Value | Value[]): Value[] => (Array.isArray(value) ? value : [value]);

const statements = (): Statement[] =>
  Object.values(resourcesOf('prod', 'AWS::IAM::Policy')).flatMap(
    ({ PolicyDocument }) => PolicyDocument.Statement,
  );

/** These take no resource, by AWS's own authorization reference. */
const WITHOUT_RESOURCES = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

describe('cdk-nag, AWS Solutions', () => {
  test.each(ENVIRONMENTS)('finds nothing in %s that has no reason', (environment) => {
    const app = unbundledApp();
    addPipeline(app, environment);
    const { violations } = new AwsSolutionsChecks(app).validateScope(app);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual([]);
  });
});

describe('permissions', () => {
  test('no action has a wildcard', () => {
    expect(
      statements()
        .flatMap(({ Action }) => asList(Action))
        .filter((action) => action.includes('*')),
    ).toEqual([]);
  });

  test('only what takes no resource is allowed on all', () => {
    const onAll = statements().filter(({ Resource }) => asList(Resource).includes('*'));
    const actions = new Set(onAll.flatMap(({ Action }) => asList(Action)));
    expect([...actions].filter((action) => !WITHOUT_RESOURCES.includes(action))).toEqual([]);
  });

  test('only deliver reads secrets, and only those of its environment', () => {
    const reading = Object.entries(resourcesOf('prod', 'AWS::IAM::Policy')).filter(([, { PolicyDocument }]) =>
      JSON.stringify(PolicyDocument).includes('secretsmanager'),
    );
    expect(reading.map(([id]) => id)).toEqual([expect.stringMatching(/^Deliver/)]);
    const resource = statements().find(({ Action }) => Action === 'secretsmanager:GetSecretValue')?.Resource;
    expect(flat(resource)).toMatch(/:secret:feedwright\/prod\/\*$/);
  });

  test('no role has a policy that AWS manages', () => {
    const roles = Object.values(resourcesOf('prod', 'AWS::IAM::Role'));
    expect(roles.filter(({ ManagedPolicyArns }) => ManagedPolicyArns)).toEqual([]);
  });

  test('the key of the secrets is rotated and outlives the stack', () => {
    const keys = Object.values(resourcesOf('prod', 'AWS::KMS::Key'));
    expect(keys).toEqual([expect.objectContaining({ EnableKeyRotation: true })]);
  });
});
