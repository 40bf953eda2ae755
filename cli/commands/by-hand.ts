import { type SetByHand, setByHandFor } from '#desk/by-hand/by-hand.ts';
import { sentenceOf } from '#messages/say.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { runnable } from '../say/command-line.ts';
import { bold, dim, printable, printJson, say, sayWrapped } from '../say/terminal.ts';
import { atTarget } from '../target/at-target.ts';

const USAGE = 'by-hand DEALER';
const INDENT = '    ';

const sayOne = ({ subject, reason, by, at, back }: SetByHand, options: Arguments['options']): void => {
  const who = printable(by) || 'somebody';
  say(`${bold(printable(subject))}  ${dim(`${who}${at ? `, ${moscowMinute(at)}` : ''}`)}`);
  sayWrapped(sentenceOf(reason), INDENT);
  const taken = back.length > 0 ? runnable(back, options) : 'no list in force names it: it says nothing now';
  say(dim(`${INDENT}${taken}`));
};

const run = async (given: Arguments): Promise<number> => {
  const {
    files: [dealerId, ...others],
    flags,
    options,
  } = given;
  if (dealerId === undefined || others.length > 0) throw new UsageError(`Use ${USAGE}`);
  const all = await atTarget(given, (ports) => setByHandFor(dealerId, ports));
  if (flags.has('json')) await printJson(all);
  else if (all.length === 0) say(`Nothing of ${dealerId} was set by hand.`);
  else for (const one of all) sayOne(one, options);
  return 0;
};

/** `feedwright by-hand`: all that people have set for a dealer, wherever they did. */
export const byHand: Command = {
  summary: 'List everything that people have set for a dealer, each with the command that takes it back',
  usage: USAGE,
  examples: ['feedwright by-hand samples', 'feedwright by-hand samples --json'],
  options: {},
  run,
};
