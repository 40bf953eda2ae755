import type { Ports } from '#shared/ports.ts';
import type { GivenAnswer } from '#shared/table/knowledge-records.ts';

type TablePorts = Pick<Ports, 'table'>;

/** A record of the table holds 400 KB, a step with its reasons some hundred bytes: an answer about thousands of rows is kept in parts. */
const STEPS_A_PART = 250;

const answerKey = ({ question, at }: GivenAnswer): string => JSON.stringify([question, at]);

/** What was answered for a dealer, each answer whole, also what was taken back; oldest first. */
export const keptAnswers = async (dealerId: string, { table }: TablePorts): Promise<GivenAnswer[]> => {
  const records = await table.givenAnswers.query({ dealerId });
  return [...Map.groupBy(records, answerKey).values()]
    .map((parts) => {
      const inOrder = parts.toSorted((one, other) => (one.part ?? 0) - (other.part ?? 0));
      return { ...(inOrder[0] as GivenAnswer), steps: inOrder.flatMap(({ steps }) => steps) };
    })
    .sort((one, other) => one.at.localeCompare(other.at));
};

/** Whether it holds: it was brought to its end, and nobody has taken it back. */
export const holds = ({ takenBack, unfinished }: Pick<GivenAnswer, 'takenBack' | 'unfinished'>): boolean =>
  !takenBack && !unfinished;

const partsOf = ({ steps }: GivenAnswer): number[] => [
  ...Array(Math.max(1, Math.ceil(steps.length / STEPS_A_PART))).keys(),
];

/** Keeps an answer, or what has become of it. */
export const keepAnswer = async (answer: GivenAnswer, { table }: TablePorts): Promise<void> => {
  for (const part of partsOf(answer)) {
    const steps = answer.steps.slice(part * STEPS_A_PART, (part + 1) * STEPS_A_PART);
    await table.givenAnswers.put({ ...answer, part, steps });
  }
};

/** Forgets an answer of which nothing is written. */
export const forgetAnswer = async (answer: GivenAnswer, { table }: TablePorts): Promise<void> => {
  for (const part of partsOf(answer)) await table.givenAnswers.remove({ ...answer, part });
};
