import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { machineArn } from './bindings.ts';
import { acceptWildcard } from './findings.ts';
import { FUNCTION_NAMES, type FunctionName, MACHINES, type MachineName, pascalCase } from './functions.ts';
import type { Settings } from './settings.ts';
import type { StageFunction } from './stage-function.ts';

/** What a substitution of a definition becomes, and the one action that naming it there implies. */
interface Substitution {
  value: string;
  action: string;
}

interface StateMachinesProps {
  settings: Settings;
  /** Names begin with it. */
  prefix: string;
  functions: Record<FunctionName, StageFunction>;
  bus: EventBus;
}

const definitionFile = (machine: MachineName): string =>
  join(import.meta.dirname, '..', 'state-machines', `${machine}.asl.json`);

/** The machines whose end a definition waits for. */
const awaitedIn = (definition: string): MachineName[] => {
  const starts = definition.matchAll(/startExecution\.sync:2"[^}]*?"\$\{(\w+)Machine\}"/g);
  const names = new Set([...starts].map(([, name]) => name));
  return MACHINES.filter((machine) => names.has(pascalCase(machine)));
};

/** The machines, each allowed exactly what the substitutions in its definition name. */
export class StateMachines extends Construct {
  readonly machines: Record<MachineName, StateMachine>;
  private readonly substitutions: Record<string, Substitution>;
  private readonly props: StateMachinesProps;

  constructor(scope: Construct, id: string, props: StateMachinesProps) {
    super(scope, id);
    this.props = props;
    this.substitutions = this.createSubstitutions();
    const created = MACHINES.map((machine) => [machine, this.createMachine(machine)] as const);
    this.machines = Object.fromEntries(created) as Record<MachineName, StateMachine>;
  }

  private createSubstitutions(): Record<string, Substitution> {
    const { functions, bus } = this.props;
    return Object.fromEntries([
      ...FUNCTION_NAMES.map((name) => [
        `${pascalCase(name)}Function`,
        { value: functions[name].live.functionArn, action: 'lambda:InvokeFunction' },
      ]),
      ...MACHINES.map((machine) => [
        `${pascalCase(machine)}Machine`,
        { value: machineArn(this, this.props.prefix, machine), action: 'states:StartExecution' },
      ]),
      ['EventBusName', { value: bus.eventBusArn, action: 'events:PutEvents' }],
    ]);
  }

  private createMachine(machine: MachineName): StateMachine {
    const text = readFileSync(definitionFile(machine), 'utf8');
    const named = this.namedIn(text);
    const created = new StateMachine(this, pascalCase(machine), {
      stateMachineName: `${this.props.prefix}${machine}`,
      definitionBody: DefinitionBody.fromFile(definitionFile(machine)),
      definitionSubstitutions: Object.fromEntries(
        named.map(([substitution, { value }]) => [substitution, value]),
      ),
      tracingEnabled: true,
      logs: { destination: this.createLogGroup(machine), level: LogLevel.ALL },
    });
    for (const [, { value, action }] of named)
      created.addToRolePolicy(new PolicyStatement({ actions: [action], resources: [value] }));
    acceptWildcard(
      created,
      '*',
      'X-Ray and the delivery of logs know no resources: these actions take only *.',
    );
    for (const awaited of awaitedIn(text)) this.allowWaiting(created, machine, awaited);
    if (text.includes('"DISTRIBUTED"')) this.allowChildren(created, machine);
    return created;
  }

  private namedIn(definition: string): [string, Substitution][] {
    const substitutions = new Set([...definition.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name as string));
    return [...substitutions].map((name) => {
      const substitution = this.substitutions[name];
      if (!substitution) throw new Error(`Nothing is called \${${name}}`);
      return [name, substitution];
    });
  }

  /** State names and times, never the data: that stays in the artefacts and in the execution's own history. */
  private createLogGroup(machine: MachineName): LogGroup {
    return new LogGroup(this, `${pascalCase(machine)}Logs`, {
      logGroupName: `/aws/vendedlogs/states/${this.props.prefix}${machine}`,
      retention: this.props.settings.retention.logsDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  /** A distributed map starts its children as executions of its own machine; in the role itself that is circular. */
  private allowChildren(machine: StateMachine, name: MachineName): void {
    const executions = [this.executionsOf(`${name}:*`), this.executionsOf(`${name}/*`)];
    const policy = new Policy(this, `${pascalCase(name)}Children`, {
      roles: [machine.role],
      statements: [
        new PolicyStatement({ actions: ['states:StartExecution'], resources: [machine.stateMachineArn] }),
        new PolicyStatement({
          actions: ['states:DescribeExecution', 'states:StopExecution'],
          resources: executions,
        }),
      ],
    });
    for (const pattern of executions)
      acceptWildcard(policy, pattern, 'The children of one machine: their names are made when they start.');
  }

  /** To hear that an execution it has started is over, a machine keeps a rule that Step Functions manages. */
  private allowWaiting(machine: StateMachine, name: MachineName, awaited: MachineName): void {
    const executions = this.executionsOf(`${awaited}:*`);
    const policy = new Policy(this, `${pascalCase(name)}Waits`, {
      roles: [machine.role],
      statements: [
        new PolicyStatement({
          actions: ['states:DescribeExecution', 'states:StopExecution'],
          resources: [executions],
        }),
        new PolicyStatement({
          actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
          resources: [this.managedRule()],
        }),
      ],
    });
    acceptWildcard(policy, executions, 'The executions it waits for: their names come with the data.');
  }

  private managedRule(): string {
    return Stack.of(this).formatArn({
      service: 'events',
      resource: 'rule',
      resourceName: 'StepFunctionsGetEventsForStepFunctionsExecutionRule',
    });
  }

  private executionsOf(pattern: string): string {
    return Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${this.props.prefix}${pattern}`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }
}
