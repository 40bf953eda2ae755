import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isOfClock } from '#local/machines/clock.ts';
import type { Execution } from '#local/machines/journal.ts';
import type { Ended } from '#local/machines/progress.ts';
import type { Runner } from '#local/machines/runner.ts';
import { lambdaState, runnerOn, tearLastLine, temporaryFolder } from './machines.ts';

/** What stands in the ASL; the runner puts the machine in its place. */
const MACHINE_OF_ONE = `\${OneMachine}`;

const one = { StartAt: 'Only', States: { Only: lambdaState('Work') } };
const execution = { machine: 'one', name: 'first', input: { a: 1 } };

const endingsOf = (runner: Runner) => {
  const endings: [string, Ended][] = [];
  runner.progress.on('ended', ({ name }: Execution, ended) => endings.push([name, ended]));
  return endings;
};

test('calls the function that the ASL names, and hands its answer on as JSON', async () => {
  await using folder = await temporaryFolder();
  const calls: unknown[] = [];
  const two = {
    StartAt: 'First',
    States: { First: lambdaState('CloseFailed', 'Second'), Second: lambdaState('Work') },
  };
  const runner = await runnerOn(
    { two },
    async (name, event) => {
      calls.push([name, event]);
      return { from: name, dropped: undefined };
    },
    folder.path,
  );
  runner.start({ machine: 'two', name: 'x', input: { a: 1 } });
  await runner.idle();
  expect(calls).toEqual([
    ['close-failed', { a: 1 }],
    ['work', { from: 'close-failed' }],
  ]);
});

test('refuses a state over 256 KiB and closes the execution from outside', async () => {
  await using folder = await temporaryFolder();
  const closed: unknown[] = [];
  const runner = await runnerOn(
    { one },
    async (name, event) => (name === 'close-failed' ? closed.push(event) : { text: 'x'.repeat(256 * 1024) }),
    folder.path,
  );
  const endings = endingsOf(runner);
  runner.start(execution);
  await runner.idle();
  expect(endings[0]?.[1]).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  expect(closed).toMatchObject([
    { detail: { name: 'first', status: 'FAILED', input: '{"a":1}', error: 'States.DataLimitExceeded' } },
  ]);
});

test('retries and fails by the name of the error', async () => {
  await using folder = await temporaryFolder();
  const retry = [{ ErrorEquals: ['TransientFailure'], IntervalSeconds: 1, MaxAttempts: 1 }];
  const retried = { StartAt: 'Only', States: { Only: lambdaState('Work', undefined, { Retry: retry }) } };
  let calls = 0;
  const runner = await runnerOn(
    { retried },
    async (name) => {
      if (name === 'work') calls += 1;
      throw Object.assign(new Error('again'), { name: 'TransientFailure' });
    },
    folder.path,
  );
  const endings = endingsOf(runner);
  runner.start({ ...execution, machine: 'retried' });
  await runner.idle();
  expect(calls).toBe(2);
  expect(endings[0]?.[1]).toEqual({ status: 'FAILED', error: 'TransientFailure', cause: 'again' });
});

test('takes each name once: the same start again does nothing, another input is refused', async () => {
  await using folder = await temporaryFolder();
  let calls = 0;
  const runner = await runnerOn({ one }, async () => ({ calls: ++calls }), folder.path);
  expect(runner.start(execution)).toBe(runner.start(execution));
  expect(() => runner.start({ ...execution, input: { a: 2 } })).toThrow(
    expect.objectContaining({ name: 'ExecutionAlreadyExists' }),
  );
  await runner.idle();
  expect(calls).toBe(1);
  expect(() => runner.start(execution)).toThrow(expect.objectContaining({ name: 'ExecutionAlreadyExists' }));
});

test('begins again, under its own name, what a killed process left unfinished', async () => {
  await using folder = await temporaryFolder();
  const killed = await runnerOn({ one }, () => new Promise(() => {}), folder.path);
  killed.start(execution);
  await tearLastLine(folder.path);
  const events: unknown[] = [];
  const next = await runnerOn({ one }, async (_, event) => ({ seen: events.push(event) }), folder.path);
  const endings = endingsOf(next);
  expect(next.resume()).toBe(1);
  await next.idle();
  expect(endings).toMatchObject([['first', { status: 'SUCCEEDED' }]]);
  const third = await runnerOn({ one }, async () => ({}), folder.path);
  expect(third.resume()).toBe(0);
});

