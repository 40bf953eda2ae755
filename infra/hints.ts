import { Duration, Stack } from 'aws-cdk-lib';
import { WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { TOLD_BEGINNINGS } from '#shared/table/topics.ts';
import { accept } from './findings.ts';
import type { FunctionName } from './functions.ts';
import type { StageFunction } from './stage-function.ts';
import type { Stores } from './stores.ts';

interface HintsProps {
  service: string;
  stores: Stores;
  functions: Record<FunctionName, StageFunction>;
  undelivered: IQueue;
}

const STAGE = 'hints';

/** Dozens of pages open at once where a server was away. */
const OPENED_A_SECOND = 50;

const OWN_TICKETS = 'A browser sends no token with a socket: the function takes a ticket, which opens once.';
const OWN_LOG =
  'Access logs of sockets need a role of the whole account; the function logs each that is opened.';
const OPEN_SOCKETS = 'Sockets have no names before they are opened; those of this gateway alone.';

/** Tells open pages what has changed: sockets that a ticket opens, and what is told by the table's stream. */
export class Hints extends Construct {
  /** Where pages listen. */
  readonly url: string;
  private readonly props: HintsProps;

  constructor(scope: Construct, id: string, props: HintsProps) {
    super(scope, id);
    this.props = props;
    const gateway = this.createGateway();
    const stage = this.createStage(gateway);
    this.url = stage.url;
    for (const name of ['hints-open', 'hints-tell'] as const) this.allowSpeaking(name, gateway, stage);
    this.hearTable();
  }

  private createGateway(): WebSocketApi {
    const { service, functions } = this.props;
    const integration = new WebSocketLambdaIntegration('Open', functions['hints-open'].live);
    const gateway = new WebSocketApi(this, 'Gateway', {
      apiName: `${service}-hints`,
      connectRouteOptions: { integration },
    });
    accept(gateway, 'APIG4', OWN_TICKETS);
    return gateway;
  }

  private createStage(webSocketApi: WebSocketApi): WebSocketStage {
    const stage = new WebSocketStage(this, 'Stage', {
      ...{ webSocketApi, stageName: STAGE, autoDeploy: true },
      throttle: { rateLimit: OPENED_A_SECOND, burstLimit: 2 * OPENED_A_SECOND },
    });
    accept(stage, 'APIG1', OWN_LOG);
    return stage;
  }

  private allowSpeaking(
    name: 'hints-open' | 'hints-tell',
    gateway: WebSocketApi,
    stage: WebSocketStage,
  ): void {
    const sockets = Stack.of(this).formatArn({
      ...{ service: 'execute-api', resource: gateway.apiId, resourceName: `${STAGE}/*/@connections/*` },
    });
    this.props.functions[name].bind({
      ...{ variable: 'FEEDWRIGHT_HINTS', value: stage.callbackUrl },
      statements: [new PolicyStatement({ actions: ['execute-api:ManageConnections'], resources: [sockets] })],
      wildcards: { [sockets]: OPEN_SOCKETS },
    });
  }

  /** By the keys alone; what no page shows, most of what is written, wakes nobody. */
  private hearTable(): void {
    const { stores, functions, undelivered } = this.props;
    const ofDealers = {
      PK: { S: [{ prefix: 'D#' }] },
      SK: { S: TOLD_BEGINNINGS.map((prefix) => ({ prefix })) },
    };
    const ofMembers = { PK: { S: ['SHARED#MEMBERS'] } };
    functions['hints-tell'].live.addEventSource(
      new DynamoEventSource(stores.table as ITable, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        ...{ batchSize: 500, maxBatchingWindow: Duration.seconds(1) },
        ...{ retryAttempts: 2, maxRecordAge: Duration.hours(1), onFailure: new SqsDlq(undelivered) },
        filters: [ofDealers, ofMembers].map((Keys) => FilterCriteria.filter({ dynamodb: { Keys } })),
      }),
    );
  }
}
