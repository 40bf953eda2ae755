/** What holds in every environment, and what sets them apart: each word of it read from the templates. */
import { describe, expect, test } from 'vitest';
import { FUNCTION_NAMES } from '../../infra/functions.ts';
import { ENVIRONMENTS, settingsOf } from '../../infra/settings.ts';
import { type Properties, resourcesOf, templateOf } from './support/synthesis.ts';

/** By `AWS::Service::Type`; an empty list would pass every test below. */
const all = (environment: (typeof ENVIRONMENTS)[number], type: string): Properties[] => {
  const found = Object.values(resourcesOf(environment, type));
  expect(found, type).not.toEqual([]);
  return found;
};

const TAGGED = ['AWS::Lambda::Function', 'AWS::S3::Bucket', 'AWS::DynamoDB::Table', 'AWS::KMS::Key'];

describe.each(ENVIRONMENTS)('%s', (environment) => {
  const settings = settingsOf(environment);
  const kept = settings.deletionProtection;

  test('runs every function on ARM64 and Node 24', () => {
    for (const resource of all(environment, 'AWS::Lambda::Function'))
      expect(resource).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
  });

  test('has an alias of each function, on a version of its own for each deploy, which stays for a roll-back', () => {
    const aliases = all(environment, 'AWS::Lambda::Alias');
    const versions = Object.keys(resourcesOf(environment, 'AWS::Lambda::Version'));
    expect(aliases).toHaveLength(FUNCTION_NAMES.length);
    const called = aliases.map(({ FunctionVersion }) => FunctionVersion['Fn::GetAtt'][0]);
    expect(called.toSorted()).toEqual(versions.toSorted());
    templateOf(environment).allResources('AWS::Lambda::Version', { DeletionPolicy: 'Retain' });
  });

  test('keeps logs as long as its settings say, and no log for ever', () => {
    for (const { RetentionInDays } of all(environment, 'AWS::Logs::LogGroup'))
      expect(RetentionInDays).toBe(settings.retention.logsDays);
  });

  test('encrypts its tables, which hold dealers’ contacts and people’s names, by KMS, and restores them to any time', () => {
    for (const table of all(environment, 'AWS::DynamoDB::Table'))
      expect(table).toMatchObject({
        SSESpecification: { SSEEnabled: true },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: kept,
      });
  });

  test('speaks TLS alone with every bucket, queue and topic', () => {
    const pairs = { Bucket: 'S3', Queue: 'SQS', Topic: 'SNS' };
    for (const [kind, service] of Object.entries(pairs)) {
      const policies = all(environment, `AWS::${service}::${kind}Policy`);
      const refusing = policies.filter(({ PolicyDocument }) =>
        PolicyDocument.Statement.some(
          ({ Effect, Condition }: Properties) =>
            Effect === 'Deny' && Condition?.Bool?.['aws:SecureTransport'] === 'false',
        ),
      );
      expect(refusing, kind).toHaveLength(all(environment, `AWS::${service}::${kind}`).length);
    }
  });

  test('keeps each version of what dealers drop', () => {
    const versioned = all(environment, 'AWS::S3::Bucket').filter(
      ({ VersioningConfiguration }) => VersioningConfiguration,
    );
    expect(versioned).toContainEqual(
      expect.objectContaining({
        NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      }),
    );
  });

  test(`${kept ? 'leaves' : 'takes away'} its stores when it is destroyed`, () => {
    for (const type of ['AWS::S3::Bucket', 'AWS::DynamoDB::Table'])
      templateOf(environment).allResources(type, { DeletionPolicy: kept ? 'Retain' : 'Delete' });
  });

  test('bears its name on what costs money', () => {
    for (const type of TAGGED)
      for (const { Tags } of all(environment, type)) {
        expect(Tags).toContainEqual({ Key: 'service', Value: 'feedwright' });
        expect(Tags).toContainEqual({ Key: 'environment', Value: environment });
      }
  });
});

test('prod alone is protected from deletion', () => {
  expect(ENVIRONMENTS.filter((environment) => settingsOf(environment).deletionProtection)).toEqual(['prod']);
});
