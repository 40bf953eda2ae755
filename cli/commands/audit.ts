import { DAYS_SHOWN, ReadTrail, readTrail, type ToldAct } from '#desk/audit/trail.ts';
import { parseWish } from '#desk/refusal.ts';
import { sentenceOf } from '#messages/say.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { sayTable } from '../say/grid.ts';
import { printable, printJson, say } from '../say/terminal.ts';
import { atTarget } from '../target/at-target.ts';

const OUTCOMES: Record<NonNullable<ToldAct['outcome']> | 'none', string> = {
  done: 'done',
  failed: 'failed',
  unknown: 'broken off, outcome unknown',
  none: 'no end yet: at work, or broken off',
};

const HEADING = ['Began', 'Who', 'Of', 'What', 'Subject', 'Outcome', 'Why'];

const whyOf = ({ details, reason }: ToldAct): string =>
  [details.why, reason && sentenceOf(reason)]
    .filter((text) => typeof text === 'string' && text !== '')
    .join('; ');

const rowOf = (act: ToldAct): string[] => [
  moscowMinute(act.at),
  printable(act.who),
  act.dealer ?? 'all',
  act.action,
  printable(act.subject),
  OUTCOMES[act.outcome ?? 'none'],
  printable(whyOf(act)),
];

const run = async (given: Arguments): Promise<number> => {
  const [dealerId, ...more] = given.files;
  if (more.length > 0) throw new UsageError('Name one DEALER, or none for what concerns all');
  return atTarget(given, async (ports) => {
    const wish = parseWish(ReadTrail, { dealerId, since: given.options.since });
    const { since, acts } = await readTrail(wish, ports);
    if (given.flags.has('json')) await printJson(acts);
    else if (acts.length > 0) sayTable(HEADING, acts.map(rowOf));
    else say(`Nobody did anything since ${moscowMinute(since.toISOString())}.`);
    return 0;
  });
};

/** `feedwright audit`: who did what, when, and what came of it. */
export const audit: Command = {
  summary: 'Show who did what when, and what came of it: of a dealer, or of what concerns all',
  usage: 'audit [DEALER] [--since DATE]',
  examples: ['feedwright audit samples', 'feedwright audit samples --since 2026-11-01 --json'],
  options: {
    since: {
      type: 'string',
      value: 'DATE',
      description: `a day in Moscow; ${DAYS_SHOWN} days ago otherwise`,
    },
  },
  run,
};
