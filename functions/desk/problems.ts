import type { Reason } from '#contracts/reason.ts';

/** How bad it is, the worst first; what is merely noted changes nothing. */
export type Severity = 'failed' | 'rejected' | 'waiting' | 'noted';

/** What is wrong with which file, and where it came up. */
export interface Problem {
  severity: Severity;
  file: string;
  stage: string;
  reason: Reason;
}
