import type { Reason } from '#contracts/reason.ts';
import type { Say } from '../message.ts';

/** What people have set, as it stands. */
export const BY_HAND = {
  'hand-match': {
    why: ({ printed, name }: { printed: string; name: string }) => `${printed} is \`${name.trim()}\``,
  },
  'hand-value': {
    why: ({ field, value, insteadOf }: { field: string; value: string; insteadOf: string }) =>
      `${field} is ${value}, instead of ${insteadOf || 'nothing'}`,
  },
  'hand-accepted': {
    why: ({ reasons }: { reasons: readonly Reason[] }, say: Say) =>
      `It is published as proposed, with: ${reasons.map(say).join('; ') || 'no reason left'}`,
  },
  'hand-kept-out': {
    why: ({ because }: { because: string }) => `It is not for sale${because ? `: ${because}` : ''}`,
  },
  'hand-let': { why: ({ cause }: { cause: Reason }, say: Say) => `What was asked may be so: ${say(cause)}` },
  'hand-refused': {
    why: ({ cause }: { cause: Reason }, say: Say) => `What was asked may not be so: ${say(cause)}`,
  },
  'hand-retired': { why: ({ list }: { list: string }) => `The list of ${list} is taken out of force` },
  'hand-restored': { why: ({ list }: { list: string }) => `The list of ${list} is put back in force` },
  'hand-answer': {
    why: ({ asks, says, value }: { asks: Reason; says: Reason; value: string }, say: Say) =>
      `${say(asks)} ${say(says)}${value ? `: ${value}` : ''}`,
  },
  'hand-meaning': {
    why: ({ printed, means }: { printed: string; means: string }) => `"${printed}" means ${means}`,
  },
};
