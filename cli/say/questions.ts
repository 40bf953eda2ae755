import type { Effect, Evidence, Option, Question } from '#contracts/question.ts';
import type { AskedOfYear } from '#contracts/report.ts';
import type { Answered } from '#desk/questions/answer.ts';
import { counted } from '#messages/en/words.ts';
import { sentenceOf } from '#messages/say.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import { spokenRoubles } from '#shared/spoken-money.ts';
import type { GivenAnswer } from '#shared/table/knowledge-records.ts';
import type { Arguments } from '../command.ts';
import { runnable } from './command-line.ts';
import { sayGrid } from './grid.ts';
import { bold, dim, printable, say, sayWrapped, wrapped } from './terminal.ts';

/** Where the present command works: those that are printed work there too. */
type Place = Arguments['options'];

const worthOf = ({ frees, worthRoubles, codes }: Question): string =>
  frees > 0
    ? `publishes ${counted(frees, 'ad')}${worthRoubles > 0 ? ` worth ${spokenRoubles(worthRoubles)}` : ''}`
    : `one of several for ${counted(codes.length, 'machine')}`;

/** "publishes 6, removes 2"; nothing where an answer does neither by itself. */
const effectOf = ({ publishes, removes }: Effect): string =>
  [publishes.length > 0 && `publishes ${publishes.length}`, removes.length > 0 && `removes ${removes.length}`]
    .filter(Boolean)
    .join(', ');

const commandOf = ({ name, value }: Option): string =>
  value && !value.optional ? `${name} '${value.form}'` : name;

const sayOption = (option: Option, indent: string): void => {
  const effect = effectOf(option);
  const example = option.value && !option.value.optional ? ` For example ${option.value.example}.` : '';
  const text = `${sentenceOf(option.says)}${example}${effect && ` (${effect})`}`;
  const name = option.byFile ? '—' : commandOf(option);
  say(`${indent}${bold(printable(name))}`);
  sayWrapped(text, `${indent}  `);
};

const sayHead = (question: Question): void => {
  say(`${bold(question.id)}  ${dim(worthOf(question))}`);
  sayWrapped(sentenceOf(question.asks), '  ');
};

/** "406", "value …", "keep-out": what may stand behind the question's id. */
const answersOf = ({ options }: Question): string =>
  options
    .filter(({ byFile }) => !byFile)
    .map(({ name, value }) => (value && !value.optional ? `${name} …` : name))
    .join(' | ');

const filesOf = ({ options }: Question): string[] =>
  options.filter(({ byFile }) => byFile).map(({ says }) => sentenceOf(says));

const sayQuestion = (question: Question): void => {
  sayHead(question);
  for (const text of filesOf(question)) sayWrapped(text, '  ');
  const answers = answersOf(question);
  if (answers) for (const line of wrapped(`Answers: ${printable(answers)}`, '  ')) say(dim(line));
  say();
};

/** "model year 2026: 12 answered, 2 open". */
const ofYear = ({ modelYear, answered, open }: AskedOfYear): string =>
  `model year ${modelYear} ${answered} answered, ${open} open`;

/** How much was asked about each model year, once something was answered. */
export const sayAsked = (years: readonly AskedOfYear[]): void => {
  if (years.some(({ answered }) => answered > 0)) say(dim(`Questions: ${years.map(ofYear).join('; ')}.`));
};

/** The commands that show a question and answer it, where one can be answered by a command; of the first such question. */
export const examplesOf = (
  dealerId: string,
  questions: readonly Pick<Question, 'id' | 'options'>[],
  place: Place,
): string[] => {
  const [example] = questions.flatMap(({ id, options }) =>
    options
      .filter(({ byFile, name }) => !byFile && name !== 'keep-out')
      .map(({ name, value }) => [id, name, ...(value && !value.optional ? [value.form] : [])]),
  );
  if (!example) return [];
  const [id = ''] = example;
  return [
    ['questions', 'show', dealerId, id],
    ['answer', dealerId, ...example],
  ].map((words) => runnable(words, place));
};

