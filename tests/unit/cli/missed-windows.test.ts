import { afterEach, expect, test, vi } from 'vitest';
import { showMissedWindows } from '#cli/host/start.ts';
import { progressOf } from '#local/machines/progress.ts';

afterEach(() => vi.restoreAllMocks());

/** What is said once the state of the delivery machine has given this. */
const saidOf = (state: string, output: unknown): string => {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const progress = progressOf();
  showMissedWindows(progress);
  const execution = { machine: 'delivery', name: 'check', input: {} };
  progress.emit('left', execution, { state, seconds: 0, output });
  return written.join('');
};

const checked = (...dealers: string[]) => ({
  Payload: { opened: 2, missed: dealers.length, dealers },
});

test('Who missed a window is said, with what to do', () => {
  const said = saidOf('Check', checked('north', 'south'));
  expect(said).toMatch(/north missed its window.*feedwright deliver --dealer north/);
  expect(said).toMatch(/south missed its window/);
});

test('Nothing is said where no window was missed, and of other states', () => {
  expect(saidOf('Check', checked())).toBe('');
  expect(saidOf('Due', { Payload: { deliveries: [], next: null } })).toBe('');
});
