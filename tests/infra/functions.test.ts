import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { describe, expect, test } from 'vitest';
import { STAGES } from '#functions/stages.ts';
import { avito } from '#marketplace/avito.ts';
import { adText } from '#marketplace/feed-text.ts';
import { FUNCTION_NAMES, FUNCTIONS, pascalCase } from '../../infra/functions.ts';
import { settingsOf } from '../../infra/settings.ts';
import { StageFunction } from '../../infra/stage-function.ts';
import { aDealer, aListing } from '../fakes/listings.ts';
import { offer } from '../fakes/records.ts';
import { functionOf, tasks } from './support/definitions.ts';
import { flat, type Properties, resourcesOf, unbundledApp } from './support/synthesis.ts';

const PROJECT = join(import.meta.dirname, '../..');

const deployed = (name: string): Properties => {
  const found = Object.entries(resourcesOf('prod', 'AWS::Lambda::Function')).find(([id]) =>
    id.startsWith(`${pascalCase(name)}Function`),
  );
  if (!found) throw new Error(`${name} is not deployed`);
  return found[1];
};

const variablesOf = (name: string): Record<string, unknown> => deployed(name).Environment.Variables;

const actionsOf = (name: string): string[] =>
  Object.entries(resourcesOf('prod', 'AWS::IAM::Policy'))
    .filter(([id]) => id.startsWith(`${pascalCase(name)}Role`))
    .flatMap(([, { PolicyDocument }]) => PolicyDocument.Statement)
    .flatMap(({ Action }) => Action);

/** The functions that are called every hour. */
const SCHEDULED = FUNCTION_NAMES.filter((name) =>
  Object.values(resourcesOf('prod', 'AWS::Scheduler::Schedule')).some(({ Target }) =>
    flat(Target.Arn).startsWith(`<${pascalCase(name)}FunctionAlias`),
  ),
);

/** The functions that a queue or the table's stream calls. */
const QUEUED = FUNCTION_NAMES.filter((name) =>
  Object.values(resourcesOf('prod', 'AWS::Lambda::EventSourceMapping')).some(({ FunctionName }) =>
    JSON.stringify(FunctionName).includes(`"${pascalCase(name)}FunctionAlias`),
  ),
);

/** The functions that the API's gateways call. */
const ANSWERING = FUNCTION_NAMES.filter((name) =>
  Object.values(resourcesOf('prod', 'AWS::ApiGatewayV2::Integration')).some(({ IntegrationUri }) =>
    flat(IntegrationUri).includes(`<${pascalCase(name)}FunctionAlias`),
  ),
);

/** It has a round of its own, and is a stage of what is dropped, too. */
const BOTH = ['market'];

const BESIDE_MACHINES = [...SCHEDULED, ...QUEUED, ...ANSWERING].filter((name) => !BOTH.includes(name));

describe('the functions', () => {
  test('are the stages in their order, then what the machines call beside them', () => {
    expect(FUNCTION_NAMES.slice(0, STAGES.length)).toEqual(STAGES);
  });

  test('are the handlers in the folders, each named like its folder', () => {
    const handlers = globSync('functions/**/handler.ts', { cwd: PROJECT });
    expect(handlers.toSorted()).toEqual(
      Object.values(FUNCTIONS)
        .map(({ entry }) => entry)
        .toSorted(),
    );
    for (const name of FUNCTION_NAMES)
      expect(FUNCTIONS[name].entry).toMatch(new RegExp(`/${name}/handler.ts$`));
  });

  test('are all deployed, and no other', () => {
    for (const name of FUNCTION_NAMES) deployed(name);
    expect(Object.keys(resourcesOf('prod', 'AWS::Lambda::Function'))).toHaveLength(FUNCTION_NAMES.length);
  });

  test('are all called by a state machine, but for those that a schedule, a queue or a request calls', () => {
    const called = new Set(tasks.map(functionOf).filter((name) => name !== null));
    const expected = FUNCTION_NAMES.filter((name) => !BESIDE_MACHINES.includes(name)).map(pascalCase);
    expect([...called].toSorted()).toEqual(expected.toSorted());
  });

  test.each(FUNCTION_NAMES)('%s runs on Node 24 and ARM, traced, with the size of the settings', (name) => {
    const { memoryMb, timeoutSeconds } = settingsOf('prod').functions[name];
    expect(deployed(name)).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      TracingConfig: { Mode: 'Active' },
      MemorySize: memoryMb,
      Timeout: timeoutSeconds,
    });
  });

  test('each gives up before its longest task does', () => {
    for (const name of FUNCTION_NAMES.filter((name) => !BESIDE_MACHINES.includes(name))) {
      const limits = tasks
        .filter((task) => functionOf(task) === pascalCase(name))
        .map((task) => task.TimeoutSeconds);
      expect(deployed(name).Timeout, name).toBeLessThan(Math.max(...limits.map(Number)));
    }
  });

  test('deliveries alone have places of their own, where the quota is large enough', () => {
    const reserved = FUNCTION_NAMES.filter((name) => deployed(name).ReservedConcurrentExecutions);
    expect(reserved).toEqual(['deliver']);
    const { deliveries, quota } = settingsOf('prod').concurrency;
    expect(deployed('deliver').ReservedConcurrentExecutions).toBe(deliveries);
    expect(quota - Number(deliveries)).toBeGreaterThanOrEqual(100);
    for (const { ReservedConcurrentExecutions } of Object.values(resourcesOf('dev', 'AWS::Lambda::Function')))
      expect(ReservedConcurrentExecutions).toBeUndefined();
  });

  test('each is called by its alias, so that a roll-back is one change', () => {
    const aliases = Object.values(resourcesOf('prod', 'AWS::Lambda::Alias'));
    expect(aliases.map(({ Name }) => Name)).toEqual(FUNCTION_NAMES.map(() => 'live'));
  });

  test('each is told all that functions/shared/environment.ts asks for', () => {
    const source = readFileSync(join(PROJECT, 'functions/shared/environment.ts'), 'utf8');
    const required = [...source.matchAll(/^ {2}(FEEDWRIGHT_\w+): (?!.*optional)/gm)].map(
      ([, name]) => name as string,
    );
    for (const name of FUNCTION_NAMES)
      expect(Object.keys(variablesOf(name)), name).toEqual(expect.arrayContaining(required));
  });
});

