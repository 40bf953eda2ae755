/** The API's gateway, what stands before it, and how acts come to be carried out. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ROUTES } from '../../functions/api/routes.ts';
import { PipelineStack } from '../../infra/pipeline-stack.ts';
import { Settings, settingsOf } from '../../infra/settings.ts';
import { flat, type Properties, resourcesOf, templateOf, unbundledApp } from './support/synthesis.ts';

/** The one of its type, among those of the HTTP API where the sockets have one too. */
const only = (type: string): Properties => {
  const all = Object.entries(resourcesOf('prod', type));
  const [one, ...more] = all.filter(([id]) => !id.startsWith('Hints')).map(([, properties]) => properties);
  expect(more, type).toEqual([]);
  return one ?? expect.fail(`There is no ${type}`);
};

const behaviorOf = ({ DistributionConfig }: Properties, path: string): Properties =>
  DistributionConfig.CacheBehaviors.find(({ PathPattern }: Properties) => PathPattern === path);

interface Viewed {
  uri?: string;
  headers?: Record<string, { value: string }>;
}

/** Runs one of CloudFront's functions as CloudFront does, with a request from that address. */
const atCloudFront = (template: Template, name: string, request: Viewed, ip = '203.0.113.7') => {
  const [found] = Object.entries(template.findResources('AWS::CloudFront::Function')).filter(([id]) =>
    id.includes(name),
  );
  const code = found?.[1].Properties.FunctionCode ?? expect.fail(`There is no function ${name}`);
  const event = { request: { uri: '/', headers: {}, ...request }, viewer: { ip } };
  return new Function('event', `${code}; return handler(event);`)(event);
};

describe('the gateway', () => {
  const integrationOf = (target: unknown): string => {
    const id = flat(target).replace(/^integrations\/<(.*)>$/, '$1');
    return flat(resourcesOf('prod', 'AWS::ApiGatewayV2::Integration')[id]?.IntegrationUri);
  };
  const routes = () =>
    Object.values(resourcesOf('prod', 'AWS::ApiGatewayV2::Route'))
      .filter(({ RouteKey }) => RouteKey !== '$connect')
      .map(({ RouteKey, Target }) => ({
        key: RouteKey,
        by: /^<(ApiDealer|ApiOperators)Function/.exec(integrationOf(Target))?.[1],
      }));

  test('has the operators’ function answer what is of no single dealer, and nothing else', () => {
    const ofAll = ROUTES.filter(({ path }) => !path.includes('{dealerId}'));
    expect(ofAll.length).toBeGreaterThan(3);
    expect(
      routes()
        .filter(({ by }) => by === 'ApiOperators')
        .map(({ key }) => key)
        .toSorted(),
    ).toEqual(ofAll.map(({ method, path }) => `${method} /api${path}`).toSorted());
    expect(routes().filter(({ by }) => by !== 'ApiOperators')).toEqual([
      { key: 'ANY /api/{proxy+}', by: 'ApiDealer' },
    ]);
  });

  test('answers so many requests a second, logs each without what it asked, and lets no other page in', () => {
    const { DefaultRouteSettings, AccessLogSettings } = only('AWS::ApiGatewayV2::Stage');
    const { requestsPerSecond } = settingsOf('prod').api;
    expect(DefaultRouteSettings.ThrottlingRateLimit).toBe(requestsPerSecond);
    expect(AccessLogSettings.Format).not.toMatch(/query|body|authorization|path/i);
    expect(only('AWS::ApiGatewayV2::Api').CorsConfiguration).toBeUndefined();
  });
});

describe('CloudFront', () => {
  const distribution = () => only('AWS::CloudFront::Distribution');

  test('keeps nothing of the API, sends on all that is asked, and proves itself by a secret', () => {
    const behavior = behaviorOf(distribution(), '/api/*');
    expect(behavior).toMatchObject({
      // Managed-CachingDisabled, Managed-AllViewerExceptHostHeader
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      ViewerProtocolPolicy: 'https-only',
    });
    expect(behavior.AllowedMethods).toEqual(expect.arrayContaining(['PUT', 'POST', 'DELETE']));
    const { Origins } = distribution().DistributionConfig;
    const origin = Origins.find(({ Id }: Properties) => Id === behavior.TargetOriginId);
    const [{ HeaderName, HeaderValue }] = origin.OriginCustomHeaders;
    expect(HeaderName).toBe('x-feedwright-origin');
    expect(flat(HeaderValue)).toMatch(
      /^{{resolve:secretsmanager:<ApiOriginSecret\w+>:SecretString:value::}}$/,
    );
  });

  test('says whose a request is, whatever its sender says', () => {
    const headers = { 'x-feedwright-address': { value: '127.0.0.1' }, accept: { value: '*/*' } };
    const sent = atCloudFront(templateOf('prod'), 'WhoAsks', { headers });
    expect(sent.headers).toEqual({ ...headers, 'x-feedwright-address': { value: '203.0.113.7' } });
  });

  test('leaves feeds what they are, and leads who asks for nothing to the console', () => {
    const root = atCloudFront(templateOf('prod'), 'ToConsole', { uri: '/' });
    expect(root).toMatchObject({ statusCode: 302, headers: { location: { value: '/console/' } } });
    for (const uri of ['/demo/feed.xml', '/demo/feed', '/demo/', '/index.html'])
      expect(atCloudFront(templateOf('prod'), 'ToConsole', { uri }).uri).toBe(uri);
  });
});

