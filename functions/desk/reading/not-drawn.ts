import { type Problem, problem } from '../problems.ts';

/** Why there are no pictures of a file. */
export const notDrawn = (file: string, reason: string): Problem =>
  problem('noted', {
    file,
    stage: 'overlay',
    category: 'not-drawn',
    reason,
    whatToDo: 'Nothing: what was read is printed all the same.',
  });
