import { ProblemAnswer } from './problem.ts';

/** Nothing that is asked for here is deeper: an answer's list of values is five. */
const DEEPEST = 20;

/** More than all that is said of each machine of the largest list. */
const MOST_VALUES = 50_000;

const unfit = (title: string): ProblemAnswer =>
  new ProblemAnswer({ type: 'body-unfit', title, status: 400, detail: 'Send a JSON object.' });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw unfit('The body is no JSON');
  }
};

/** Refuses what is so deep, or so much, that holding it against a schema would cost; looks at no more than that. */
const refuseUnfit = (body: object): void => {
  let values = 0;
  const look = (value: unknown, depth: number): void => {
    values += 1;
    if (depth > DEEPEST) throw unfit(`The body is nested deeper than ${DEEPEST} times`);
    if (values > MOST_VALUES) throw unfit(`The body has more than ${MOST_VALUES} values`);
    if (typeof value !== 'object' || value === null) return;
    for (const inner of Object.values(value)) look(inner, depth + 1);
  };
  look(body, 0);
};

/** A body's fields. Throws `ProblemAnswer` for what is no JSON object, or too deep or too much of one. */
export const fieldsOf = (text: string): Record<string, unknown> => {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw unfit('The body is no JSON object');
  refuseUnfit(value);
  return value as Record<string, unknown>;
};
