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

it('takes up the lists in force of the brand and year that changed, once per cause', async () => {
  await using ports = await testPorts();
  for (const item of [list('SKI-DOO', 2026, 'a'), list('SKI-DOO', 2025, 'b'), list('LYNX', 2026, 'c')])
    await ports.table.lists.put(item);
  const started: Parameters<Machines['start']>[] = [];
  const machines: Machines = { start: async (...call) => void started.push(call) };
  const change = {
    dealerId: 'demo',
    lists: [{ brand: 'SKI-DOO', modelYear: 2026, market: '' }],
    from: 'match' as const,
    cause: 'spec book x',
  };
  await refresh(change, { ...ports, machines });
  await refresh(change, { ...ports, machines });
  expect(started.map(([machine, , input]) => [machine, input])).toEqual(
    Array(2).fill([
      'price-list',
      { dealerId: 'demo', documentId: 'a', from: 'match', reason: 'spec book x' },
    ]),
  );
  expect(new Set(started.map(([, name]) => name)).size).toBe(1);
});
