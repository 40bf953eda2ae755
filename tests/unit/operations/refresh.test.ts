import { expect, it } from 'vitest';
import { refresh } from '#functions/operations/refresh/refresh.ts';
import type { Machines } from '#shared/ports.ts';
import { testPorts } from '../../fakes/ports.ts';

const list = (brand: string, modelYear: number, documentId: string) => ({
  dealerId: 'demo',
  brand,
  modelYear,
  market: 'FI',
  sha256: documentId,
  documentId,
  runId: 'r',
  order: '1',
});

it('takes up each list in force once per cause, its documents once each', async () => {
  await using ports = await testPorts();
  for (const item of [list('SKI-DOO', 2026, 'a'), list('LYNX', 2026, 'a'), list('LYNX', 2025, 'b')])
    await ports.table.lists.put(item);
  const started: Parameters<Machines['start']>[] = [];
  const machines: Machines = { ...ports.machines, start: async (...call) => started.push(call) > 0 };
  const change = { dealerId: 'demo', from: 'match', cause: 'spec book x' } as const;
  await refresh(change, { ...ports, machines });
  await refresh(change, { ...ports, machines });
  const input = { dealerId: 'demo', from: 'match', reason: 'spec book x' };
  expect(started.map(([, , given]) => given)).toEqual(
    ['b', 'a', 'b', 'a'].map((documentId) => ({ ...input, documentId })),
  );
  expect(new Set(started.map(([, name]) => name)).size).toBe(2);
});
