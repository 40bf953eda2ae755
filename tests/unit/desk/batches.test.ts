import { expect, test } from 'vitest';
import { actsOf } from '#desk/acts.ts';
import { resumeBatch, startBatch } from '#desk/batches/batches.ts';
import type { DeskPorts } from '#desk/ports.ts';
import type { Ports } from '#shared/ports.ts';
import { deskOn } from '../../fakes/desk.ts';
import { testPorts } from '../../fakes/ports.ts';

/** Executions that break off at once; what was begun is written down. */
const deskOf = (ports: Ports, begun: string[]): DeskPorts => {
  const machines: Ports['machines'] = {
    start: async (_, name) => begun.push(name) > 0,
    status: async (_, name) => (begun.includes(name) ? 'FAILED' : null),
  };
  const desk = { ...ports, machines };
  return { ...deskOn(desk), machines, acts: actsOf(desk) };
};

test('a batch that is resumed twice under one key is begun once, and answers the attempt that was begun', async () => {
  await using ports = await testPorts();
  const begun: string[] = [];
  const desk = deskOf(ports, begun);
  await startBatch({ who: 'anna' }, { batchId: 'b1', prefix: 'batches/b1/' }, desk);
  const anna = { who: 'anna', key: 'wish-1' };
  const first = await resumeBatch(anna, { batchId: 'b1' }, desk);
  await ports.table.batches.patchIf({ batchId: 'b1' }, { attempt: 2 });
  expect(await resumeBatch(anna, { batchId: 'b1' }, desk)).toEqual(first);
  expect(begun).toEqual(['b1-1', 'b1-2']);
});
