import type { Metrics } from '@aws-lambda-powertools/metrics';
import { describe, expect, it, vi } from 'vitest';
import { addWorkMeasures, memoryWarning, throughputOf } from '#shared/instrument.ts';

const addedBy = (result: unknown) => {
  const addMetric = vi.fn();
  addWorkMeasures({ addMetric } as unknown as Metrics, 500, result);
  return Object.fromEntries(addMetric.mock.calls.map(([name, unit, value]) => [name, [unit, value]]));
};

describe('a call', () => {
  it('tells its time, its memory, and how many items a second it worked on', () => {
    const added = addedBy({ tally: { processed: 40, succeeded: 40, failed: 0, engine: '' } });
    expect(added).toMatchObject({ Duration: ['Milliseconds', 500], Throughput: ['Count/Second', 80] });
    expect(added.MemoryUsed).toEqual(['Megabytes', expect.any(Number)]);
  });

  it('that counts no items has no throughput', () => {
    expect(addedBy({})).not.toHaveProperty('Throughput');
    expect(throughputOf({ tally: { processed: 0 } }, 1)).toBeNull();
  });
});

describe('the warning of memory', () => {
  it('comes when nearly all of it is used, and says what to do', () => {
    expect(memoryWarning(1)).toMatch(/of 1 MB are used: give the function more/);
    expect(memoryWarning(1_000_000)).toBeNull();
  });
});