/** All questions of a dealer, the one that frees most first. */
export const sayQuestions = (
  dealerId: string,
  { questions, years }: { questions: readonly Question[]; years: readonly AskedOfYear[] },
  options: Place,
): void => {
  const waiting = new Set(questions.flatMap(({ codes }) => codes)).size;
  say(`${counted(questions.length, 'question')} of ${dealerId} about ${counted(waiting, 'machine')}.`);
  sayAsked(years);
  say();
  for (const question of questions) sayQuestion(question);
  const [tells, answers] = examplesOf(dealerId, questions, options);
  if (!tells || !answers) return;
  say(dim(`${tells} tells more; this is how it is answered:`));
  say(answers);
};

const placeOf = ({ document, page, addresses }: Evidence): string =>
  addresses[0] ? `${document}, ${addresses[0]}` : `${document}, page ${page}`;

const MOST_PLACES = 12;

const sayRows = (heading: string, rows: string[][]): void => {
  if (rows.length === 0) return;
  say(`\n${bold(heading)}`);
  sayGrid(
    rows.slice(0, MOST_PLACES).map((row) => row.map(printable)),
    '  ',
  );
  if (rows.length > MOST_PLACES) say(dim(`  … and ${rows.length - MOST_PLACES} more`));
};

/** One question with its machines, its places and all its answers. */
export const sayQuestionInFull = (question: Question, options: Place): void => {
  sayHead(question);
  sayRows(
    'Machines',
    question.machines.map(({ modelCode, price, title }) => [modelCode, price, title]),
  );
  sayRows(
    'Where it is printed',
    question.evidence.map((each) => [placeOf(each), each.text]),
  );
  say(`\n${bold('Answers')}  ${runnable(['answer', question.dealerId, question.id], options)} …`);
  for (const option of question.options) sayOption(option, '  ');
  say();
};

/** "6 publish, 0 removed, feed 10 → 11". */
const sumOf = ({ publishes, removes, feed }: Answered): string =>
  `${publishes.length} publish, ${removes.length} removed, feed ${feed.from} → ${feed.to}`;

/** What came, or with `isDry` would come, of answers. */
export const sayAnswered = (dealerId: string, answered: Answered, isDry: boolean, options: Place): void => {
  for (const { question, option, says, ...effect } of answered.answers) {
    const done = effectOf(effect) || 'one of several answers that its machines wait for';
    say(`${question} ${printable(option)}: ${printable(sentenceOf(says))} (${done})`);
  }
  for (const [what, codes] of [
    ['Publishes', answered.publishes],
    ['Removes', answered.removes],
  ] as const)
    for (const line of codes.length > 0 ? wrapped(`${what} ${codes.join(' ')}`) : [])
      say(dim(printable(line)));
  say(bold(`${isDry ? 'It would be: ' : ''}${sumOf(answered)}.`));
  const ids = answered.answers.map(({ question }) => question);
  say(
    dim(
      isDry
        ? 'Nothing was written: leave out --dry-run to answer.'
        : `Taken back by ${runnable(['questions', 'undo', dealerId, ...ids], options)}`,
    ),
  );
};

/** What people have answered so far, by whom and when. */
export const sayGiven = (given: readonly GivenAnswer[]): void => {
  for (const { question, asks, says, value, by, at, shared, unfinished } of given) {
    const state = `${shared ? ', good for all dealers' : ''}${unfinished ? ', broken off: take it back' : ''}`;
    say(`${bold(question)}  ${dim(`${printable(by)}, ${moscowMinute(at)}${state}`)}`);
    sayWrapped(sentenceOf(asks), '  ');
    const answer = value ? `${sentenceOf(says)} ${JSON.stringify(value)}` : sentenceOf(says);
    sayWrapped(`→ ${answer}`, '  ');
    say();
  }
};
