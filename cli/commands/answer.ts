import { AnswerQuestions, answerQuestions } from '#desk/questions/answer.ts';
import { parseWish } from '#desk/refusal.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { sayNextFeed } from '../say/next-feed.ts';
import { sayAnswered } from '../say/questions.ts';
import { printJson } from '../say/terminal.ts';
import { atTarget, CHANNEL } from '../target/at-target.ts';

const USAGE = 'answer DEALER QUESTION OPTION [VALUE] [QUESTION OPTION [VALUE]]…';

/**
 * A question's id as it is printed, and on a page the first signs of its basis: what stands behind the first answer and
 * looks so begins the next.
 */
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4,})?$/;

/** The words of each answer: a question, an option and, where it takes one, a value. */
export const answersIn = (words: readonly string[]): string[][] => {
  const answers: string[][] = [];
  for (const word of words) {
    const open = answers.at(-1);
    if (open && (open.length < 2 || !ID.test(word))) open.push(word);
    else answers.push([word]);
  }
  return answers;
};

const answerOf = ([asked = '', option, ...value]: string[]) => {
  if (option === undefined) throw new UsageError(`Use ${USAGE}: ${asked} has no option`);
  const [question = '', basis] = asked.split('-');
  return { question, option, value: value.join(' '), ...(basis !== undefined && { basis }) };
};

const run = async (given: Arguments): Promise<number> => {
  const [dealerId, ...words] = given.files;
  if (dealerId === undefined || words.length === 0) throw new UsageError(`Use ${USAGE}`);
  const dryRun = given.flags.has('dry-run');
  const codes = given.options.only?.split(/[\s,]+/).filter(Boolean);
  const answers = answersIn(words).map((each) => ({ ...answerOf(each), ...(codes && { codes }) }));
  const wish = parseWish(AnswerQuestions, { dealerId, answers, dryRun, confirmed: given.flags.has('yes') });
  return atTarget(given, async (ports) => {
    const answered = await answerQuestions(ports.actor, wish, ports);
    if (given.flags.has('json')) await printJson(answered);
    else {
      sayAnswered(dealerId, answered, dryRun, given.options);
      if (!dryRun) sayNextFeed(answered.version);
    }
    return 0;
  });
};

/** `feedwright answer`: answers to questions, several at once, one rebuild at the end. */
export const answer: Command = {
  summary: 'Answer questions, several at once: what is known now holds for later lists too',
  usage: USAGE,
  examples: [
    'feedwright answer samples 3f2a91c4 508 --dry-run',
    'feedwright answer samples 3f2a91c4 508 77ab01cd keep-out',
    'feedwright answer samples 9c04be17 keep-out "sold out" --only DWX7',
  ],
  options: {
    ...CHANNEL,
    'dry-run': { type: 'boolean', description: 'tell what would come of it, and write nothing' },
    only: { type: 'string', value: 'CODES', description: 'of the machines that it is about these alone' },
    yes: { type: 'boolean', description: 'also where the last ad goes, or more than half of them' },
  },
  run,
};
