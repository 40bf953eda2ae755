import type { Problem } from '#desk/problems.ts';

/** One JSON line a problem on stderr, for programs. */
export const printProblems = (problems: Problem[]): void => {
  for (const { line } of problems) process.stderr.write(`${JSON.stringify(line)}\n`);
};
