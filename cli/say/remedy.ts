import type { Reason } from '#contracts/reason.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import type { Arguments } from '../command.ts';
import { runnable } from './command-line.ts';
import { dim, say, sayWrapped } from './terminal.ts';

/** What waits, what to do, and the command for it, each below the other. */
export const sayWithRemedy = (
  { reason, command }: { reason: Reason; command: readonly string[] },
  options: Arguments['options'],
  indent = '   ',
): void => {
  for (const text of [sentenceOf(reason), remedyOf(reason)].filter(Boolean)) sayWrapped(text, indent);
  say(dim(`${indent}${runnable(command, options)}`));
};
