import type { Reason } from '#contracts/reason.ts';

/** The exit code of the command when this is the worst that happened; what is merely noted changes nothing. */
export const EXIT_CODES = { failed: 1, rejected: 2, waiting: 3, noted: 0 } as const;
export type Severity = keyof typeof EXIT_CODES;

/** What is wrong with which file, and where it came up. */
export interface Problem {
  severity: Severity;
  file: string;
  stage: string;
  reason: Reason;
}

/** 0 when all went well, else the lowest code among the problems. */
export const exitCodeOf = (problems: Problem[]): number => {
  const codes = problems.map(({ severity }) => EXIT_CODES[severity]).filter((code) => code > 0);
  return codes.length === 0 ? 0 : Math.min(...codes);
};
