import { type Reason, reasonKey } from '#contracts/reason.ts';
import type { Told } from '#contracts/state.ts';
import { EN } from './en/index.ts';
import type { Message, Part } from './message.ts';

const MESSAGES: Readonly<Record<string, Message>> = EN;

const partOf = (part: Part, { values }: Reason): string =>
  typeof part === 'string' ? part : part(values, sentenceOf);

/** A reason as a sentence; one of a code that has no words any more is named by the code. */
export function sentenceOf(reason: Reason): string {
  return partOf(MESSAGES[reason.code]?.why ?? reason.code, reason);
}

/** What to do about it, as a sentence; empty where nobody knows. */
export const remedyOf = (reason: Reason): string => partOf(MESSAGES[reason.code]?.whatToDo ?? '', reason);

/** Tells whether a reason is among those; of one that was kept before reasons were data its sentence tells. */
export const among = (seen: readonly Reason[]): ((reason: Reason) => boolean) => {
  const known = new Set(seen.map(reasonKey));
  const told = new Set(seen.filter(({ code }) => code === 'as-told').map(sentenceOf));
  return (reason) => known.has(reasonKey(reason)) || told.has(sentenceOf(reason));
};

/** The reason's code, or the category of what it tells of. */
export const categoryOf = ({ code, values: { category = code } }: Reason): string => String(category);

/** Category, sentence and remedy; empty where all is well. */
export const told = (reason: Reason | null): Told =>
  reason
    ? { category: categoryOf(reason), reason: sentenceOf(reason), whatToDo: remedyOf(reason) }
    : { category: '', reason: '', whatToDo: '' };
