import { parseWish } from '#desk/refusal.ts';
import { AnswerReview, answerReview } from '#desk/review/answer.ts';
import { countWaiting, listWaiting, showSubjects } from '#desk/review/queue.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Command, UsageError } from '../command.ts';
import { grid } from '../say/grid.ts';
import { sayNextFeed } from '../say/next-feed.ts';
import { sayInFull, sayItems } from '../say/review-items.ts';
import { printJson, say } from '../say/terminal.ts';
import type { Workplace } from '../target/workplace.ts';

/** Each dealer, and how much waits. */
const counts = async (json: boolean, ports: Workplace): Promise<void> => {
  const rows = await countWaiting(ports);
  if (json) return printJson(rows);
  const table = [['Dealer', 'Waiting'], ...rows.map(({ dealerId, waiting }) => [dealerId, waiting])];
  for (const line of grid(table)) say(line);
};

const list: Action['run'] = async ([dealerId], ports, flags) => {
  if (dealerId === undefined) return counts(flags.has('json'), ports);
  const items = await listWaiting(dealerId, ports);
  if (flags.has('json')) await printJson(items);
  else if (items.length === 0) say(`Nothing of ${dealerId} waits for a person.`);
  else sayItems(dealerId, items);
};

const show: Action['run'] = async ([dealerId = '', ...words], ports, flags) => {
  const items = await showSubjects(dealerId, words, ports);
  if (flags.has('json')) return printJson(items);
  for (const item of items) sayInFull(item);
};

const fieldValueOf = (word: string) => {
  const at = word.indexOf('=');
  if (at > 0) return { field: word.slice(0, at), value: word.slice(at + 1) };
  throw new UsageError(`${JSON.stringify(word)} is no FIELD=VALUE, such as TrackWidth=508`);
};

/** Subjects first, then values: a value holds an equals sign, a subject does not. */
const editOf = (words: string[]) => {
  const subjects = words.filter((word) => !word.includes('='));
  const values = words.slice(subjects.length).map(fieldValueOf);
  if (subjects.length === 0 || values.length === 0)
    throw new UsageError(`Use review edit ${ACTIONS.edit?.takes.join(' ')}`);
  return { subjects, values };
};

const answer =
  (action: AnswerReview['action']): Action['run'] =>
  async ([dealerId, ...words], ports, flags, { why }) => {
    const said = action === 'edit' ? editOf(words) : { subjects: words };
    const wish = parseWish(AnswerReview, { dealerId, action, ...said, why, confirmed: flags.has('yes') });
    const { answered, feed } = await answerReview(ports.actor, wish, ports);
    if (flags.has('json')) return printJson({ action, answered, feedVersion: feed?.version ?? 0 });
    for (const subject of answered) say(`${subject}: ${action} is recorded.`);
    say('Its lists were judged again.');
    sayNextFeed(feed);
  };

const ACTIONS: Record<string, Action> = {
  list: { takes: ['[DEALER]'], run: list },
  show: { takes: ['DEALER', 'SUBJECT…'], run: show },
  accept: { takes: ['DEALER', 'SUBJECT…'], run: answer('accept') },
  edit: { takes: ['DEALER', 'SUBJECT…', 'FIELD=VALUE…'], run: answer('edit') },
  reject: { takes: ['DEALER', 'SUBJECT…'], run: answer('reject') },
  reopen: { takes: ['DEALER', 'SUBJECT…'], run: answer('reopen') },
};

/** `feedwright review`: what waits for a person, and the answers. */
export const review: Command = {
  summary: 'List and answer what waits for a person: accept, edit a value, keep out',
  usage: `${usageOf('review', ACTIONS)} [--json]`,
  examples: [
    'feedwright review list demo',
    'feedwright review accept demo TJTH TJTG',
    'feedwright review edit demo TJTH TrackWidth=508',
    'feedwright review reject demo TJTH --why "sold out"',
  ],
  options: {
    why: {
      type: 'string',
      value: 'TEXT',
      description: 'with reject: stands in the record and in the reasons',
    },
    yes: { type: 'boolean', description: 'with reject: also the last ad, or more than half of them' },
    json: { type: 'boolean', description: 'print JSON, for scripts' },
  },
  run: (given) => runAction('review', ACTIONS, given),
};
