import { ProblemAnswer } from './problem.ts';

/** Nothing that is asked for here is deeper: an answer's list of values is five. */
const DEEPEST = 20;

const depthOf = (value: unknown, depth = 0): number => {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return depth;
  // Not as arguments of one call: a body of 1 MB may have half a million of them.
  return Object.values(value).reduce((most, inner) => Math.max(most, depthOf(inner, depth + 1)), depth);
};

const unfit = (title: string): ProblemAnswer =>
  new ProblemAnswer({ type: 'body-unfit', title, status: 400, detail: 'Send a JSON object.' });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw unfit('The body is no JSON');
  }
};

/** A body's fields. Throws `ProblemAnswer` for what is no JSON object, or so deep that looking at it would cost. */
export const fieldsOf = (text: string): Record<string, unknown> => {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw unfit('The body is no JSON object');
  if (depthOf(value) > DEEPEST) throw unfit(`The body is nested deeper than ${DEEPEST} times`);
  return value as Record<string, unknown>;
};
