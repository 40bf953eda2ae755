import { knownDealer } from '#desk/dealers/known-dealer.ts';
import type { Workplace } from '#desk/workplace.ts';
import { actsSince, type Ending, type RecordedAct } from '#functions/operations/audit/acts.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import { ownData } from '../actions.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { grid } from '../say/grid.ts';
import { bold, printable, printText, say } from '../say/terminal.ts';
import { atTarget } from '../target/at-target.ts';

/** Without `--since`. */
const DAYS_SHOWN = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The beginning of a day in Moscow, which has no summer time. */
const dayOf = (word: string): Date => {
  const day = new Date(`${word}T00:00:00+03:00`);
  if (/^\d{4}-\d\d-\d\d$/.test(word) && !Number.isNaN(day.getTime())) return day;
  throw new UsageError(`${JSON.stringify(word)} is no day: write --since 2026-11-01`);
};

const sinceOf = ({ options }: Arguments, now: Date): Date =>
  options.since ? dayOf(options.since) : new Date(now.getTime() - DAYS_SHOWN * DAY_MS);

const OUTCOMES: Record<NonNullable<Ending> | 'none', string> = {
  done: 'done',
  failed: 'failed',
  unknown: 'broken off, outcome unknown',
  none: 'no end yet: at work, or broken off',
};

const HEADING = ['Began', 'Who', 'Of', 'What', 'Subject', 'Outcome', 'Why'];

const whyOf = ({ intent, reason }: RecordedAct): string =>
  [intent.details.why, reason].filter((text) => typeof text === 'string' && text !== '').join('; ');

const rowOf = (act: RecordedAct): string[] => [
  moscowMinute(act.intent.at),
  printable(act.intent.who),
  act.intent.scope.replace(/^D#/, '').replace('SHARED', 'all'),
  act.intent.action,
  printable(act.intent.subject),
  OUTCOMES[act.ending ?? 'none'],
  printable(whyOf(act)),
];

const asJson = ({ intent, ending, reason }: RecordedAct) => {
  const { scope, month, step, ...act } = intent;
  return {
    dealer: scope.startsWith('D#') ? scope.slice('D#'.length) : null,
    ...act,
    outcome: ending,
    reason,
  };
};

/** What was done for a dealer, and what was done for all of them; without one, the latter alone. */
const actsOf = async (dealerId: string | null, since: Date, ports: Workplace): Promise<RecordedAct[]> => {
  const scopes = dealerId === null ? [null] : [await knownDealer(dealerId, ports.table), null];
  const acts = await Promise.all(scopes.map((scope) => actsSince(scope, since, ports)));
  return acts.flat().sort((one, other) => one.intent.at.localeCompare(other.intent.at));
};

const sayActs = (acts: RecordedAct[]): void => {
  const [heading = '', ...lines] = grid([HEADING, ...acts.map(rowOf)]);
  say(bold(heading));
  for (const line of lines) say(line);
};

const run = async (given: Arguments): Promise<number> => {
  const [dealerId = null, ...more] = given.files;
  if (more.length > 0) throw new UsageError('Name one DEALER, or none for what concerns all');
  return atTarget(given, ownData, async (ports) => {
    const since = sinceOf(given, ports.clock());
    const acts = await actsOf(dealerId, since, ports);
    if (given.flags.has('json')) await printText(`${JSON.stringify(acts.map(asJson), null, 1)}\n`);
    else if (acts.length > 0) sayActs(acts);
    else say(`Nobody did anything since ${moscowMinute(since.toISOString())}.`);
    return 0;
  });
};

/** `feedwright audit`: who did what, when, and what came of it. */
export const audit: Command = {
  summary: 'Show who did what when, and what came of it: of a dealer, or of what concerns all',
  usage: 'audit [DEALER] [--since DATE] [--json]',
  examples: ['feedwright audit demo', 'feedwright audit demo --since 2026-11-01 --json'],
  options: {
    since: {
      type: 'string',
      value: 'DATE',
      description: `a day in Moscow; ${DAYS_SHOWN} days ago otherwise`,
    },
    json: { type: 'boolean', description: 'print JSON for programs, with all details' },
  },
  run,
};
