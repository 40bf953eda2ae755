import { type Messages, type Say, sayIn, type ValuesOf } from '#messages/message.ts';

/** Parts of reasons that a language says otherwise in the console. */
export type Otherwise<M extends Messages> = {
  readonly [C in keyof M]?: {
    readonly why?: string | ((values: ValuesOf<M[C]>) => string);
    readonly whatToDo?: string | ((values: ValuesOf<M[C]>) => string);
  };
};

/** The reasons of a language with what it says otherwise here. */
export const otherwise = <M extends Messages>(reasons: M, here: Otherwise<M>): Messages =>
  Object.fromEntries(Object.entries(reasons).map(([code, message]) => [code, { ...message, ...here[code] }]));

/** What sentences tell who sits at a terminal, or beside the files: options, folders, and files of the data folder. */
const ELSEWHERE =
  / \([^()]*(?:--[a-z]|\binbox\/|[a-z]\.json\b)[^()]*\)| with --yes| into inbox\/[\w-]+\/| in [a-z]+\.json/g;

/** Says reasons as the console does: files are dropped on it, and it asks by itself before what is grave. */
export const saidHere = (reasons: Messages): { why: Say; whatToDo: Say } => {
  const { why, whatToDo } = sayIn(reasons);
  return {
    why: (reason) => why(reason).replaceAll(ELSEWHERE, ''),
    whatToDo: (reason) => whatToDo(reason).replaceAll(ELSEWHERE, ''),
  };
};
