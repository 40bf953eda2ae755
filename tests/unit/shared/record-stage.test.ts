import { expect, test } from 'vitest';
import { RunState } from '#contracts/state.ts';
import { recordStage } from '#shared/record-stage.ts';
import { testPorts } from '../../fakes/ports.ts';
import { runState } from '../../fakes/records.ts';

const KEY = { dealerId: 'demo', documentId: 'd1', runId: 'run-1', stage: 'match' };

/** A stage that fails with each of these errors in turn, and then does its work. */
const failingWith = (...errors: string[]) =>
  recordStage('match', RunState, async (state) => {
    const error = errors.shift();
    if (error) throw new Error(error);
    return state;
  });

test('a stage that succeeds at the third attempt says how often it was tried, and why', async () => {
  await using ports = await testPorts();
  const stage = failingWith('table is slow', 'table is gone');
  for (const last of [false, false, true]) {
    const attempt = stage.run(runState(), ports);
    await (last ? attempt : expect(attempt).rejects.toThrow());
  }
  const statistic = await ports.table.statistics.get(KEY);
  expect(statistic).toMatchObject({ retried: { times: 2, error: 'Error: table is gone' } });
  expect(statistic?.error).toBeUndefined();
});

test('a stage that a run goes through twice was not tried again', async () => {
  await using ports = await testPorts();
  const stage = failingWith();
  await stage.run(runState(), ports);
  await stage.run(runState({ route: 'match' }), ports);
  expect((await ports.table.statistics.get(KEY))?.retried).toBeUndefined();
});

test('given the same again a stage answers what it answered, and works again for anything else', async () => {
  await using ports = await testPorts();
  let works = 0;
  const stage = recordStage('match', RunState, async (state) => ({ ...state, ticket: ++works }));
  const given = runState();
  expect((await stage.run(given, ports)).ticket).toBe(1);
  expect((await stage.run(given, ports)).ticket).toBe(1);
  expect((await stage.run({ ...given, artefacts: { extracted: 'elsewhere' } }, ports)).ticket).toBe(2);
});

test('tokens that a stage has paid for are counted though its answer cannot be written', async () => {
  await using ports = await testPorts();
  const statistics = { ...ports.table.statistics, put: () => Promise.reject(new Error('table is gone')) };
  const stage = recordStage('match', RunState, async (state) => ({
    ...state,
    tally: { ...state.tally, inputTokens: 900, outputTokens: 100 },
  }));
  const away = { ...ports, table: { ...ports.table, statistics } };
  await expect(stage.run(runState(), away)).rejects.toThrow('table is gone');
  expect(await ports.table.used.query({ dealerId: 'demo', kind: 'tokens' })).toMatchObject([
    { amount: 1_000 },
  ]);
});