test('waits for executions that executions start, and keeps events', async () => {
  await using folder = await temporaryFolder();
  const parent = {
    StartAt: 'Start',
    States: {
      Start: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution',
        Parameters: { StateMachineArn: MACHINE_OF_ONE, 'Name.$': '$$.Execution.Name', 'Input.$': '$' },
        ResultPath: null,
        Next: 'Tell',
      },
      Tell: {
        Type: 'Task',
        Resource: 'arn:aws:states:::events:putEvents',
        Parameters: { Entries: [{ DetailType: 'Told', Detail: { 'a.$': '$.a' } }] },
        ResultPath: null,
        End: true,
      },
    },
  };
  const runner = await runnerOn({ parent, one }, async (_, event) => event, folder.path);
  const endings = endingsOf(runner);
  runner.start({ ...execution, machine: 'parent' });
  await runner.idle();
  expect(endings.map(([name]) => name)).toEqual(['first', 'first']);
  const events = await readFile(join(folder.path, 'events.jsonl'), 'utf8');
  expect(JSON.parse(events)).toMatchObject({ DetailType: 'Told', Detail: { a: 1 } });
});

test.each([
  'startExecution',
  'startExecution.sync:2',
])('a machine that is killed behind its %s finds what that came to, and does it once', async (integration) => {
  await using folder = await temporaryFolder();
  const Parameters = { StateMachineArn: MACHINE_OF_ONE, 'Name.$': '$$.Execution.Name', 'Input.$': '$' };
  const Resource = `arn:aws:states:::states:${integration}`;
  const begin = { Type: 'Task', Resource, Parameters, ResultPath: '$.child', Next: 'Tell' };
  const parent = { StartAt: 'Begin', States: { Begin: begin, Tell: lambdaState('Tell') } };
  const works: unknown[] = [];
  const killed = await runnerOn(
    { parent, one },
    async (name, event) => (name === 'work' ? { works: works.push(event) } : new Promise(() => {})),
    folder.path,
  );
  const begun = Promise.all(['Tell', 'Work'].map(() => once(killed.progress, 'left')));
  killed.start({ ...execution, machine: 'parent' });
  await begun;
  const told: unknown[] = [];
  const next = await runnerOn({ parent, one }, async (_, event) => ({ told: told.push(event) }), folder.path);
  const endings = endingsOf(next);
  next.resume();
  await next.idle();
  expect(endings).toMatchObject([['first', { status: 'SUCCEEDED' }]]);
  expect(works).toHaveLength(1);
  if (integration.includes('sync')) expect(told).toMatchObject([{ child: { Output: { works: 1 } } }]);
});

test('finds the tasks inside a Map', async () => {
  await using folder = await temporaryFolder();
  const children = { StartAt: 'Child', States: { Child: lambdaState('Work') } };
  const map = {
    StartAt: 'Each',
    States: { Each: { Type: 'Map', ItemsPath: '$.items', ItemProcessor: children, End: true } },
  };
  const items: unknown[] = [];
  const runner = await runnerOn({ map }, async (_, event) => ({ count: items.push(event) }), folder.path);
  runner.start({ machine: 'map', name: 'x', input: { items: [{ n: 1 }, { n: 2 }] } });
  await runner.idle();
  expect(items).toEqual([{ n: 1 }, { n: 2 }]);
});

test('what the next clock begins anew is not begun again, however often a host was killed before', async () => {
  await using folder = await temporaryFolder();
  const delivery = { StartAt: 'Only', States: { Only: lambdaState('Work') } };
  const killed = await runnerOn({ delivery }, () => new Promise(() => {}), folder.path);
  const at = '2026-11-22T15:15:00.000Z';
  const inputs = {
    sweep: { at, mode: 'deliver' },
    page: { at, mode: 'deliver', dealerId: null, after: 'x' },
  };
  for (const [name, input] of Object.entries(inputs)) killed.start({ machine: 'delivery', name, input });
  killed.start({ machine: 'delivery', name: 'byHand', input: { at, mode: 'withdraw', dealerId: 'north' } });
  const calls: unknown[] = [];
  const next = await runnerOn({ delivery }, async (_, event) => calls.push(event), folder.path);
  expect(next.resume(isOfClock)).toBe(1);
  await next.idle();
  expect(calls).toEqual([{ at, mode: 'withdraw', dealerId: 'north' }]);
  const last = await runnerOn({ delivery }, async () => ({}), folder.path);
  expect(last.resume()).toBe(0);
});

test('what waits for the marketplace is not at work, and goes on at the next start all the same', async () => {
  await using folder = await temporaryFolder();
  const hold = Promise.withResolvers<object>();
  const machine = { StartAt: 'Work', States: { Work: lambdaState('Close') } };
  const runner = await runnerOn({ verdict: machine, delivery: machine }, () => hold.promise, folder.path);
  runner.start({ machine: 'verdict', name: 'of-a-window', input: {} });
  expect([runner.atWork(), runner.unfinished()]).toEqual([0, 1]);
  runner.start({ machine: 'delivery', name: 'one', input: {} });
  expect([runner.atWork(), runner.unfinished()]).toEqual([1, 2]);
  hold.resolve({});
  await runner.idle();
});
