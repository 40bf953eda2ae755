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

/** Messages by their codes. */
export type Messages = Readonly<Record<string, Message>>;

/** The values that a part of a message needs. */
type Needed<P> = P extends (
  values: infer V extends Readonly<Record<string, Value>>,
  ...rest: never[]
) => string
  ? V
  : unknown;

/** The values that a message needs; none where its parts are plain sentences. */
export type ValuesOf<M extends Message> = Needed<M['why']> & Needed<M['whatToDo']>;

/** The values that are named, without leave to name others. */
type Named<V> = { [N in keyof V as string extends N ? never : N]: V[N] };

type Said<M extends Message> = string | ((values: Named<ValuesOf<M>>, say: Say) => string);

/**
 * The same messages in another language: of each code what the original says, made of no other values than the original
 * is given, and a remedy where that has one.
 */
export type Translation<M extends Messages> = {
  readonly [C in keyof M]: { readonly why: Said<M[C]> } & (M[C] extends { readonly whatToDo: Part }
    ? { readonly whatToDo: Said<M[C]> }
    : unknown);
};

/**
 * Says reasons in the language of messages: why something is as it is (of a code that has no words any more, the code), and
 * what to do about it (empty where nobody knows).
 */
export const sayIn = (messages: Messages): { why: Say; whatToDo: Say } => {
  const partOf = (part: Part, { values }: Reason): string =>
    typeof part === 'string' ? part : part(values, why);
  const why: Say = (reason) => partOf(messages[reason.code]?.why ?? reason.code, reason);
  return { why, whatToDo: (reason) => partOf(messages[reason.code]?.whatToDo ?? '', reason) };
};

/** A sentence without its full stop, to go on with. */
export const unended = (sentence: string): string => sentence.replace(/\.$/, '');

/** What somebody outside has said, as it was said, or a reason of our own. */
export const saidBy = (text: string | Reason, say: Say): string =>
  typeof text === 'string' ? text : say(text);
