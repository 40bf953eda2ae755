import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { ENVIRONMENTS, type EnvironmentName } from '../../infra/settings.ts';
import { addPipeline, flat, type Properties, resourcesOf, unbundledApp } from './support/synthesis.ts';

interface Statement {
  Effect: 'Allow' | 'Deny';
  Action: string | string[];
  Resource?: unknown;
}

const asList = <Value>(value: Value | Value[]): Value[] => (Array.isArray(value) ? value : [value]);

/** Every kind of resource that grants something, and where its documents stand. */
const GRANTING: Record<string, (properties: Properties) => { Statement: Statement[] }[]> = {
  'AWS::IAM::Policy': ({ PolicyDocument }) => [PolicyDocument],
  'AWS::IAM::ManagedPolicy': ({ PolicyDocument }) => [PolicyDocument],
  'AWS::IAM::Role': ({ AssumeRolePolicyDocument, Policies = [] }) => [
    AssumeRolePolicyDocument,
    ...Policies.map(({ PolicyDocument }: Properties) => PolicyDocument),
  ],
  'AWS::KMS::Key': ({ KeyPolicy }) => [KeyPolicy],
  'AWS::S3::BucketPolicy': ({ PolicyDocument }) => [PolicyDocument],
  'AWS::SQS::QueuePolicy': ({ PolicyDocument }) => [PolicyDocument],
  'AWS::SNS::TopicPolicy': ({ PolicyDocument }) => [PolicyDocument],
};

const allowed = (environment: EnvironmentName): Statement[] =>
  Object.entries(GRANTING)
    .flatMap(([type, documentsOf]) => Object.values(resourcesOf(environment, type)).flatMap(documentsOf))
    .flatMap(({ Statement }) => asList(Statement))
    .filter(({ Effect }) => Effect === 'Allow');

const LOG_DELIVERY = 'The delivery of logs knows no resources, by AWS’s own authorization reference.';
const TRACES = 'X-Ray takes segments and gives sampling rules for the whole account only.';
const KEY = 'In a key’s own policy * is the key.';

/** What is allowed on all resources, and why it can be on nothing less. */
const ON_ALL: Record<string, string> = {
  'logs:CreateLogDelivery': LOG_DELIVERY,
  'logs:DeleteLogDelivery': LOG_DELIVERY,
  'logs:DescribeLogGroups': LOG_DELIVERY,
  'logs:DescribeResourcePolicies': LOG_DELIVERY,
  'logs:GetLogDelivery': LOG_DELIVERY,
  'logs:ListLogDeliveries': LOG_DELIVERY,
  'logs:PutResourcePolicy': LOG_DELIVERY,
  'logs:UpdateLogDelivery': LOG_DELIVERY,
  'dynamodb:ListStreams': 'The streams of a table have no names before they are there.',
  'xray:GetSamplingRules': TRACES,
  'xray:GetSamplingTargets': TRACES,
  'xray:PutTelemetryRecords': TRACES,
  'xray:PutTraceSegments': TRACES,
};

const reasonOf = (action: string): string | undefined => (action.startsWith('kms:') ? KEY : ON_ALL[action]);

/** What the code acknowledges, by the rule. */
const acknowledged = (app: App): [rule: string, reason: string][] =>
  app.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries(data as Record<string, string>));

/** A sentence on one line. */
const SENTENCE = /^[A-Z][^\n]{20,}\.$/;

describe.each(ENVIRONMENTS)('cdk-nag, AWS Solutions, in %s', (environment) => {
  const app = unbundledApp();
  addPipeline(app, environment);

  test('finds nothing that has no reason', () => {
    const { violations } = new AwsSolutionsChecks(app).validateScope(app);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual([]);
  });

  test('is answered with a sentence wherever something is meant so', () => {
    const answers = acknowledged(app);
    expect(answers.length).toBeGreaterThan(0);
    for (const [rule, reason] of answers) expect(reason, rule).toMatch(SENTENCE);
  });
});

describe.each(ENVIRONMENTS)('permissions in %s', (environment) => {
  test('no action has a wildcard', () => {
    const actions = allowed(environment).flatMap(({ Action }) => asList(Action));
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  test('what is allowed on all resources can be on nothing less', () => {
    const onAll = allowed(environment).filter(({ Resource }) => asList(Resource).includes('*'));
    const actions = new Set(onAll.flatMap(({ Action }) => asList(Action)));
    expect([...actions].filter((action) => !reasonOf(action))).toEqual([]);
  });
});

describe('permissions', () => {
  test('only deliver reads the passwords of hosts, verdict the keys of accounts, remind those of webhooks, of their environment alone; who answers reads what the API is signed by', () => {
    const reading = Object.entries(resourcesOf('prod', 'AWS::IAM::Policy')).flatMap(
      ([id, { PolicyDocument }]) =>
        PolicyDocument.Statement.filter(({ Action }: Properties) =>
          JSON.stringify(Action).includes('secretsmanager'),
        ).map(({ Action, Resource }: Properties) => [
          id,
          Action,
          Array.isArray(Resource) ? Resource.map(flat).toSorted() : flat(Resource),
        ]),
    );
    const reads = 'secretsmanager:GetSecretValue';
    const ofApi = reading.filter(([id]) => id.startsWith('Api'));
    expect(ofApi).toEqual(
      ['ApiDealer', 'ApiOperators'].map((name) => [
        expect.stringMatching(`^${name}Role`),
        reads,
        [expect.stringMatching(/^<ApiKey/), expect.stringMatching(/^<ApiOriginSecret/)],
      ]),
    );
    expect(reading.filter(([id, action]) => action === reads && !id.startsWith('Api'))).toEqual([
      [expect.stringMatching(/^Deliver/), reads, expect.stringMatching(/:secret:feedwright\/prod\/\*$/)],
      [
        expect.stringMatching(/^Verdict/),
        reads,
        expect.stringMatching(/:secret:feedwright\/prod\/avito\/\*$/),
      ],
      [
        expect.stringMatching(/^Remind/),
        reads,
        expect.stringMatching(/:secret:feedwright\/prod\/webhook\/\*$/),
      ],
    ]);
  });

  test('no role has a policy that AWS manages', () => {
    const roles = Object.values(resourcesOf('prod', 'AWS::IAM::Role'));
    expect(roles.filter(({ ManagedPolicyArns }) => ManagedPolicyArns)).toEqual([]);
  });
});

describe('the key of the secrets', () => {
  const keys = () => Object.values(resourcesOf('prod', 'AWS::KMS::Key'));

  test('is one of our own, rotated, and outlives the stack', () => {
    expect(keys()).toEqual([expect.objectContaining({ EnableKeyRotation: true })]);
  });

  test('is used through Secrets Manager alone', () => {
    const using = keys().flatMap(({ KeyPolicy }) =>
      KeyPolicy.Statement.filter(({ Action }: Statement) => asList(Action).includes('kms:Decrypt')),
    );
    expect(using).toHaveLength(1);
    const service = flat(using[0].Condition.StringEquals['kms:ViaService']);
    expect(service).toBe('secretsmanager.<AWS::Region>.amazonaws.com');
  });
});
