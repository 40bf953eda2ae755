import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type IFunction,
  type ILayerVersion,
  Function as LambdaFunction,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Binding } from './bindings.ts';
import { codeOf } from './bundling.ts';
import { acceptWildcard } from './findings.ts';
import type { FunctionName } from './functions.ts';
import type { Settings } from './settings.ts';

interface StageFunctionProps {
  name: FunctionName;
  settings: Settings;
  /** Dimension of the function's metrics: tells environments of one account apart. */
  service: string;
}

const reservedFor = ({ deliveries }: Settings['concurrency']) =>
  deliveries === undefined ? {} : { reservedConcurrentExecutions: deliveries };

/** One function of the pipeline: bundled, logged and traced alike; what it may do, `bind` says. */
export class StageFunction extends Construct {
  /** The deployed version that is called; an older one is a roll-back away. */
  readonly live: IFunction;
  readonly role: Role;
  private readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, props: StageFunctionProps) {
    super(scope, id);
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.lambda = this.createFunction(props);
    // CDK's classes are not written for exactOptionalPropertyTypes: they need to be told what they are.
    this.live = this.lambda.addAlias('live') as IFunction;
    acceptWildcard(
      this.role,
      '*',
      'X-Ray takes segments for the whole account only: it has no resources to name.',
    );
  }

  /** Lets the function use a resource and tells it where it is: one call for both, so that they cannot drift. */
  bind({ variable, value, statements, wildcards }: Binding): this {
    this.lambda.addEnvironment(variable, value);
    this.allow(statements, wildcards);
    return this;
  }

  /** Puts a layer below the function, which finds its packages as if they were installed. */
  addLayer(layer: ILayerVersion): void {
    this.lambda.addLayers(layer);
  }

  /** For resources that the function finds by a name in its data, not in its environment. */
  allow(statements: PolicyStatement[], wildcards: Binding['wildcards']): this {
    for (const statement of statements) this.role.addToPolicy(statement);
    for (const [resource, reason] of Object.entries(wildcards)) acceptWildcard(this.role, resource, reason);
    return this;
  }

  private createFunction({ name, settings, service }: StageFunctionProps): LambdaFunction {
    const { memoryMb, timeoutSeconds, scratchMb } = settings.functions[name];
    return new LambdaFunction(this, 'Function', {
      code: codeOf(name, this),
      handler: `${name}.handler`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: memoryMb,
      ...(scratchMb !== undefined && { ephemeralStorageSize: Size.mebibytes(scratchMb) }),
      ...(name === 'deliver' && reservedFor(settings.concurrency)),
      timeout: Duration.seconds(timeoutSeconds),
      tracing: Tracing.ACTIVE,
      role: this.role,
      // The CDK takes versions away as the next one comes: there would be none to roll back to.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
      logGroup: this.createLogGroup(settings),
      environment: {
        POWERTOOLS_SERVICE_NAME: service,
        // What dealers name must be out in the Internet, never beside the functions.
        FEEDWRIGHT_PRIVATE_HOSTS: 'refused',
        FEEDWRIGHT_MONITORING: settings.monitoring,
        FEEDWRIGHT_PLACES: String(settings.concurrency.files),
        FEEDWRIGHT_PLACES_PER_DEALER: String(settings.concurrency.filesPerDealer),
        FEEDWRIGHT_PLAN: settings.plan,
        FEEDWRIGHT_BATCH_AT_ONCE: String(settings.concurrency.batchFiles),
        FEEDWRIGHT_PARTS: JSON.stringify(settings.parts),
        FEEDWRIGHT_MODELS: JSON.stringify(settings.models),
        FEEDWRIGHT_BREAKERS: JSON.stringify(settings.breakers),
      },
    });
  }

  private createLogGroup({ retention }: Settings): LogGroup {
    const group = new LogGroup(this, 'Logs', {
      retention: retention.logsDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    group.grantWrite(this.role);
    return group;
  }
}
