import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import * as errors from '#shared/errors.ts';
import { MACHINES } from '../../infra/functions.ts';
import { definitionOf, machineNames, type NamedState, tasks, textOf } from './support/definitions.ts';
import { flat, resourcesOf } from './support/synthesis.ts';

type Validator = (definition: object) => { isValid: boolean; errorsText: (separator: string) => string };
const validate: Validator = createRequire(import.meta.url)('asl-validator');

/** The errors that Step Functions and Lambda name themselves. */
const NAMED_BY_AWS = [
  'States.ALL',
  'States.TaskFailed',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'StepFunctions.ThrottlingException',
  'StepFunctions.ExecutionLimitExceededException',
  'StepFunctions.SdkClientException',
  'States.Timeout',
  'Sandbox.Timedout',
  'Lambda.Unknown',
  'Runtime.ExitError',
  'Runtime.OutOfMemory',
];

const isErrorClass = (value: unknown): value is typeof errors.PipelineError =>
  typeof value === 'function' &&
  (value === errors.PipelineError || value.prototype instanceof errors.PipelineError);

const ours = Object.values(errors)
  .filter(isErrorClass)
  .map((Kind) => new Kind('', { stage: '' }).name);

const named = (clauses: NamedState['Retry'] = []) => clauses.flatMap(({ ErrorEquals }) => ErrorEquals);
const titleOf = ({ machine, name }: NamedState) => `${machine}: ${name}`;

describe('the definitions', () => {
  test('give reasons that have a sentence and a remedy', () => {
    const text = JSON.stringify(machineNames.map(definitionOf));
    const codes = [...text.matchAll(/"code":"([^"]+)"/g)].map(([, code = '']) => code);
    expect(codes).toEqual(expect.arrayContaining(['list-too-costly', 'feed-too-costly']));
    for (const code of codes) {
      expect(sentenceOf({ code, values: {} })).not.toBe(code);
      expect(remedyOf({ code, values: {} })).not.toBe('');
    }
  });

  test('ask in no choice whether something is not so: the interpreter on one machine always answers no', () => {
    for (const machine of machineNames) expect(textOf(machine), machine).not.toMatch(/"Is\w+":\s*false/);
  });

  test('are the machines that are deployed', () => {
    expect(machineNames.toSorted()).toEqual([...MACHINES].toSorted());
    const names = Object.values(resourcesOf('prod', 'AWS::StepFunctions::StateMachine'));
    expect(names.map(({ StateMachineName }) => StateMachineName).toSorted()).toEqual(
      MACHINES.map((machine) => `feedwright-prod-${machine}`).toSorted(),
    );
  });

  test.each(machineNames)('%s is valid Amazon States Language', (machine) => {
    const { isValid, errorsText } = validate(definitionOf(machine));
    expect(isValid ? '' : errorsText('\n')).toBe('');
  });

  test('every task has a time limit and says what is tried again', () => {
    expect(tasks.filter(({ TimeoutSeconds }) => !TimeoutSeconds).map(titleOf)).toEqual([]);
    expect(tasks.filter(({ Retry }) => !Retry?.length).map(titleOf)).toEqual([]);
  });

  const triedLong = (errors: string[]): NamedState[] =>
    tasks.filter(({ Retry = [] }) =>
      Retry.some(
        ({ ErrorEquals, MaxAttempts = 0 }) =>
          MaxAttempts > 20 && !ErrorEquals.every((name) => errors.includes(name)),
      ),
    );

  test('what is tried again for hours waits for its turn, and nothing else does', () => {
    expect(triedLong(['Lambda.TooManyRequestsException', 'LeaseBusy']).map(titleOf)).toEqual([]);
  });

  test('every machine ends, whatever it waits for', () => {
    for (const machine of machineNames) expect(definitionOf(machine).TimeoutSeconds).toBeGreaterThan(0);
  });

  test('who waits for a machine waits longer than it may take', () => {
    const limit = (machine: string) => definitionOf(machine).TimeoutSeconds;
    const task = (name: string) => tasks.find((each) => each.name === name)?.TimeoutSeconds;
    expect(task('Run')).toBeGreaterThan(limit('price-list'));
    expect(task('ReadBook')).toBeGreaterThan(limit('catalogue'));
  });
});

