import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { AUDIT_TABLE_DEFINITION, TABLE_DEFINITION, TTL_ATTRIBUTE } from '#shared/table/definition.ts';
import { settingsOf } from '../../infra/settings.ts';
import { resourcesOf, templateOf } from './support/synthesis.ts';

const bucketLike = (name: string) =>
  Object.entries(resourcesOf('prod', 'AWS::S3::Bucket')).find(([id]) => id.startsWith(`Stores${name}`))?.[1];

const tableOf = (environment: 'dev' | 'prod', name: 'Table' | 'Audit' = 'Table') =>
  Object.entries(resourcesOf(environment, 'AWS::DynamoDB::Table')).find(([id]) =>
    id.startsWith(`Stores${name}`),
  )?.[1];

describe('buckets', () => {
  test('every one is encrypted, closed to the public, and refuses plain HTTP', () => {
    const template = templateOf('prod');
    const buckets = resourcesOf('prod', 'AWS::S3::Bucket');
    template.allResourcesProperties('AWS::S3::Bucket', {
      BucketEncryption: Match.anyValue(),
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    const refused = Object.values(resourcesOf('prod', 'AWS::S3::BucketPolicy')).filter(({ PolicyDocument }) =>
      JSON.stringify(PolicyDocument).includes('"aws:SecureTransport":"false"'),
    );
    expect(refused).toHaveLength(Object.keys(buckets).length);
  });

  test('the inbox keeps versions and tells EventBridge, without a function of its own', () => {
    expect(bucketLike('Inbox')).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
    templateOf('prod').resourceCountIs('Custom::S3BucketNotifications', 0);
  });

  test('artefacts and replaced files are kept as long as the settings say', () => {
    const { runsDays, feedsDays, reportsDays, replacedFilesDays } = settingsOf('prod').retention;
    expect(bucketLike('Artefacts')?.LifecycleConfiguration.Rules).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ Prefix: 'runs/', ExpirationInDays: runsDays }),
        expect.objectContaining({ Prefix: 'feeds/', ExpirationInDays: feedsDays }),
        expect.objectContaining({ Prefix: 'reports/', ExpirationInDays: reportsDays }),
      ]),
    );
    const NoncurrentVersionExpiration = { NoncurrentDays: replacedFilesDays };
    expect(bucketLike('Inbox')?.LifecycleConfiguration.Rules).toContainEqual(
      expect.objectContaining({ NoncurrentVersionExpiration }),
    );
  });

  test('pictures of live ads are never deleted, and those that nobody kept after a day', () => {
    const forgetting = bucketLike('Assets')?.LifecycleConfiguration.Rules.filter(
      (rule: object) => 'ExpirationInDays' in rule,
    );
    expect(forgetting).toEqual([{ Prefix: 'uploads/', ExpirationInDays: 1, Status: 'Enabled' }]);
  });

  test('a picture that goes up is no event: nobody takes it for a list', () => {
    expect(bucketLike('Assets')).not.toHaveProperty('NotificationConfiguration');
  });

  test('pages put files where they are let by a signed address, and read none there', () => {
    for (const name of ['Inbox', 'Assets'])
      expect(bucketLike(name)?.CorsConfiguration.CorsRules).toMatchObject([{ AllowedMethods: ['PUT'] }]);
    expect(bucketLike('Artefacts')).not.toHaveProperty('CorsConfiguration');
  });
});

describe('the table', () => {
  test('has the keys and indexes that every host makes', () => {
    const { KeySchema, GlobalSecondaryIndexes } = TABLE_DEFINITION;
    expect(tableOf('prod')).toMatchObject({ KeySchema, GlobalSecondaryIndexes });
  });

  test('is paid on demand, can be restored to any point in time, and forgets by its attribute', () => {
    expect(tableOf('prod')).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: TTL_ATTRIBUTE, Enabled: true },
      SSESpecification: { SSEEnabled: true },
    });
  });

  test('is protected from deletion in prod, and in dev it is not', () => {
    expect(tableOf('prod')?.DeletionProtectionEnabled).toBe(true);
    expect(tableOf('dev')?.DeletionProtectionEnabled).toBe(false);
    templateOf('prod').allResources('AWS::DynamoDB::Table', { DeletionPolicy: 'Retain' });
  });
});

describe('the audit trail', () => {
  test('has a table of its own, which forgets nothing and is as safe as the other', () => {
    expect(tableOf('prod', 'Audit')).toMatchObject({
      KeySchema: AUDIT_TABLE_DEFINITION.KeySchema,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
      DeletionProtectionEnabled: true,
    });
    expect(tableOf('prod', 'Audit')).not.toHaveProperty('TimeToLiveSpecification');
  });

  test('may be changed by no function', () => {
    const policies = Object.values(resourcesOf('prod', 'AWS::IAM::Policy'));
    const touching = policies
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .filter(({ Resource }) => JSON.stringify(Resource).includes('StoresAudit'))
      .flatMap(({ Action }) => Action);
    expect(touching.filter((action) => !['dynamodb:PutItem', 'dynamodb:Query'].includes(action))).toEqual([]);
  });
});
