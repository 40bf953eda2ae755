import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { DealerWall } from './dealer-wall.ts';
import { accept } from './findings.ts';
import type { FunctionName } from './functions.ts';
import { FIVE_MINUTES } from './metrics.ts';
import type { Settings } from './settings.ts';
import { SignIn } from './sign-in.ts';
import type { StageFunction } from './stage-function.ts';
import type { Stores } from './stores.ts';

/** The functions that answer. */
type Answering = Extract<FunctionName, `api-${string}`>;

/** Where people sign in, as tokens and the console have to name it. */
export interface IdentityProvider {
  issuer: string;
  clientId: string;
  /** Origins that a browser asks there. */
  origins: string[];
}

interface ApiProps {
  settings: Settings;
  service: string;
  stores: Stores;
  functions: Record<FunctionName, StageFunction>;
}

/** Not the routes themselves: with them each template would be made of the whole desk. A test holds it true. */
const DESCRIPTION = join(import.meta.dirname, '../docs/openapi.json');
const { paths }: { paths: Record<string, object> } = JSON.parse(readFileSync(DESCRIPTION, 'utf8'));

/** Routes of no single dealer, which the operators' function answers: whatever else is below `/api` is one dealer's. */
const OF_ALL = Object.entries(paths)
  .filter(([path]) => !path.includes('{dealerId}'))
  .flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({
      path: `/api${path}`,
      method: method.toUpperCase() as HttpMethod,
    })),
  );

/** Which function was asked, and how it ended: never a path, a query, a body or a token. What fails says its route itself. */
const LOGGED = AccessLogFormat.custom(
  JSON.stringify({
    at: '$context.requestTimeEpoch',
    request: '$context.requestId',
    route: '$context.routeKey',
    status: '$context.status',
    ms: '$context.responseLatency',
    error: '$context.integrationErrorMessage',
  }),
);

const ROTATION = 'It is shared with nobody outside of this stack; docs/deploying.md tells how it is changed.';
const OWN_TOKENS =
  'Programs come with tokens of ours beside those of people: the function verifies both, and counts who has none.';

/**
 * The HTTP API's gateway and what its functions may do. It is reached through CloudFront alone: who comes without what
 * CloudFront sends is refused by the functions.
 */
export class Api extends Construct {
  readonly gateway: HttpApi;
  /** What CloudFront proves itself by. */
  readonly originSecret: ISecret;
  private readonly key: ISecret;
  private readonly wall: DealerWall;
  private readonly props: ApiProps;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    this.props = props;
    this.originSecret = this.createSecret('OriginSecret', 'What CloudFront proves itself by to the API');
    this.key = this.createSecret('Key', 'Signs cursors, and makes tokens of dealers’ programs');
    this.gateway = this.createGateway();
    this.wall = new DealerWall(this, 'Wall', props.stores, props.functions['api-dealer']);
  }

  /** The gateway's own host name, which CloudFront asks. */
  get origin(): string {
    const { region, urlSuffix } = Stack.of(this);
    return `${this.gateway.apiId}.execute-api.${region}.${urlSuffix}`;
  }

  /** What the gateway counts: all that it was asked, what it refused, and answers that were ours to give and that nobody got. */
  answers(metricName: 'Count' | '4xx' | '5xx', period = FIVE_MINUTES): Metric {
    return new Metric({
      namespace: 'AWS/ApiGateway',
      ...{ metricName, period },
      dimensionsMap: { ApiId: this.gateway.apiId },
      statistic: Stats.SUM,
    });
  }

  /** Lets people sign in who come to the console under that address, and tells the functions by whose tokens, and where pages listen. */
  admit(address: string, hintsAt: string): IdentityProvider {
    const provider = this.providerFor(address);
    const {
      alarms,
      api: { admins },
    } = this.props.settings;
    const { successRatePercent, stuckMinutes, heldHours, costPerDay } = alarms;
    const own = {
      provider: { issuer: provider.issuer, audience: provider.clientId },
      secrets: { origin: this.originSecret.secretArn, key: this.key.secretArn },
      ...{ admins, hintsAt, alarms: { successRatePercent, stuckMinutes, heldHours, costPerDay } },
    };
    const { caller, dealer } = this.wall;
    this.tell('api-operators', own);
    this.tell('api-dealer', { ...own, roles: { caller: caller.roleArn, dealer: dealer.roleArn } });
    return provider;
  }

  private providerFor(address: string): IdentityProvider {
    const { settings, service: prefix } = this.props;
    const { provider } = settings.api;
    if (provider) {
      const { issuer, audience: clientId } = provider;
      return { issuer, clientId, origins: [new URL(issuer).origin] };
    }
    const { issuer, client, pages } = new SignIn(this, 'SignIn', { settings, prefix, address });
    const { region, urlSuffix } = Stack.of(this);
    const origins = [`https://cognito-idp.${region}.${urlSuffix}`, pages];
    return { issuer, clientId: client.userPoolClientId, origins };
  }

  private tell(name: Answering, settings: object): void {
    const secrets = [this.originSecret, this.key].map(({ secretArn }) => secretArn);
    this.props.functions[name].bind({
      variable: 'FEEDWRIGHT_API',
      value: Stack.of(this).toJsonString(settings),
      statements: [new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: secrets })],
      wildcards: {},
    });
  }

  private createSecret(id: string, description: string): ISecret {
    const secret = new Secret(this, id, {
      description,
      generateSecretString: {
        ...{ secretStringTemplate: '{}', generateStringKey: 'value' },
        ...{ excludePunctuation: true, passwordLength: 48 },
      },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    accept(secret, 'SMG4', ROTATION);
    return secret as ISecret;
  }

  private createGateway(): HttpApi {
    const { service, functions } = this.props;
    const gateway = new HttpApi(this, 'Gateway', { apiName: service, createDefaultStage: false });
    const [dealers, operators] = (['api-dealer', 'api-operators'] as const).map(
      (name) => new HttpLambdaIntegration(name, functions[name].live),
    ) as [HttpLambdaIntegration, HttpLambdaIntegration];
    gateway.addRoutes({ path: '/api/{proxy+}', methods: [HttpMethod.ANY], integration: dealers });
    for (const { path, method } of OF_ALL)
      gateway.addRoutes({ path, methods: [method], integration: operators });
    accept(gateway, 'APIG4', OWN_TOKENS);
    this.createStage(gateway);
    return gateway;
  }

  private createStage(httpApi: HttpApi): void {
    const { service, settings } = this.props;
    const log = new LogGroup(this, 'Requests', {
      logGroupName: `/aws/vendedlogs/api/${service}`,
      retention: settings.retention.logsDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const rateLimit = settings.api.requestsPerSecond;
    new HttpStage(this, 'Stage', {
      ...{ httpApi, stageName: '$default', autoDeploy: true },
      throttle: { rateLimit, burstLimit: 2 * rateLimit },
      accessLogSettings: { destination: new LogGroupLogDestination(log), format: LOGGED },
    });
  }
}
