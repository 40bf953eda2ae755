import { type Messages, type Say, sayIn } from '#messages/message.ts';

/** What sentences tell who sits at a terminal, or puts files into folders. */
const ELSEWHERE = / \((?:--yes|inbox\/[\w-]+\/)\)| with --yes| into inbox\/[\w-]+\//g;

/** Says reasons as the console does: files are dropped on it, and it asks by itself before what is grave. */
export const saidHere = (reasons: Messages): { why: Say; whatToDo: Say } => {
  const { why, whatToDo } = sayIn(reasons);
  return {
    why: (reason) => why(reason).replaceAll(ELSEWHERE, ''),
    whatToDo: (reason) => whatToDo(reason).replaceAll(ELSEWHERE, ''),
  };
};
