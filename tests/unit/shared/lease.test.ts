import { describe, expect, it } from 'vitest';
import { LeaseBusy } from '#shared/errors.ts';
import { withLease } from '#shared/lease.ts';
import { testPorts } from '../../fakes/ports.ts';

const lease = (owner: string) => ({ dealerId: 'demo', name: 'generate', owner, milliseconds: 1000 });
const done = async () => 'done';

describe('a lease', () => {
  it('lets one owner work and turns the other away', async () => {
    await using ports = await testPorts();
    await withLease(lease('one'), ports, async () => {
      await expect(withLease(lease('two'), ports, done)).rejects.toThrow(LeaseBusy);
    });
  });

  it('is free again afterwards, also when the work failed', async () => {
    await using ports = await testPorts();
    const failing = () => Promise.reject(new Error('no'));
    await expect(withLease(lease('one'), ports, failing)).rejects.toThrow('no');
    expect(await withLease(lease('two'), ports, done)).toBe('done');
  });

  it('runs out: a dead owner blocks nobody longer than its time', async () => {
    await using ports = await testPorts();
    const later = { ...ports, clock: () => new Date(Date.now() + 2000) };
    await withLease(lease('one'), ports, async () => {
      expect(await withLease(lease('two'), later, done)).toBe('done');
    });
  });

  it('is given to nobody of a dealer that has said farewell', async () => {
    await using ports = await testPorts();
    const at = '2026-11-30T12:00:00Z';
    await ports.table.leavings.put({ dealerId: 'demo', by: 'anna', at, farewell: 'confirmed' });
    await expect(withLease(lease('one'), ports, done)).rejects.toThrow(LeaseBusy);
    expect(await ports.table.locks.query({ dealerId: 'demo' })).toEqual([]);
  });

  it('lets its own owner in again: a retried step finds its lease', async () => {
    await using ports = await testPorts();
    await withLease(lease('one'), ports, async () => {
      expect(await withLease(lease('one'), ports, done)).toBe('done');
    });
  });
});
