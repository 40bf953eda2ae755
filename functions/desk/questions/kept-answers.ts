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

/** Keeps an answer, or what has become of it. */
export const keepAnswer = async (answer: GivenAnswer, { table }: TablePorts): Promise<void> => {
  const { steps, ...rest } = answer;
  for (let part = 0; part === 0 || part * STEPS_A_PART < steps.length; part++)
    await table.givenAnswers.put({
      ...rest,
      part,
      steps: steps.slice(part * STEPS_A_PART, (part + 1) * STEPS_A_PART),
    });
};
