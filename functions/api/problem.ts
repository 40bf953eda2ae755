import * as z from 'zod';
import { Reason } from '#contracts/reason.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';

/** What is answered instead of what was asked for, by RFC 9457: media type `application/problem+json`. */
export const Problem = z.object({
  /** A stable word for programs. */
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  /** What to do. */
  detail: z.string().optional(),
  /** Why, as data: consoles say it in their own language. */
  reason: Reason.optional(),
  /** Of several answers, the question whose answer is refused. */
  question: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;

/** An answer of the 4xx or 5xx that a request ends with. */
export class ProblemAnswer extends Error {
  override readonly name = 'ProblemAnswer';
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;

  constructor(problem: Problem, headers: Readonly<Record<string, string>> = {}) {
    super(problem.title);
    this.problem = problem;
    this.headers = headers;
  }
}

const CHALLENGE = { 'www-authenticate': 'Bearer realm="feedwright"' };

/** Nobody has said who asks (S4-29). */
export const noToken = (): ProblemAnswer =>
  new ProblemAnswer(
    { type: 'no-token', title: 'No token provided', status: 401, detail: 'Sign in, or send a token.' },
    CHALLENGE,
  );

/** Whose the token is, or whether it still holds, nobody can say (S4-29). */
export const invalidToken = (): ProblemAnswer =>
  new ProblemAnswer(
    { type: 'invalid-token', title: 'Invalid token', status: 401, detail: 'Sign in again.' },
    { 'www-authenticate': 'Bearer realm="feedwright", error="invalid_token"' },
  );

/** The same for what is not there and what belongs to somebody else: else the answer says what there is (S4-29). */
export const forbidden = (): ProblemAnswer =>
  new ProblemAnswer({
    type: 'forbidden',
    title: 'Insufficient permissions',
    status: 403,
    detail: 'Ask whoever keeps this dealer for the role that may do it.',
  });

/** No such path, or not by this method. */
export const notFound = (): ProblemAnswer =>
  new ProblemAnswer({
    type: 'not-found',
    title: 'Nothing answers there',
    status: 404,
    detail: 'See /api/openapi.json.',
  });

/** A body that no request here needs. */
export const tooLarge = (): ProblemAnswer =>
  new ProblemAnswer({
    ...{ type: 'too-large', title: 'The body is larger than 1 MB', status: 413 },
    detail: 'Files go up by an upload of their own: POST /api/dealers/{dealerId}/uploads.',
  });

/** What went wrong here says nothing of what is inside. */
export const broken = (): ProblemAnswer =>
  new ProblemAnswer({
    ...{ type: 'broken', title: 'Something went wrong here', status: 500 },
    detail: 'Ask again; tell whoever keeps this installation if it fails again.',
  });

/** Codes of refusals that mean: what you name is not there. */
const ABSENT = /-(?:unknown|missing)$/;
/** Codes that mean: it is not so any more, look again. */
const CHANGED =
  /^(?:question-answered|question-changed|feed-overtaken|feed-changed|feed-not-open|act-at-work|in-force|not-withdrawn)$/;

const statusOf = ({ code }: Reason): number => {
  if (code === 'wish-wrong') return 400;
  if (code === 'plan-full') return 429;
  if (CHANGED.test(code)) return 409;
  return ABSENT.test(code) ? 404 : 422;
};

/** What the desk refused, with its own reason. */
export const refused = (reason: Reason, question?: string): ProblemAnswer => {
  const detail = remedyOf(reason);
  const said = { type: reason.code, title: sentenceOf(reason), status: statusOf(reason) };
  return new ProblemAnswer({ ...said, ...(detail && { detail }), reason, ...(question && { question }) });
};
