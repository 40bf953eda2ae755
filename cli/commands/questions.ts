import { AnswersNamed, listAnswers, listAsked, shareAnswers, undoAnswers } from '#desk/questions/given.ts';
import { showQuestions } from '#desk/questions/questions.ts';
import { parseWish } from '#desk/refusal.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import type { Command } from '../command.ts';
import { sayNextFeed } from '../say/next-feed.ts';
import { sayGiven, sayQuestionInFull, sayQuestions } from '../say/questions.ts';
import { printJson, say } from '../say/terminal.ts';
import { CHANNEL } from '../target/at-target.ts';

const list: Action['run'] = async ([dealerId = ''], ports, flags, options) => {
  const asked = await listAsked(dealerId, ports);
  if (flags.has('json')) return printJson(asked.questions);
  if (asked.questions.length === 0) return say(`Nothing of ${dealerId} waits for an answer.`);
  sayQuestions(dealerId, asked, options);
};

const show: Action['run'] = async ([dealerId = '', ...ids], ports, flags, options) => {
  const questions = await showQuestions(dealerId, ids, ports);
  if (flags.has('json')) return printJson(questions);
  for (const question of questions) sayQuestionInFull(question, options);
};

const known: Action['run'] = async ([dealerId = ''], ports, flags) => {
  const given = await listAnswers(dealerId, ports);
  if (flags.has('json')) return printJson(given);
  if (given.length === 0) return say(`Nothing was answered for ${dealerId} yet.`);
  sayGiven(given);
};

const changing =
  (change: typeof undoAnswers, told: string): Action['run'] =>
  async ([dealerId, ...ids], ports, flags) => {
    const wish = parseWish(AnswersNamed, { dealerId, questions: ids });
    const { answers, version } = await change(ports.actor, wish, ports);
    if (flags.has('json')) return printJson(answers);
    for (const { question } of answers) say(`The answer to ${question} ${told}.`);
    sayNextFeed(version);
  };

const ACTIONS: Record<string, Action> = {
  list: { takes: ['DEALER'], run: list },
  show: { takes: ['DEALER', 'QUESTION…'], run: show },
  known: { takes: ['DEALER'], run: known },
  undo: { takes: ['DEALER', 'QUESTION…'], run: changing(undoAnswers, 'is taken back') },
  share: { takes: ['DEALER', 'QUESTION…'], run: changing(shareAnswers, 'holds for all dealers now') },
};

/** `questions demo` is `questions list demo`. */
const withAction = (files: string[]): string[] =>
  files.length === 1 && !Object.hasOwn(ACTIONS, files[0] ?? '') ? ['list', ...files] : files;

/** `feedwright questions`: what stands between machines and their ads, asked once for all that it concerns. */
export const questions: Command = {
  summary:
    'List what stands between machines and their ads, and what was answered; take answers back, share them',
  usage: `questions DEALER | ${usageOf('questions', ACTIONS)}`,
  examples: [
    'feedwright questions samples',
    'feedwright questions show samples 3f2a91c4',
    'feedwright questions known samples',
    'feedwright questions undo samples 3f2a91c4',
    'feedwright questions share samples 3f2a91c4',
  ],
  options: { ...CHANNEL },
  run: (given) => runAction('questions', ACTIONS, { ...given, files: withAction(given.files) }),
};
