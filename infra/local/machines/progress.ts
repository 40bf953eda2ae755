import { EventEmitter } from 'node:events';
import type { ENDINGS, Execution } from './journal.ts';

/** How an execution ended. */
export interface Ended {
  status: (typeof ENDINGS)[number];
  error?: string;
  cause?: string;
  /** What the last state gave; null where it did not succeed. */
  output?: unknown;
}

/** What the runner tells while it works. */
interface ProgressEvents {
  entered: [Execution, { state: string; input: unknown }];
  left: [Execution, { state: string; seconds: number; output: unknown }];
  ended: [Execution, Ended];
}

export const progressOf = () => new EventEmitter<ProgressEvents>();
export type Progress = ReturnType<typeof progressOf>;
