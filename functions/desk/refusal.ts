import type * as z from 'zod';
import { isRejection, type Rejection } from '#contracts/outcome.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';

/** What a refusal is about, for programs and for sentences in any language. */
export type Values = Readonly<Record<string, unknown>>;

/**
 * What a person asked for cannot be done, and nothing was. `code` is a stable word for programs; `reason` and
 * `whatToDo` are sentences for people. A command line makes exit code 64 of it, an API an answer of the 4xx.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  readonly values: Values;
  readonly reason: string;
  readonly whatToDo: string;

  constructor(code: string, values: Values, reason: string, whatToDo: string) {
    super(`${reason} ${whatToDo}`);
    this.code = code;
    this.values = values;
    this.reason = reason;
    this.whatToDo = whatToDo;
  }
}

/** The result, where it is one. Throws `Refusal` that says what a rejection says. */
export const orRefuse = <Result extends object>(result: Result | Rejection): Result => {
  if (!isRejection(result)) return result;
  const { reason } = result;
  throw new Refusal(reason.code, reason.values, sentenceOf(reason), remedyOf(reason));
};

/** A wish as its schema has it. Throws `Refusal` that names what is missing or wrong in it. */
export const parseWish = <Schema extends z.ZodType>(schema: Schema, wish: unknown): z.output<Schema> => {
  const parsed = schema.safeParse(wish);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  const [first] = faults.map(({ message }) => message);
  throw new Refusal('wish-wrong', { faults }, `${first}.`, 'Ask for it like that.');
};