describe('bind', () => {
  const bound = (statements: PolicyStatement[]) => {
    const stack = new Stack(unbundledApp(), 'Test');
    const props = { name: 'close', settings: settingsOf('dev'), service: 'test' } as const;
    const value = 'arn:aws:s3:::artefacts';
    new StageFunction(stack, 'Close', props).bind({
      variable: 'FEEDWRIGHT_ARTEFACTS',
      value,
      statements,
      wildcards: {},
    });
    return Template.fromStack(stack);
  };

  test('sets the variable and grants the permission in one call', () => {
    const template = bound([
      new PolicyStatement({ actions: ['s3:PutObject'], resources: ['arn:aws:s3:::artefacts/x'] }),
    ]);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { FEEDWRIGHT_ARTEFACTS: 'arn:aws:s3:::artefacts' } },
    });
    expect(JSON.stringify(template.findResources('AWS::IAM::Policy'))).toContain('s3:PutObject');
  });

  test('without access it tells the name and grants nothing', () => {
    expect(JSON.stringify(bound([]).findResources('AWS::IAM::Policy'))).not.toContain('s3:');
  });
});

describe('what a function may do', () => {
  test('extract reads the inbox and writes artefacts, and starts nothing', () => {
    expect(actionsOf('extract')).toEqual(expect.arrayContaining(['s3:GetObject', 's3:PutObject']));
    expect(actionsOf('extract')).not.toContain('states:StartExecution');
  });

  test('close-failed writes no object', () => {
    expect(actionsOf('close-failed')).not.toContain('s3:PutObject');
  });

  test('only what sells, refreshes, reconciles, admits or carries out starts a machine', () => {
    const starting = FUNCTION_NAMES.filter((name) => actionsOf(name).includes('states:StartExecution'));
    expect(starting).toEqual(['stock', 'refresh', 'admit', 'reconcile', 'carry-out']);
    const { FEEDWRIGHT_MACHINES } = variablesOf('refresh');
    expect(flat(FEEDWRIGHT_MACHINES)).toMatch(/:stateMachine:feedwright-prod-$/);
  });

  test('only what reads PDF pages has the layer of the engine', () => {
    for (const name of FUNCTION_NAMES)
      expect(deployed(name).Layers?.length ?? 0, name).toBe(FUNCTIONS[name].readsPdf ? 1 : 0);
  });
});

describe('the disk of a function', () => {
  const ADS = 100_000;
  const { ad } = avito.compose(aListing(), aDealer());
  const feedBytes = ADS * Buffer.byteLength(adText(ad, avito.feed));
  /** Texts as they lie in memory, two bytes a unit. */
  const offersBytes = ADS * 2 * JSON.stringify(offer('A000', { ad })).length;
  const diskOf = (name: string): number => (deployed(name).EphemeralStorage?.Size ?? 512) * 1024 ** 2;

  test('holds a feed of 100,000 ads twice, with the offers that it is made of where it is built', () => {
    expect(feedBytes).toBeGreaterThan(100_000_000);
    expect(diskOf('generate')).toBeGreaterThan(2 * feedBytes + offersBytes);
    expect(diskOf('deliver')).toBeGreaterThan(2 * feedBytes);
  });
});
