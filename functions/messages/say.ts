import type { Reason } from '#contracts/reason.ts';
import type { Told } from '#contracts/state.ts';
import { EN } from './en/index.ts';
import { sayIn } from './message.ts';

const ENGLISH = sayIn(EN);

/** A reason as an English sentence; one of a code that has no words any more is named by the code. */
export const sentenceOf = ENGLISH.why;

/** What to do about it, as an English sentence; empty where nobody knows. */
export const remedyOf = ENGLISH.whatToDo;

/** The reason's code, or the category of what it tells of. */
export const categoryOf = ({ code, values: { category = code } }: Reason): string => String(category);

/** Category, sentence and remedy; empty where all is well. */
export const told = (reason: Reason | null): Told =>
  reason
    ? { category: categoryOf(reason), reason: sentenceOf(reason), whatToDo: remedyOf(reason) }
    : { category: '', reason: '', whatToDo: '' };
