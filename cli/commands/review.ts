import { join } from 'node:path';
import type { Question } from '#contracts/question.ts';
import { seeQuestions } from '#desk/questions/page.ts';
import { listQuestions } from '#desk/questions/questions.ts';
import { parseWish } from '#desk/refusal.ts';
import { AnswerReview, answerReview } from '#desk/review/answer.ts';
import { countWaiting, listWaiting, type SubjectInFull, showSubjects } from '#desk/review/queue.ts';
import { questionsPage } from '#functions/reports/questions-page.ts';
import { sentenceOf } from '#messages/say.ts';
import type { ReviewItem } from '#shared/table/records.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { writePage } from '../files/write-page.ts';
import { runnable } from '../say/command-line.ts';
import { grid, sayGrid, sayTable } from '../say/grid.ts';
import { sayNextFeed } from '../say/next-feed.ts';
import { bold, dim, printable, printJson, say, tell } from '../say/terminal.ts';
import { atTarget, CHANNEL } from '../target/at-target.ts';
import type { Workplace } from '../target/workplace.ts';

const placeOf = ({ document, page }: Pick<ReviewItem, 'document' | 'page'>): string =>
  page === null ? document : `${document}, page ${page}`;

/** Each machine that waits, with its price and the questions that stand between it and its ad. */
const sayMachines = (
  dealerId: string,
  questions: readonly Question[],
  options: Arguments['options'],
): void => {
  const waiting = Map.groupBy(
    questions.flatMap(({ id, machines }) => machines.map((machine) => ({ id, machine }))),
    ({ machine }) => machine.modelCode,
  );
  const rows = [...waiting].map(([code, asked]) => {
    const { price = '', title = '' } = asked[0]?.machine ?? {};
    return [printable(code), printable(price), asked.map(({ id }) => id).join(' '), printable(title)];
  });
  sayTable(['Code', 'Price', 'Questions', 'Machine'], rows);
  const [one = 'CODE'] = waiting.keys();
  say(dim(`\n${rows.length} waiting. What is asked about them, once for all of a kind, and all of one:`));
  for (const words of [
    ['questions', dealerId],
    ['review', 'show', dealerId, one],
  ])
    say(dim(runnable(words, options)));
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
  sayAll(
    'What might be meant',
    item.candidates.map(({ name, against }) => [name, ...against.map(sentenceOf)].join('; ')),
  );
  sayAll('What the ad needs before it can be accepted', item.obstacles.map(sentenceOf));
  sayAll('Fields that can be edited', grid(Object.entries(item.fields)));
};

/** Each dealer, and how much waits. */
const counts = async (json: boolean, ports: Workplace): Promise<void> => {
  const rows = await countWaiting(ports);
  if (json) return printJson(rows);
  const table = [['Dealer', 'Waiting'], ...rows.map(({ dealerId, waiting }) => [dealerId, waiting])];
  sayGrid(table);
};

const list: Action['run'] = async ([dealerId], ports, flags, options) => {
  if (dealerId === undefined) return counts(flags.has('json'), ports);
  if (flags.has('json')) return printJson(await listWaiting(dealerId, ports));
  const questions = await listQuestions(dealerId, ports);
  if (questions.length === 0) say(`Nothing of ${dealerId} waits for a person.`);
  else sayMachines(dealerId, questions, options);
};

const open = async (dealerId: string, given: Arguments, ports: Workplace): Promise<void> => {
  const text = questionsPage(await seeQuestions(dealerId, ports));
  const page = await writePage(join(ports.pages, 'review'), [dealerId, 'questions'], text);
  await tell(given, { page }, () => say(page));
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
  summary:
    'List and answer machine by machine what waits: accept, edit a value, keep out; or all of it as a page',
  usage: `review --open DEALER | ${usageOf('review', ACTIONS)}`,
  examples: [
    'feedwright review --open samples',
    'feedwright review list samples',
    'feedwright review accept samples HNZD --yes',
    'feedwright review edit samples GYQ4 TrackWidth=508',
    'feedwright review reject samples QZXP --why "sold out"',
  ],
  options: {
    ...CHANNEL,
    open: {
      type: 'string',
      value: 'DEALER',
      description: 'write all questions as one page, with cut-outs of list and book',
    },
    why: {
      type: 'string',
      value: 'TEXT',
      description: 'with reject: stands in the record and in the reasons',
    },
    yes: {
      type: 'boolean',
      description: 'reject: also the last ad, or more than half of them; accept: also beside its twin',
    },
  },
  run: async (given) => {
    const { open: dealerId } = given.options;
    if (dealerId === undefined) return runAction('review', ACTIONS, given);
    if (given.files.length > 0) throw new UsageError('Use review --open DEALER');
    await atTarget(given, (ports) => open(dealerId, given, ports));
    return 0;
  },
};
