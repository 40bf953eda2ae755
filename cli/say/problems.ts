import type { Problem, Severity } from '#desk/problems.ts';
import { remedyOf, sentenceOf, told } from '#messages/say.ts';
import { printable } from './terminal.ts';

/** One line for programs: what is wrong with which file, where it came up, and what a person does about it. */
const lineOf = ({ file, stage, reason }: Problem) => ({
  ...{ file, stage },
  ...told(reason),
});

/** One JSON line a problem on stderr, for programs: people at a terminal are told in words. */
export const printProblems = (problems: readonly Problem[]): void => {
  if (process.stderr.isTTY) return;
  for (const problem of problems) process.stderr.write(`${JSON.stringify(lineOf(problem))}\n`);
};

/** The same in words, for people. */
export const complainOf = ({ file, reason }: Problem): void =>
  void process.stderr.write(`${printable(`${file}: ${sentenceOf(reason)} ${remedyOf(reason)}`.trim())}\n`);

/** The exit code of the command when this is the worst that happened. */
const EXIT_CODES: Record<Severity, number> = { failed: 1, rejected: 2, waiting: 3, noted: 0 };

/** 0 when all went well, else the lowest code among the problems. */
export const exitCodeOf = (problems: Problem[]): number => {
  const codes = problems.map(({ severity }) => EXIT_CODES[severity]).filter((code) => code > 0);
  return codes.length === 0 ? 0 : Math.min(...codes);
};
