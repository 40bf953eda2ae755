/** Set up before each test file: switches the mutant on, and tells the run how often which of them was reached. */
import { afterAll, inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    mutant: { id: number; mostReached: number };
  }
  interface TaskMeta {
    reached?: Record<number, number>;
  }
}

const { id: chosen, mostReached } = inject('mutant');
const reached: Record<number, number> = {};

const isMutant = (id: number): boolean => {
  const times = (reached[id] ?? 0) + 1;
  reached[id] = times;
  if (id === chosen && times > mostReached) throw new Error('This mutant goes round for ever.');
  return id === chosen;
};
Object.assign(globalThis, { isMutant });

// biome-ignore lint/correctness/noEmptyPattern: vitest reads here which fixtures are wanted: none.
afterAll(({}, file) => {
  file.meta.reached = reached;
});
