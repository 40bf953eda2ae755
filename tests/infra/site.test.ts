import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { PipelineStack } from '../../infra/pipeline-stack.ts';
import { Settings, settingsOf } from '../../infra/settings.ts';
import { resourcesOf, unbundledApp } from './support/synthesis.ts';

const CERTIFICATE = 'arn:aws:acm:us-east-1:000000000000:certificate/a';

const stackWith = (site: Settings['site']) => {
  const app = unbundledApp();
  const settings = Settings.parse({ ...settingsOf('prod'), site });
  return { app, stack: new PipelineStack(app, 'with-site', { settings }) };
};

const distributionOf = (site: Settings['site']) => {
  const template = Template.fromStack(stackWith(site).stack);
  const [resource] = Object.values(template.findResources('AWS::CloudFront::Distribution'));
  return resource?.Properties.DistributionConfig;
};

describe("A web address of one's own", () => {
  test('has feeds only where the settings ask for it', () => {
    const told = Object.values(resourcesOf('prod', 'AWS::Lambda::Function')).filter(
      ({ Environment }) => Environment.Variables.FEEDWRIGHT_SITE,
    );
    expect(told).toEqual([]);
  });

  test('serves a closed bucket by HTTPS, without cache and without query', () => {
    const { DefaultCacheBehavior: behavior, Origins: origins } = distributionOf({});
    expect(behavior).toMatchObject({
      ViewerProtocolPolicy: 'redirect-to-https',
      AllowedMethods: ['GET', 'HEAD'],
      // Managed-CachingDisabled
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
    });
    expect(behavior.OriginRequestPolicyId).toBeUndefined();
    expect(origins[0].OriginAccessControlId).toBeDefined();
  });

  test('may have a name of its own, with its certificate', () => {
    const domain = { name: 'feeds.example.ru', certificateArn: CERTIFICATE };
    expect(distributionOf({ domain })).toMatchObject({
      Aliases: ['feeds.example.ru'],
      ViewerCertificate: { AcmCertificateArn: CERTIFICATE },
    });
  });

  test('is written to by deliver alone; who erases a dealer may remove from it', () => {
    const template = Template.fromStack(stackWith({}).stack);
    const may = (action: string): string[] =>
      Object.entries(template.findResources('AWS::IAM::Policy')).flatMap(([id, { Properties }]) =>
        Properties.PolicyDocument.Statement.some(
          ({ Action, Resource }: { Action: string | string[]; Resource: unknown }) =>
            [Action].flat().includes(action) && /"SiteBucket/.test(JSON.stringify(Resource)),
        )
          ? [id.replace(/Role.*/, '')]
          : [],
      );
    expect(may('s3:PutObject')).toEqual(['Deliver']);
    expect(may('s3:DeleteObjectVersion')).toEqual(['CarryOut']);
  });

  test('passes the security checks', () => {
    const { app } = stackWith({});
    const { violations } = new AwsSolutionsChecks(app).validateScope(app);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual([]);
  });
});
