import { parseWish } from '#desk/refusal.ts';
import { AnswerReview, answerReview } from '#desk/review/answer.ts';
import { countWaiting, listWaiting, type SubjectInFull, showSubjects } from '#desk/review/queue.ts';
import { sentenceOf } from '#messages/say.ts';
import type { ReviewItem } from '#shared/table/records.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Command, UsageError } from '../command.ts';
import { grid, sayTable } from '../say/grid.ts';
import { sayNextFeed } from '../say/next-feed.ts';
import { bold, dim, printable, printJson, say } from '../say/terminal.ts';
import type { Workplace } from '../target/workplace.ts';

const placeOf = ({ document, page }: Pick<ReviewItem, 'document' | 'page'>): string =>
  page === null ? document : `${document}, page ${page}`;

const rowOf = ({ subject, reasons, ...item }: ReviewItem): string[] => [
  printable(subject),
  printable(placeOf(item)),
  printable(reasons.map(sentenceOf).join('; ')),
];

/** The queue as a table. */
const sayItems = (dealerId: string, items: readonly ReviewItem[]): void => {
  sayTable(['Subject', 'Where', 'Why it waits'], items.map(rowOf));
  say(dim(`\n${items.length} waiting. feedwright review show ${dealerId} SUBJECT tells more.`));
};

const sayAll = (heading: string, lines: readonly string[]): void => {
  if (lines.length === 0) return;
  say(`\n${bold(heading)}`);
  for (const line of lines) say(`  ${printable(line)}`);
};

/** On a page in points; in a spreadsheet, which has no pages, by its cells. */
const placeInFull = (item: SubjectInFull): string => {
  if (item.addresses.length > 0) return `${item.document}, ${item.addresses.join(', ')}`;
  if (!item.box) return placeOf(item);
  const [from, to] = [item.box.slice(0, 2), item.box.slice(2)].map((corner) =>
    corner.map(Math.round).join(' × '),
  );
  return `${placeOf(item)}, from ${from} to ${to} pt`;
};

/** One item in words. */
const sayInFull = (item: SubjectInFull): void => {
  say(`${bold(printable(item.subject))}  ${item.verdict}`);
  say(printable(placeInFull(item)));
  sayAll('Why it waits', item.reasons.map(sentenceOf));
  sayAll('What might be meant', item.candidates);
  sayAll('What the ad needs before it can be accepted', item.obstacles.map(sentenceOf));
  sayAll('Fields that can be edited', grid(Object.entries(item.fields)));
};

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
