import { expect, test } from 'vitest';
import { ENVIRONMENTS } from '../../infra/settings.ts';
import { flat, type Properties, resourcesOf, templateOf } from './support/synthesis.ts';

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
}

const asList = <Value>(value: Value | Value[]): Value[] => (Array.isArray(value) ? value : [value]);

const statementsOf = ({ PolicyDocument }: Properties): Statement[] => PolicyDocument.Statement;

const operators = (environment: (typeof ENVIRONMENTS)[number]): Properties => {
  const policies = Object.values(resourcesOf(environment, 'AWS::IAM::ManagedPolicy'));
  expect(policies).toHaveLength(1);
  return policies[0] as Properties;
};

/** What each kind of resource may have done to it, by the name in its ARN. */
const rights = (policy: Properties): Record<string, string[]> => {
  const found: Record<string, string[]> = {};
  for (const { Action, Resource } of statementsOf(policy))
    for (const resource of asList(Resource).map(flat))
      found[resource] = [...asList(Action), ...(found[resource] ?? [])];
  return found;
};

test.each(ENVIRONMENTS)('people of %s have a policy of their own, which the stack names', (environment) => {
  expect(operators(environment).ManagedPolicyName).toBe(`feedwright-${environment}-operators`);
  expect(Object.keys(templateOf(environment).findOutputs('OperatorPolicy'))).toHaveLength(1);
});

test('it names each resource, reads no secret and deletes no object', () => {
  const policy = operators('prod');
  const actions = statementsOf(policy).flatMap(({ Action }) => asList(Action));
  expect(statementsOf(policy).filter(({ Effect }) => Effect !== 'Allow')).toEqual([]);
  expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  expect(Object.keys(rights(policy))).not.toContain('*');
  expect(actions).not.toContain('secretsmanager:GetSecretValue');
  expect(actions.filter((action) => action.startsWith('s3:Delete'))).toEqual([]);
});

test('of the pictures it writes those alone that go up', () => {
  const writing = Object.entries(rights(operators('prod')))
    .filter(([resource, actions]) => resource.includes('StoresAssets') && actions.includes('s3:PutObject'))
    .map(([resource]) => resource.split('/').slice(1).join('/'));
  expect(writing).toEqual(['uploads/*']);
});

test('it starts what commands start, waits for it, and finds the stack by its name', () => {
  const found = rights(operators('prod'));
  const withAction = (action: string) =>
    Object.keys(found)
      .filter((resource) => found[resource]?.includes(action))
      .map((resource) => resource.split('<AWS::AccountId>:')[1]);
  expect(withAction('states:StartExecution').sort()).toEqual([
    'stateMachine:feedwright-prod-batch',
    'stateMachine:feedwright-prod-delivery',
    'stateMachine:feedwright-prod-price-list',
    'stateMachine:feedwright-prod-verdict',
  ]);
  expect(withAction('states:DescribeExecution')).toContain('execution:feedwright-prod-price-list:*');
  expect(withAction('cloudformation:DescribeStacks')).toEqual(['stack/feedwright-prod/*']);
});

test('nobody, function or person, may change or delete what the audit trail has', () => {
  const trail = Object.keys(resourcesOf('prod', 'AWS::DynamoDB::Table')).find((id) => id.includes('Audit'));
  const policies = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
    Object.values(resourcesOf('prod', type)),
  );
  const onTrail = policies
    .flatMap(statementsOf)
    .filter(({ Resource }) => asList(Resource).some((resource) => flat(resource).includes(`<${trail}.`)));
  const actions = new Set(onTrail.flatMap(({ Action }) => asList(Action)));
  expect([...actions].sort()).toEqual(['dynamodb:PutItem', 'dynamodb:Query']);
});
