import { CfnOutput, Duration, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { Api } from './api.ts';
import { allowDropping, allowRemoving, bindMachines, bindStore, machineArn } from './bindings.ts';
import { Console } from './console.ts';
import { Dashboard } from './dashboard.ts';
import { DealerAlerts } from './dealer-alerts.ts';
import { DeliveryOutcomes } from './delivery-outcomes.ts';
import { Events } from './events.ts';
import { FUNCTION_NAMES, FUNCTIONS, type FunctionName, pascalCase, STORES } from './functions.ts';
import { Hints } from './hints.ts';
import { Monitoring } from './monitoring.ts';
import { Operators } from './operators.ts';
import { grantsFor } from './paid-services.ts';
import { pdfEngineLayer } from './pdf-engine-layer.ts';
import { Schedules } from './schedules.ts';
import { DealerSecrets } from './secrets.ts';
import { admissionsOf, type Settings } from './settings.ts';
import { Site } from './site.ts';
import type { OUTPUTS } from './stack-outputs.ts';
import { StageFunction } from './stage-function.ts';
import { StateMachines } from './state-machines.ts';
import { Stores } from './stores.ts';
import { Subscribers } from './subscribers.ts';

/** Puts the outputs into the stack of the scope; `prefix` begins its machines' names. */
const addOutputs = (scope: Construct, stores: Stores, prefix: string, { parts, plan }: Settings): void => {
  const values: Record<keyof typeof OUTPUTS, string> = {
    InboxBucket: stores.inbox.bucketName,
    ArtefactsBucket: stores.artefacts.bucketName,
    AssetsBucket: stores.assets.bucketName,
    RecordsTable: stores.table.tableName,
    AuditTable: stores.audit.tableName,
    MachinePrefix: machineArn(scope, prefix, ''),
    Parts: JSON.stringify(parts),
    Plan: plan,
  };
  for (const [name, value] of Object.entries(values)) new CfnOutput(scope, name, { value });
};

/** What is done every hour beside the deliveries, each at a minute of its own. */
const ROUNDS = {
  watch: { minute: 15, description: 'Counts what there is, what waits and what does not move' },
  reconcile: {
    minute: 30,
    description: 'Holds the inbox against the records of documents, and these against what runs',
  },
  'carry-out': {
    minute: 50,
    description: 'Takes up what people asked for and a call that was killed has left',
  },
  market: { minute: 20, description: 'Asks for the feeds of other shops that are due today' },
  canary: { minute: 45, description: 'Drops a list of our own, once the one before has gone through' },
} satisfies Partial<Record<FunctionName, { minute: number; description: string }>>;

interface RoundsProps {
  functions: Record<keyof typeof ROUNDS, { live: IFunction }>;
  undelivered: IQueue;
}

/** The hourly rounds. One that is late by a quarter of an hour is left out: the next is near. */
class Rounds extends Construct {
  constructor(scope: Construct, id: string, { functions, undelivered }: RoundsProps) {
    super(scope, id);
    for (const name of Object.keys(ROUNDS) as (keyof typeof ROUNDS)[]) {
      const { minute, description } = ROUNDS[name];
      new Schedule(this, name, {
        description,
        schedule: ScheduleExpression.cron({ minute: String(minute) }),
        target: new LambdaInvoke(functions[name].live, {
          deadLetterQueue: undelivered,
          maxEventAge: Duration.minutes(15),
          retryAttempts: 2,
        }),
      });
    }
  }
}

interface PipelineStackProps extends StackProps {
  settings: Settings;
  /** The console as it was built; absent: none is served. */
  consoleFolder?: string | undefined;
}

/** One environment of the pipeline, whole. */
export class PipelineStack extends Stack {
  private readonly settings: Settings;
  private readonly stores: Stores;
  private readonly events: Events;
  private readonly functions: Record<FunctionName, StageFunction>;
  private readonly machines: StateMachines;
  private readonly api: Api;

  constructor(scope: Construct, id: string, { settings, consoleFolder, ...props }: PipelineStackProps) {
    super(scope, id, props);
    this.settings = settings;
    Tags.of(this).add('service', 'feedwright');
    Tags.of(this).add('environment', settings.environment);
    this.stores = new Stores(this, 'Stores', settings);
    this.events = new Events(this, 'Events', this.service);
    this.functions = this.createFunctions();
    this.machines = this.createMachines();
    const { stores, functions, service } = this;
    this.api = new Api(this, 'Api', { settings, service, stores, functions });
    this.connect();
    this.watch();
    this.serve(consoleFolder);
    addOutputs(this, this.stores, `${this.service}-`, settings);
  }

  /** What this environment is called wherever names are shared by an account. */
  private get service(): string {
    return `feedwright-${this.settings.environment}`;
  }

  private createFunctions(): Record<FunctionName, StageFunction> {
    const layer = pdfEngineLayer(this);
    const created = FUNCTION_NAMES.map((name) => [name, this.createFunction(name)] as const);
    for (const [name, stage] of created) if (FUNCTIONS[name].readsPdf) stage.addLayer(layer);
    return Object.fromEntries(created) as Record<FunctionName, StageFunction>;
  }

  private createFunction(name: FunctionName): StageFunction {
    const { settings, service } = this;
    const stage = new StageFunction(this, pascalCase(name), { name, settings, service });
    const { starts = [], describes = [], asks = [], drops, ...access } = FUNCTIONS[name];
    for (const store of STORES) stage.bind(bindStore(this.stores, store, access[store]));
    if (drops) {
      const { statements, wildcards } = allowDropping(this.stores.inbox, drops);
      stage.allow(statements, wildcards);
    }
    for (const { statements, wildcards } of asks.flatMap((part) => grantsFor(this, part, settings)))
      stage.allow(statements, wildcards);
    return stage.bind(bindMachines(this, `${service}-`, { starts, describes }));
  }

  private createMachines(): StateMachines {
    return new StateMachines(this, 'Machines', {
      settings: this.settings,
      prefix: `${this.service}-`,
      functions: this.functions,
      bus: this.events.bus,
    });
  }

  private connect(): void {
    const { machines } = this.machines;
    const admissions = admissionsOf(this.settings.concurrency);
    this.events.admitNewObjects(this.stores, this.functions.admit.live, admissions);
    this.events.carryOut(this.stores, this.functions['carry-out'].live);
    this.events.closeUnfinished(machines);
    this.events.deliverSoon(machines.delivery);
    new Schedules(this, 'Schedules', {
      windows: this.settings.windows,
      delivery: machines.delivery,
      verdict: machines.verdict,
      undelivered: this.events.undelivered,
    });
    new Rounds(this, 'Rounds', { functions: this.functions, undelivered: this.events.undelivered });
    const secrets = new DealerSecrets(this, 'DealerSecrets', this.settings.environment);
    for (const name of FUNCTION_NAMES) {
      const { readsSecrets, knowsSecrets, erases } = FUNCTIONS[name];
      if (erases) this.letErase(this.functions[name], secrets);
      if (readsSecrets) secrets.allowReading(this.functions[name], readsSecrets);
      if (knowsSecrets) {
        const { statements, wildcards } = secrets.existence();
        this.functions[name].allow(statements, wildcards);
      }
    }
    this.admitPeople(secrets);
  }

  private letErase(eraser: StageFunction, secrets: DealerSecrets): void {
    const { inbox, artefacts, assets } = this.stores;
    for (const { statements, wildcards } of [allowRemoving([inbox, artefacts, assets]), secrets.removal()])
      eraser.allow(statements, wildcards);
  }

  /** Those who work with this environment by the command line. */
  private admitPeople(secrets: DealerSecrets): void {
    const { stores, service } = this;
    const { policy } = new Operators(this, 'Operators', { stores, secrets, prefix: `${service}-` });
    new CfnOutput(this, 'OperatorPolicy', { value: policy.managedPolicyArn });
  }

  /** The API and the console, and feeds of dealers without a host of their own where the settings ask for that. */
  private serve(consoleFolder: string | undefined): void {
    const { settings, api, stores } = this;
    const site = new Site(this, 'Site', { settings, api, accessLogs: stores.accessLogs });
    if (settings.site) {
      site.allowBringing(this.functions.deliver);
      site.allowErasing(this.functions['carry-out']);
    }
    const { service, functions, events } = this;
    const hints = new Hints(this, 'Hints', { service, stores, functions, undelivered: events.undelivered });
    const provider = api.admit(site.address, hints.url);
    stores.takeUploadsFrom(settings.site?.domain?.name);
    if (consoleFolder !== undefined)
      new Console(this, 'Console', { site, stores, provider, hintsAt: hints.url, consoleFolder });
    const outputs = {
      SiteAddress: site.address,
      ApiAddress: `https://${site.address}/api`,
      IdentityIssuer: provider.issuer,
      IdentityClient: provider.clientId,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }

  private watch(): void {
    const { service, settings } = this;
    const watched = {
      service,
      machines: this.machines.machines,
      functions: this.functions,
      undelivered: this.events.undelivered,
      audit: this.stores.audit,
      api: this.api,
      deliveries: new DeliveryOutcomes(this, 'DeliveryOutcomes', { service, bus: this.events.bus, settings }),
    };
    const { topic } = new Monitoring(this, 'Monitoring', { settings, watched });
    const { bus, undelivered } = this.events;
    new Subscribers(this, 'Subscribers', { service, settings, bus, topic: topic as ITopic, undelivered });
    if (settings.monitoring === 'whole') new Dashboard(this, 'Dashboard', watched);
    this.tellDealers();
  }

  private tellDealers(): void {
    const { dealers } = this.settings.alarms;
    const { bus, undelivered } = this.events;
    if (Object.keys(dealers).length > 0)
      new DealerAlerts(this, 'DealerAlerts', { bus, undelivered, dealers });
  }
}
