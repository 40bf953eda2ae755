import { expect, it } from 'vitest';
import { reconcile } from '#functions/operations/reconcile/reconcile.ts';
import type { Ports } from '#shared/ports.ts';
import type { StageStatistic } from '#shared/table/records.ts';
import { addDemoDealer } from '../../fakes/pipeline.ts';
import { testPorts } from '../../fakes/ports.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const HOUR_MS = 3_600_000;

/** A dealer with one list in force, matched by these engines in their order; `started` keeps what is begun. */
const portsWith = async (engines: string[], embedders: string[]) => {
  const ports = await testPorts();
  await addDemoDealer(ports);
  const started: unknown[] = [];
  const names = new Set<string>();
  const machines: Ports['machines'] = {
    start: async (_, name, input) => {
      if (names.has(name)) return false;
      names.add(name);
      started.push(input);
      return true;
    },
    status: async () => null,
  };
  const list = { dealerId: 'demo', brand: 'LYNX', modelYear: 2026, market: 'FI' };
  await ports.table.lists.put({ ...list, sha256: 'a', documentId: 'd1', runId: 'run-1', order: '1' });
  for (const [at, engine] of engines.entries()) {
    const startedAt = new Date(NOW - (engines.length - at) * HOUR_MS).toISOString();
    const statistic: StageStatistic = {
      ...{ dealerId: 'demo', documentId: 'd1', runId: `run-${at}`, stage: 'match', engine },
      ...{ processed: 3, succeeded: 3, failed: 0, seconds: 1, costUsd: 0, inputTokens: 0, outputTokens: 0 },
      ...{ startedAt, endedAt: startedAt },
    };
    await ports.table.statistics.put(statistic);
  }
  const parts = { ...ports.parts, embedders };
  return { ...ports, machines, parts, started, clock: () => new Date(NOW) };
};

const CHAIN = ['bedrock', 'lexical'];
const AGAIN = { dealerId: 'demo', documentId: 'd1', from: 'match', reason: 'embeddings are back 2026-11-22' };

it('a list whose names a stand-in measured is matched again, once', async () => {
  await using ports = await portsWith(['lexical'], CHAIN);
  expect(await reconcile(ports)).toEqual([
    { what: 'document', dealerId: 'demo', subject: 'd1', done: 'started' },
  ]);
  expect(await reconcile(ports)).toEqual([]);
  expect(ports.started).toEqual([AGAIN]);
});

it.each([
  ['the service answered', ['bedrock amazon.titan-embed-text-v2:0'], CHAIN],
  ['it answered when the list was matched again', ['lexical', 'bedrock amazon.titan-embed-text-v2:0'], CHAIN],
  ['the configuration names no other', ['lexical'], ['lexical']],
])('none is where %s', async (_, engines, embedders) => {
  await using ports = await portsWith(engines, embedders);
  expect(await reconcile(ports)).toEqual([]);
});

it('while the service is away nothing is tried', async () => {
  await using ports = await portsWith(['lexical'], CHAIN);
  const breaker = { state: 'open' as const, failures: 3, successes: 0, probeUntil: 0, revision: 1 };
  await ports.table.breakers.put({ service: 'bedrock-embedding', ...breaker, openUntil: NOW + HOUR_MS });
  expect(await reconcile(ports)).toEqual([]);
  await ports.table.breakers.put({ service: 'bedrock-embedding', ...breaker, openUntil: NOW - 1 });
  expect(await reconcile(ports)).toHaveLength(1);
});
