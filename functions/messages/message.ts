import type { Reason, Value } from '#contracts/reason.ts';

/** Makes the sentence of a reason that stands within another one, in the same language. */
export type Say = (reason: Reason) => string;

/** A sentence, or what makes one of the reason's values. */
// biome-ignore lint/suspicious/noExplicitAny: each message names the values that it needs.
export type Part = string | ((values: any, say: Say) => string);

/** A reason in words: why something is as it is, and what a person can do about it. */
export interface Message {
  readonly why: Part;
  readonly whatToDo?: Part;
}

/** The values that a part of a message needs. */
type Needed<P> = P extends (
  values: infer V extends Readonly<Record<string, Value>>,
  ...rest: never[]
) => string
  ? V
  : unknown;

/** The values that a message needs; none where its parts are plain sentences. */
export type ValuesOf<M extends Message> = Needed<M['why']> & Needed<M['whatToDo']>;
