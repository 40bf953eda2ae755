import type * as z from 'zod';
import { isRejection, type Rejection } from '#contracts/outcome.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';

/**
 * What a person asked for cannot be done, and nothing was. The reason is data: a command line makes its sentence and exit
 * code 64 of it, an API an answer of the 4xx.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reason: Reason;
  /** Of several answers, the question whose answer it is about. */
  readonly question: string | undefined;

  constructor(why: Reason, question?: string) {
    const sentence = sentenceOf(why);
    super([sentence, remedyOf(why)].join(sentence.includes('\n') ? '\n' : ' '));
    this.reason = why;
    this.question = question;
  }
}

/** The result, where it is one. Throws `Refusal` that says what a rejection says. */
export const orRefuse = <Result extends object>(result: Result | Rejection): Result => {
  if (!isRejection(result)) return result;
  throw new Refusal(result.reason);
};

/** Who has mended these asks again; a wish of a megabyte may have one in each of its values. */
const MOST_FAULTS = 20;

/** A wish as its schema has it. Throws `Refusal` that names the first of what is missing or wrong in it. */
export const parseWish = <Schema extends z.ZodType>(schema: Schema, wish: unknown): z.output<Schema> => {
  const parsed = schema.safeParse(wish);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues
    .slice(0, MOST_FAULTS)
    .map(({ path, message }) => [...path, message].join(': '));
  throw new Refusal(reason('wish-wrong', { faults }));
};
