import type { Problem } from '#desk/problems.ts';
import { told } from '#messages/say.ts';

/** One line for programs: what is wrong with which file, where it came up, and what a person does about it. */
const lineOf = ({ file, stage, reason }: Problem) => ({
  ...{ file, stage },
  ...told(reason),
});

/** One JSON line a problem on stderr, for programs. */
export const printProblems = (problems: Problem[]): void => {
  for (const problem of problems) process.stderr.write(`${JSON.stringify(lineOf(problem))}\n`);
};