describe('an act that was written down', () => {
  const source = () =>
    Object.values(resourcesOf('prod', 'AWS::Lambda::EventSourceMapping')).find(({ FunctionName }) =>
      JSON.stringify(FunctionName).includes('CarryOutFunctionAlias'),
    ) ?? expect.fail('Nothing calls carry-out');

  test('is told of by the table’s stream, by its key alone', () => {
    expect(flat(source().EventSourceArn)).toMatch(/^<StoresTable\w+\.StreamArn>$/);
    const table = Object.values(resourcesOf('prod', 'AWS::DynamoDB::Table'));
    expect(table.map(({ StreamSpecification }) => StreamSpecification)).toContainEqual({
      StreamViewType: 'KEYS_ONLY',
    });
    expect(source().FilterCriteria.Filters.map(({ Pattern }: Properties) => JSON.parse(Pattern))).toEqual([
      { eventName: ['INSERT'], dynamodb: { Keys: { SK: { S: [{ prefix: 'COMMAND#' }] } } } },
    ]);
  });

  test('is tried again, and what cannot be done brings a person', () => {
    expect(source()).toMatchObject({ BatchSize: 1, MaximumRetryAttempts: 2 });
    expect(flat(source().DestinationConfig.OnFailure.Destination)).toMatch(/^<EventsUndelivered/);
    const rounds = Object.values(resourcesOf('prod', 'AWS::Scheduler::Schedule'));
    expect(rounds.some(({ Target }) => flat(Target.Arn).startsWith('<CarryOutFunctionAlias'))).toBe(true);
  });
});

describe('people sign in', () => {
  test('at a pool of the stack, from a page that has no secret, by a code', () => {
    expect(only('AWS::Cognito::UserPoolClient')).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
    });
    expect(only('AWS::Cognito::UserPoolClient').CallbackURLs.map(flat)).toEqual([
      expect.stringMatching(/^https:\/\/<SiteDistribution\w+\.DomainName>\/console\/$/),
    ]);
    expect(only('AWS::Cognito::UserPool').AutoVerifiedAttributes).toEqual(['email']);
  });
});

describe('with other settings', () => {
  const stackWith = (api: Partial<Settings['api']>, consoleFolder?: string) => {
    const app = unbundledApp();
    const { api: common, ...settings } = settingsOf('prod');
    const all = Settings.parse({ ...settings, api: { ...common, ...api } });
    const stack = new PipelineStack(app, 'other', { settings: all, consoleFolder });
    return { app, template: Template.fromStack(stack) };
  };

  const settingsTold = (template: Template) =>
    Object.values(template.findResources('AWS::Lambda::Function'))
      .map(({ Properties }) => Properties.Environment.Variables.FEEDWRIGHT_API)
      .filter(Boolean)
      .map(flat);

  test('a provider of one’s own takes the pool’s place, and a firewall stands before all', () => {
    const provider = { issuer: 'https://login.example/tenant', audience: 'feedwright' };
    const firewall = 'arn:aws:wafv2:us-east-1:000000000000:global/webacl/x/y';
    const { template } = stackWith({ provider, firewall, admins: ['First@Example.com'] });
    template.resourceCountIs('AWS::Cognito::UserPool', 0);
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { WebACLId: firewall },
    });
    const told = settingsTold(template);
    expect(told).toHaveLength(2);
    for (const text of told) {
      expect(text).toContain('https://login.example/tenant');
      expect(text).toContain('first@example.com');
    }
  });

  test('the console is served in its folder, page by page one page, and under a strict policy', () => {
    const folder = mkdtempSync(join(tmpdir(), 'console-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html>');
    writeFileSync(join(folder, 'assets', 'a.js'), '1');
    const { app, template } = stackWith({}, folder);
    const pathOf = (uri: string) => atCloudFront(template, 'OnePage', { uri }).uri;
    for (const uri of ['/console/', '/console/d/demo', '/console/d/demo/documents/list.pdf'])
      expect(pathOf(uri)).toBe('/console/index.html');
    for (const uri of ['/console/assets/a.js', '/console/config.json', '/console/favicon.svg'])
      expect(pathOf(uri)).toBe(uri);
    const [headers] = Object.values(template.findResources('AWS::CloudFront::ResponseHeadersPolicy'));
    const { SecurityHeadersConfig } = headers?.Properties.ResponseHeadersPolicyConfig ?? {};
    const policy = flat(SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(policy).not.toContain('unsafe');
    // Pictures given by link lie on dealers' own hosts.
    expect(policy).toMatch(/; img-src [^;]* https:(?: |;)/);
    const { violations } = new AwsSolutionsChecks(app).validateScope(app);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual([]);
  });
});
