import { type Reason, reasonKey } from '#contracts/reason.ts';
import { sentenceOf } from './say.ts';

/** Tells whether a reason is among those; of one that was kept before reasons were data its sentence tells. */
export const among = (seen: readonly Reason[]): ((reason: Reason) => boolean) => {
  const known = new Set(seen.map(reasonKey));
  const told = new Set(seen.filter(({ code }) => code === 'as-told').map(sentenceOf));
  return (reason) => known.has(reasonKey(reason)) || told.has(sentenceOf(reason));
};
