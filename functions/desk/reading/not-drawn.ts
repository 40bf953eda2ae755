import { reason } from '#messages/reason.ts';
import type { Problem } from '../problems.ts';

/** Why there are no pictures of a file. */
export const notDrawn = (file: string, because: string): Problem => ({
  ...{ severity: 'noted', file, stage: 'overlay' },
  reason: reason('not-drawn', { because }),
});