describe('the errors', () => {
  test('that a machine names exist', () => {
    const unknown = tasks
      .flatMap(({ Retry, Catch }) => [...named(Retry), ...named(Catch)])
      .filter((name) => !ours.includes(name) && !NAMED_BY_AWS.includes(name));
    expect(unknown).toEqual([]);
  });

  test.each(['TransientFailure', 'LeaseBusy', 'AuthRefused'])('%s is answered by a machine', (name) => {
    expect(ours).toContain(name);
    expect(tasks.some(({ Retry, Catch }) => [...named(Retry), ...named(Catch)].includes(name))).toBe(true);
  });

  test('TransientFailure is tried again wherever a function of ours is called', () => {
    const calls = tasks.filter(({ Resource }) => Resource === 'arn:aws:states:::lambda:invoke');
    expect(calls.filter(({ Retry }) => !named(Retry).includes('TransientFailure')).map(titleOf)).toEqual([]);
  });
});

describe('README.md', () => {
  const rowOf = ({ machine, name, TimeoutSeconds, Retry = [], Catch = [] }: NamedState) => {
    const retried = Retry.map(({ ErrorEquals, MaxAttempts }) => classOf(ErrorEquals, MaxAttempts)).join(', ');
    const caught = Catch.map(({ ErrorEquals, Next }) => `${ErrorEquals.join(', ')} → ${Next}`).join('; ');
    return `| ${machine} | ${name} | ${TimeoutSeconds} | ${retried} | ${caught || '–'} |`;
  };

  const classOf = (names: string[], attempts?: number) => {
    if (names.includes('Lambda.TooManyRequestsException')) return 'throttled';
    if (names.includes('LeaseBusy')) return 'lease';
    if (names.includes('States.TaskFailed')) return 'event';
    if (names.includes('Runtime.ExitError')) return 'crash';
    if (names.includes('StepFunctions.ThrottlingException')) return 'start';
    return attempts === 2 ? 'upload' : 'service';
  };

  test('lists every task with its limit, its retries and its catches', () => {
    const text = readFileSync(join(import.meta.dirname, '../../state-machines/README.md'), 'utf8');
    const rows = text
      .split('\n')
      .filter((line) => /^\| (price-list|catalogue|delivery|verdict|batch|failure) \|/.test(line));
    const inOrder = MACHINES.flatMap((machine) => tasks.filter((task) => task.machine === machine));
    expect(rows).toEqual(inOrder.map(rowOf));
  });
});

describe('deployed, a machine', () => {
  test('is traced and logs every state, but no data', () => {
    for (const machine of Object.values(resourcesOf('prod', 'AWS::StepFunctions::StateMachine')))
      expect(machine).toMatchObject({
        TracingConfiguration: { Enabled: true },
        LoggingConfiguration: { Level: 'ALL' },
      });
    expect(JSON.stringify(resourcesOf('prod', 'AWS::StepFunctions::StateMachine'))).not.toContain(
      '"IncludeExecutionData":true',
    );
  });

  test('may invoke the functions that its definition names, and no other', () => {
    const policies = Object.entries(resourcesOf('prod', 'AWS::IAM::Policy'));
    const [, policy] = policies.find(([id]) => id.startsWith('MachinesDelivery')) ?? [];
    const invoked = policy?.PolicyDocument.Statement.filter(
      ({ Action }: { Action: string }) => Action === 'lambda:InvokeFunction',
    );
    const named = invoked.flatMap(({ Resource }: { Resource: unknown }) => [Resource].flat().map(flat));
    expect(named).toEqual([
      expect.stringMatching(/^<DeliverFunctionAliaslive/),
      expect.stringMatching(/^<RemindFunctionAliaslive/),
    ]);
  });

  test.each([
    ['Batch', 'price-list'],
    ['PriceList', 'catalogue'],
  ])('%s, which waits for executions of %s, may look at those and keep the rule that tells of them', (waiting, awaited) => {
    const [, policy] =
      Object.entries(resourcesOf('prod', 'AWS::IAM::Policy')).find(([id]) =>
        id.includes(`${waiting}Waits`),
      ) ?? [];
    const [executions, rule, ...others] = policy?.PolicyDocument.Statement ?? [];
    expect(others).toEqual([]);
    expect(executions.Action).toEqual(['states:DescribeExecution', 'states:StopExecution']);
    expect(flat(executions.Resource)).toMatch(new RegExp(`:execution:feedwright-prod-${awaited}:\\*$`));
    expect(rule.Action).toEqual(['events:DescribeRule', 'events:PutRule', 'events:PutTargets']);
    expect(flat(rule.Resource)).toMatch(/:rule\/StepFunctionsGetEventsForStepFunctionsExecutionRule$/);
  });

  test('with a distributed map may start its own children', () => {
    const [, policy] =
      Object.entries(resourcesOf('prod', 'AWS::IAM::Policy')).find(([id]) =>
        id.includes('DeliveryChildren'),
      ) ?? [];
    const [start] = policy?.PolicyDocument.Statement ?? [];
    expect(start.Action).toBe('states:StartExecution');
    expect(flat(start.Resource)).toMatch(/^<MachinesDelivery/);
  });
});
