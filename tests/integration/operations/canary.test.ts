import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CANARY_KEY, canary, canaryList, MACHINES } from '#functions/operations/canary/canary.ts';
import { watch } from '#functions/operations/watch/watch.ts';
import { takeCounted } from '#shared/meter.ts';
import { machineOn } from '../../fakes/machine.ts';
import { testPorts } from '../../fakes/ports.ts';

const ports = await testPorts();
const drop = () => canary(ports);
let machine: Awaited<ReturnType<typeof machineOn>>;
beforeAll(async () => {
  machine = await machineOn(ports, ports.place.folder);
});
afterAll(() => ports[Symbol.asyncDispose]());

/** The list as the bucket's event brings it to the machine. */
const goThrough = (name: string) => {
  machine.start({ machine: 'price-list', name, input: { key: CANARY_KEY } });
  return machine.idle();
};

describe('the canary', () => {
  test('goes through every stage of the machine, hour after hour', async () => {
    expect(await drop()).toEqual({ through: false });
    for (const hour of ['first', 'second', 'third']) {
      await goThrough(hour);
      expect(await drop(), hour).toEqual({ through: true });
    }
    expect(takeCounted()).toContainEqual(['CanariesThrough', 3]);
  });

  test('is not through where its list stands still', async () => {
    expect(await drop()).toEqual({ through: false });
  });

  test('is a dealer whom nobody delivers to and nobody counts', async () => {
    expect(await ports.table.dealers.queryIndex('GSI1', {})).toEqual([]);
    expect(await watch(ports)).toMatchObject({
      Dealers: 0,
      Lists: 0,
      Products: 0,
      InReview: 0,
      FeedsHeld: 0,
    });
  });

  test('costs no more than a page: the list is small, and no two are alike', () => {
    expect(canaryList('one')).not.toBe(canaryList('two'));
    expect(canaryList('one').length).toBeLessThan(5_000);
    expect(MACHINES).toBeGreaterThan(1);
  });
});
